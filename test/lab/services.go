package main

import (
	"fmt"
	"slices"
	"strings"

	corev1 "k8s.io/api/core/v1"
	discoveryv1 "k8s.io/api/discovery/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/labels"
	"k8s.io/apimachinery/pkg/util/intstr"
)

// Svc is a Service with its VIP and, for a load balancer, its outside address.
type Svc struct {
	*corev1.Service
	External string
	Ends     map[string][]string // port name -> ip:port
}

func resolvePort(sp corev1.ServicePort, p *Pod) int {
	if sp.TargetPort.Type == intstr.String {
		for _, c := range p.Ports {
			if c.Name == sp.TargetPort.StrVal {
				return int(c.ContainerPort)
			}
		}
		return 0
	}
	if sp.TargetPort.IntVal != 0 {
		return int(sp.TargetPort.IntVal)
	}
	return int(sp.Port)
}

// defaultService fills in what the API server would.
func defaultService(s *corev1.Service) {
	for i := range s.Spec.Ports {
		sp := &s.Spec.Ports[i]
		if sp.Protocol == "" {
			sp.Protocol = corev1.ProtocolTCP
		}
		if sp.TargetPort.StrVal == "" && sp.TargetPort.IntVal == 0 {
			sp.TargetPort = intstr.FromInt32(sp.Port)
		}
	}
	if s.Spec.Type == "" {
		s.Spec.Type = corev1.ServiceTypeClusterIP
	}
}

// makeServices gives every Service its addresses and the EndpointSlices of the pods that it selects.
func (b *builder) makeServices() {
	slices.SortStableFunc(b.Svcs, func(x, y *Svc) int { return strings.Compare(x.Namespace+"/"+x.Name, y.Namespace+"/"+y.Name) })
	for i, s := range b.Svcs {
		if s.Spec.ClusterIP == "" && s.Spec.Type != corev1.ServiceTypeExternalName {
			s.Spec.ClusterIP = fmt.Sprintf("%s%d.%d", vipNet, 1+i/250, 1+i%250)
		}
		s.Spec.ClusterIPs = []string{s.Spec.ClusterIP}
		if s.Spec.Type == corev1.ServiceTypeLoadBalancer {
			s.External = fmt.Sprintf("203.0.113.%d", 200+i)
			s.Status.LoadBalancer.Ingress = []corev1.LoadBalancerIngress{{IP: s.External}}
		}
		if len(s.Spec.Selector) > 0 && !b.slices[s.Namespace+"/"+s.Name] {
			b.makeEndpoints(s)
		}
	}
}

// makeEndpoints makes a slice for each set of target ports: pods of one Service may name their ports differently.
func (b *builder) makeEndpoints(s *Svc) {
	byPort := map[string]*discoveryv1.EndpointSlice{}
	selector := labels.SelectorFromSet(s.Spec.Selector)
	yes := true
	for _, p := range b.Pods {
		if p.Machine || p.NS != s.Namespace || !selector.Matches(labels.Set(p.Labels)) {
			continue
		}
		var ports []discoveryv1.EndpointPort
		key := ""
		for _, sp := range s.Spec.Ports {
			target := resolvePort(sp, p)
			if target == 0 {
				b.Invalid = append(b.Invalid, fmt.Sprintf("Service %s/%s port %s: pod %s has no container port named %s", s.Namespace, s.Name, sp.Name, p.Name, sp.TargetPort.String()))
				continue
			}
			name, number, proto := sp.Name, int32(target), sp.Protocol
			ports = append(ports, discoveryv1.EndpointPort{Name: &name, Port: &number, Protocol: &proto, AppProtocol: sp.AppProtocol})
			key += fmt.Sprint(name, number, ",")
			s.Ends[sp.Name] = append(s.Ends[sp.Name], fmt.Sprintf("%s:%d", p.IP, target))
			p.listen(target)
		}
		sl := byPort[key]
		if sl == nil {
			sl = &discoveryv1.EndpointSlice{TypeMeta: metav1.TypeMeta{APIVersion: "discovery.k8s.io/v1", Kind: "EndpointSlice"},
				ObjectMeta: metav1.ObjectMeta{Name: fmt.Sprintf("%s-lab%d", s.Name, len(byPort)), Namespace: s.Namespace,
					Labels: map[string]string{discoveryv1.LabelServiceName: s.Name}},
				AddressType: discoveryv1.AddressTypeIPv4, Ports: ports}
			byPort[key] = sl
			b.Kube = append(b.Kube, sl)
		}
		sl.Endpoints = append(sl.Endpoints, discoveryv1.Endpoint{Addresses: []string{p.IP},
			Conditions: discoveryv1.EndpointConditions{Ready: &yes, Serving: &yes},
			TargetRef:  &corev1.ObjectReference{Kind: "Pod", Name: p.Name, Namespace: p.NS}})
	}
	if len(byPort) == 0 {
		b.note("Service %s/%s selects no pod", s.Namespace, s.Name)
	}
}
