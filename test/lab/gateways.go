package main

import (
	"fmt"
	"maps"
	"strings"

	"k8s.io/apimachinery/pkg/labels"
)

func strs(v any) []string {
	var out []string
	l, _ := v.([]any)
	for _, x := range l {
		if s, ok := x.(string); ok {
			out = append(out, s)
		}
	}
	return out
}

func strMap(v any) map[string]string {
	out := map[string]string{}
	m, _ := v.(map[string]any)
	for k, x := range m {
		if s, ok := x.(string); ok {
			out[k] = s
		}
	}
	return out
}

// defaultGateways adds the gateway workloads of Istio's default profile when a Gateway selects one that
// the manifests do not bring, and a TLS Secret for every credential that they do not bring.
func defaultGateways(objs []Obj, w *World) []Obj {
	has := func(sel map[string]string) bool {
		for _, o := range objs {
			var l map[string]string
			switch o.kind() {
			case "Deployment", "DaemonSet", "StatefulSet":
				spec, _ := o["spec"].(map[string]any)
				t, _ := spec["template"].(map[string]any)
				m, _ := t["metadata"].(map[string]any)
				l = strMap(m["labels"])
			case "Pod":
				l = strMap(o.meta()["labels"])
			default:
				continue
			}
			if labels.SelectorFromSet(sel).Matches(labels.Set(l)) {
				return true
			}
		}
		return false
	}
	secrets := map[string]bool{}
	for _, o := range objs {
		if o.kind() == "Secret" {
			secrets[o.ns()+"/"+o.name()] = true
		}
	}
	var add []Obj
	done := map[string]bool{}
	for _, o := range objs {
		if o.kind() == "Gateway" && strings.HasPrefix(o.apiVersion(), "gateway.networking.k8s.io/") {
			add = append(add, managedGateway(o, w)...)
		}
		if o.kind() != "Gateway" || !strings.HasPrefix(o.apiVersion(), "networking.istio.io/") {
			continue
		}
		spec, _ := o["spec"].(map[string]any)
		sel := strMap(spec["selector"])
		role := sel["istio"]
		servers, _ := spec["servers"].([]any)
		if (role == "ingressgateway" || role == "egressgateway") && len(sel) == 1 && !done[role] && !has(sel) {
			done[role] = true
			name := "istio-" + role
			typ := map[string]string{"ingressgateway": "LoadBalancer", "egressgateway": "ClusterIP"}[role]
			ports := []any{
				map[string]any{"name": "status-port", "port": 15021, "targetPort": 15021},
				map[string]any{"name": "http2", "port": 80, "targetPort": 8080},
				map[string]any{"name": "https", "port": 443, "targetPort": 8443},
			}
			for _, n := range otherPorts(objs, sel) {
				ports = append(ports, map[string]any{"name": fmt.Sprintf("tcp-%v", n), "port": n, "targetPort": n})
			}
			lab := map[string]any{"app": name, "istio": role}
			add = append(add,
				Obj{"apiVersion": "v1", "kind": "ServiceAccount", "metadata": map[string]any{"name": name + "-service-account", "namespace": "istio-system"}},
				Obj{"apiVersion": "v1", "kind": "Service", "metadata": map[string]any{"name": name, "namespace": "istio-system", "labels": lab},
					"spec": map[string]any{"type": typ, "selector": lab, "ports": ports}},
				Obj{"apiVersion": "apps/v1", "kind": "Deployment", "metadata": map[string]any{"name": name, "namespace": "istio-system", "labels": lab},
					"spec": map[string]any{"selector": map[string]any{"matchLabels": lab}, "template": map[string]any{
						"metadata": map[string]any{"labels": lab, "annotations": map[string]any{"inject.istio.io/templates": "gateway"}},
						"spec": map[string]any{"serviceAccountName": name + "-service-account",
							"containers": []any{map[string]any{"name": "istio-proxy", "image": "auto"}}}}}})
			w.note("added the default profile's %s (Gateway %s/%s selects it, the manifests do not bring it)", name, o.ns(), o.name())
		}
		for _, s := range servers {
			sm, _ := s.(map[string]any)
			tls, _ := sm["tls"].(map[string]any)
			cn, _ := tls["credentialName"].(string)
			if cn == "" {
				continue
			}
			mode, _ := tls["mode"].(string)
			// the Secret must be where the gateway pods are; the default profile has them in istio-system
			ns := "istio-system"
			for _, d := range objs {
				if d.kind() == "Deployment" {
					ds, _ := d["spec"].(map[string]any)
					t, _ := ds["template"].(map[string]any)
					m, _ := t["metadata"].(map[string]any)
					if len(sel) > 0 && labels.SelectorFromSet(sel).Matches(labels.Set(strMap(m["labels"]))) {
						ns = d.ns()
					}
				}
			}
			if secrets[ns+"/"+cn] {
				continue
			}
			secrets[ns+"/"+cn] = true
			var hosts []string
			for _, h := range strs(sm["hosts"]) {
				if _, b, ok := strings.Cut(h, "/"); ok {
					h = b
				}
				if h != "*" {
					hosts = append(hosts, h)
				}
			}
			cert, key := publicCA.issueOnce(hosts)
			data := map[string]any{"tls.crt": string(cert), "tls.key": string(key)}
			if mode == "MUTUAL" || mode == "OPTIONAL_MUTUAL" {
				data["ca.crt"] = string(publicCA.pem)
			}
			add = append(add, Obj{"apiVersion": "v1", "kind": "Secret", "type": "kubernetes.io/tls",
				"metadata": map[string]any{"name": cn, "namespace": ns}, "stringData": data})
			w.note("fabricated TLS Secret %s/%s for %s", ns, cn, strings.Join(hosts, ","))
		}
	}
	return append(objs, add...)
}

// otherPorts are those that Gateways with this selector ask for, beyond what the default profile's Service has.
func otherPorts(objs []Obj, sel map[string]string) []any {
	seen := map[any]bool{float64(80): true, float64(443): true, int64(80): true, int64(443): true}
	var out []any
	for _, o := range objs {
		spec, _ := o["spec"].(map[string]any)
		if o.kind() != "Gateway" || !maps.Equal(strMap(spec["selector"]), sel) {
			continue
		}
		servers, _ := spec["servers"].([]any)
		for _, s := range servers {
			m, _ := s.(map[string]any)
			port, _ := m["port"].(map[string]any)
			if n := port["number"]; n != nil && !seen[n] {
				seen[n] = true
				out = append(out, n)
			}
		}
	}
	return out
}

// managedGateway is the workload that istiod deploys for a Kubernetes Gateway of class istio.
func managedGateway(o Obj, w *World) []Obj {
	spec, _ := o["spec"].(map[string]any)
	if spec["gatewayClassName"] != "istio" || spec["addresses"] != nil {
		return nil
	}
	name := o.name() + "-istio"
	ports := []any{map[string]any{"name": "status-port", "port": 15021, "targetPort": 15021}}
	seen := map[any]bool{}
	ls, _ := spec["listeners"].([]any)
	for _, l := range ls {
		m, _ := l.(map[string]any)
		if !seen[m["port"]] {
			seen[m["port"]] = true
			pr, _ := m["protocol"].(string)
			ports = append(ports, map[string]any{"name": strings.ToLower(fmt.Sprintf("%s-%v", pr, m["port"])), "port": m["port"], "targetPort": m["port"]})
		}
	}
	typ := "LoadBalancer"
	if t := strMap(o.meta()["annotations"])["networking.istio.io/service-type"]; t != "" {
		typ = t
	}
	sel := map[string]any{"gateway.networking.k8s.io/gateway-name": o.name()}
	lab := map[string]any{"gateway.networking.k8s.io/gateway-name": o.name(), "gateway.networking.k8s.io/gateway-class-name": "istio", "service.istio.io/canonical-name": name}
	w.note("added %s/%s, which istiod deploys for the Gateway %s", o.ns(), name, o.name())
	md := func() map[string]any { return map[string]any{"name": name, "namespace": o.ns(), "labels": lab} }
	return []Obj{
		{"apiVersion": "v1", "kind": "ServiceAccount", "metadata": md()},
		{"apiVersion": "v1", "kind": "Service", "metadata": md(), "spec": map[string]any{"type": typ, "selector": sel, "ports": ports}},
		{"apiVersion": "apps/v1", "kind": "Deployment", "metadata": md(), "spec": map[string]any{"selector": map[string]any{"matchLabels": sel},
			"template": map[string]any{"metadata": map[string]any{"labels": lab, "annotations": map[string]any{"inject.istio.io/templates": "gateway"}},
				"spec": map[string]any{"serviceAccountName": name, "containers": []any{map[string]any{"name": "istio-proxy", "image": "auto"}}}}}},
	}
}
