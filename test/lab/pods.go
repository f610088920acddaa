package main

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	corev1 "k8s.io/api/core/v1"
)

// Pod is one fabricated pod: a network namespace, a stub app and maybe an Envoy.
type Pod struct {
	Name, NS, App, Version, SA, Workload, IP string
	Region, Zone                             string
	Labels, Annotations                      map[string]string
	Ports                                    []corev1.ContainerPort
	Listen                                   []int
	Sidecar, Gateway                         bool
	Machine                                  bool // not in Kubernetes: a WorkloadEntry stands for it

	idx   int
	netns string
	dir   string
	stub  *Stub
	envoy *envoyProc
}

func (p *Pod) ref() string { return p.NS + "/" + p.Name }

// matches understands ns/NAME and ns/NAME@VERSION where NAME is an app label, a workload or a pod.
func (p *Pod) matches(sel string) bool {
	ns, rest, ok := strings.Cut(sel, "/")
	if !ok {
		ns, rest = "default", sel
	}
	name, version, hasV := strings.Cut(rest, "@")
	if p.NS != ns || (hasV && p.Version != version) {
		return false
	}
	return name == p.App || name == p.Workload || name == p.Name || name == "*"
}

func injected(pl, pa map[string]string, nsl map[string]string) (sidecar, gateway bool) {
	if strings.Contains(pa["inject.istio.io/templates"], "gateway") {
		return false, true
	}
	if pl["istio"] == "ingressgateway" || pl["istio"] == "egressgateway" {
		return false, true
	}
	on := nsl["istio-injection"] == "enabled" || (nsl["istio-injection"] == "" && nsl["istio.io/rev"] != "")
	v := pl["sidecar.istio.io/inject"]
	if v == "" {
		v = pa["sidecar.istio.io/inject"]
	}
	if nsl["istio-injection"] == "disabled" {
		return false, false
	}
	if v != "" {
		return v == "true", false
	}
	return on, false
}

func (p *Pod) listen(port int) {
	for _, x := range p.Listen {
		if x == port {
			return
		}
	}
	p.Listen = append(p.Listen, port)
}

// podsInOneNet is what the lab's one /24 can hold.
const podsInOneNet = 250

// makePods makes the pods of every workload, labelled as the injector would.
func (b *builder) makePods() error {
	for _, t := range b.templates {
		if b.sc.MaxReplicas > 0 && t.n > b.sc.MaxReplicas {
			b.note("%s %s/%s: %d replicas instead of %d", t.kind, t.meta.Namespace, t.meta.Name, b.sc.MaxReplicas, t.n)
			t.n = b.sc.MaxReplicas
		}
		for i := range t.n {
			b.Pods = append(b.Pods, b.makePod(t, i))
		}
	}
	if len(b.Pods) > podsInOneNet {
		return fmt.Errorf("%d pods: more than one /24 can hold", len(b.Pods))
	}
	return nil
}

func (b *builder) makePod(t podTemplate, i int) *Pod {
	sa := t.template.Spec.ServiceAccountName
	p := &Pod{NS: t.meta.Namespace, Workload: t.meta.Name, Name: fmt.Sprintf("%s-%d", t.meta.Name, i), idx: len(b.Pods),
		Labels: map[string]string{}, Annotations: map[string]string{}, SA: first(sa, "default")}
	if t.kind == "Pod" {
		p.Name = t.meta.Name
	}
	maps.Copy(p.Labels, t.template.Labels)
	maps.Copy(p.Annotations, t.template.Annotations)
	if sa != "" && !b.accounts[p.NS+"/"+sa] { // Kubernetes would never start this pod
		b.Invalid = append(b.Invalid, fmt.Sprintf("%s %s/%s: no ServiceAccount %s", t.kind, p.NS, t.meta.Name, sa))
		b.accounts[p.NS+"/"+sa] = true
	}
	p.IP = fmt.Sprintf("%s%d", podNet, p.idx+2)
	p.App = first(p.Labels["app"], p.Labels["app.kubernetes.io/name"], t.meta.Name)
	p.Version = first(p.Labels["version"], p.Labels["app.kubernetes.io/version"])
	p.Region, p.Zone = b.sc.place(p)
	p.Sidecar, p.Gateway = injected(p.Labels, p.Annotations, b.nsLabels[p.NS])
	for _, c := range t.template.Spec.Containers {
		p.Ports = append(p.Ports, c.Ports...)
	}
	if p.Sidecar || p.Gateway { // what the injector adds
		p.Labels["service.istio.io/canonical-name"] = p.App
		p.Labels["service.istio.io/canonical-revision"] = first(p.Version, "latest")
	}
	if p.Sidecar {
		p.Labels["security.istio.io/tlsMode"] = "istio"
	}
	return p
}

// place says where a pod is.
func (sc *Scenario) place(p *Pod) (region, zone string) {
	for _, sel := range slices.Sorted(maps.Keys(sc.Zones)) {
		if p.matches(sel) {
			region, zone, _ = strings.Cut(sc.Zones[sel], "/")
			return region, zone
		}
	}
	return "lab", "a"
}

func (p *Pod) node() string { return "node-" + p.Region + "-" + p.Zone }
