package main

import (
	"fmt"
	"net"
	"strings"

	networking "istio.io/api/networking/v1alpha3"
	corev1 "k8s.io/api/core/v1"
	"k8s.io/apimachinery/pkg/labels"
)

// makeMachines makes a machine for every WorkloadEntry with an address: like a pod, but Kubernetes knows nothing of it.
// It has a proxy if it has an identity.
func (b *builder) makeMachines(objs []Obj) error {
	taken := map[string]bool{}
	for _, p := range b.Pods {
		taken[p.IP] = true
	}
	for _, o := range objs {
		if o.kind() != "WorkloadEntry" {
			continue
		}
		spec, _ := o["spec"].(map[string]any)
		ip, _ := spec["address"].(string)
		if net.ParseIP(ip).To4() == nil {
			b.note("%s: %q is no IPv4 address, so there is no machine", o.ref(), ip)
			continue
		}
		if taken[ip] {
			return fmt.Errorf("%s: the address %s is taken", o.ref(), ip)
		}
		taken[ip] = true
		sa, _ := spec["serviceAccount"].(string)
		p := &Pod{Machine: true, NS: o.ns(), Name: o.name(), Workload: o.name(), IP: ip, idx: len(b.Pods), SA: first(sa, "default"), Sidecar: sa != "",
			Labels: strMap(spec["labels"]), Annotations: map[string]string{}}
		p.App = first(p.Labels["app"], p.Labels["app.kubernetes.io/name"], p.Name)
		p.Version = first(p.Labels["version"], p.Labels["app.kubernetes.io/version"])
		p.Region, p.Zone = b.sc.place(p)
		own, _ := spec["ports"].(map[string]any)
		for _, e := range objs {
			if (e.kind() == "ServiceEntry" || e.kind() == "Service") && e.ns() == p.NS {
				p.offer(e, own)
			}
		}
		b.Pods = append(b.Pods, p)
	}
	return nil
}

// offer opens the ports of a Service or ServiceEntry that selects the machine, by the numbers that the machine gives them.
func (p *Pod) offer(service Obj, own map[string]any) {
	spec, _ := service["spec"].(map[string]any)
	entry, _ := spec["workloadSelector"].(map[string]any)
	l := strMap(spec["selector"])
	if service.kind() == "ServiceEntry" {
		l = strMap(entry["labels"])
	}
	if len(l) == 0 || !labels.SelectorFromSet(l).Matches(labels.Set(p.Labels)) {
		return
	}
	number := func(v any) int { f, _ := v.(float64); n, _ := v.(int64); return int(f) + int(n) }
	ports, _ := spec["ports"].([]any)
	for _, x := range ports {
		port, _ := x.(map[string]any)
		name, _ := port["name"].(string)
		n := number(own[name])
		if n == 0 {
			n = number(port["targetPort"])
		}
		if n == 0 {
			n = number(port["number"]) + number(port["port"])
		}
		p.listen(n)
		p.Ports = append(p.Ports, corev1.ContainerPort{Name: name, ContainerPort: int32(n)})
	}
}

// nowhere is what the lab's DNS answers for a host of a ServiceEntry without an address; the proxy knows where it is.
const nowhere = "240.240.0.1"

// entryNames are the hosts of ServiceEntries that DNS knows, as Istio's DNS proxy does, where no server has that name.
func (w *World) entryNames() map[string]string {
	out := map[string]string{}
	for _, c := range w.Istio {
		e, ok := c.Spec.(*networking.ServiceEntry)
		if !ok {
			continue
		}
		for _, h := range e.Hosts {
			if strings.HasPrefix(h, "*") {
				continue
			}
			out[h] = nowhere
			if len(e.Addresses) > 0 && net.ParseIP(e.Addresses[0]) != nil {
				out[h] = e.Addresses[0]
			}
		}
	}
	for _, o := range w.Outside {
		delete(out, o.Host)
	}
	return out
}
