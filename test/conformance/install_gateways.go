package main

import (
	"maps"
	"slices"
	"strings"
)

// gatewayLabels are labels that only one of the two charts for gateways writes, and that select nothing.
var gatewayLabels = []string{
	"release", "heritage", "chart", "istio.io/rev", "install.operator.istio.io/owning-resource", "operator.istio.io/component",
	"service.istio.io/canonical-name", "service.istio.io/canonical-revision", "sidecar.istio.io/inject", "istio.io/dataplane-mode",
	"app.kubernetes.io/name", "app.kubernetes.io/instance", "app.kubernetes.io/managed-by", "app.kubernetes.io/part-of",
	"app.kubernetes.io/version", "helm.sh/chart",
}

// gatewayAnnotations are annotations of pods that the charts write themselves.
var gatewayAnnotations = []string{
	"istio.io/rev", "prometheus.io/port", "prometheus.io/scrape", "prometheus.io/path", "sidecar.istio.io/inject", "inject.istio.io/templates",
}

// gatewayEnv are the variables that istioctl's chart writes itself; the injector writes its own.
var gatewayEnv = []string{
	"PILOT_CERT_PROVIDER", "CA_ADDR", "NODE_NAME", "POD_NAME", "POD_NAMESPACE", "INSTANCE_IP", "HOST_IP", "ISTIO_CPU_LIMIT", "SERVICE_ACCOUNT",
	"ISTIO_META_WORKLOAD_NAME", "ISTIO_META_OWNER", "ISTIO_META_MESH_ID", "TRUST_DOMAIN", "ISTIO_META_UNPRIVILEGED_POD", "ISTIO_META_NETWORK",
	"ISTIO_META_CLUSTER_ID", "ISTIO_META_NODE_NAME", "ISTIO_META_ENABLE_HBONE", "ISTIO_META_DNS_CAPTURE",
}

type gatewaySet map[string]bool

// gatewayNames finds the gateways among rendered objects: Deployments with a container istio-proxy.
func gatewayNames(objects []*Object) gatewaySet {
	out := gatewaySet{}
	for _, o := range objects {
		containers, _ := at(o.Object, "spec", "template", "spec", "containers").([]any)
		if o.GetKind() == "Deployment" && slices.ContainsFunc(containers, func(c any) bool { return at(c, "name") == "istio-proxy" }) {
			out[o.GetNamespace()+"/"+o.GetName()] = true
		}
	}
	return out
}

// of returns the name of the gateway that an object belongs to; it is empty, if there is none.
func (g gatewaySet) of(o *Object) string {
	if slices.Contains([]string{"ConfigMap", "DaemonSet", "ClusterRole", "ClusterRoleBinding"}, o.GetKind()) {
		return ""
	}
	for id := range g {
		ns, name, _ := strings.Cut(id, "/")
		if ns == o.GetNamespace() && (o.GetName() == name || o.GetName() == name+"-service-account" || o.GetName() == name+"-sds") {
			return name
		}
	}
	return ""
}

// gatewayObject is what an installation says of an object of a gateway, and its identity without the charts' suffixes.
func gatewayObject(kind, ns, name string, m map[string]any) (string, map[string]any) {
	out := map[string]any{"labels": without(at(m, "metadata", "labels"), gatewayLabels)}
	spec, _ := m["spec"].(map[string]any)
	switch kind {
	case "Service":
		out["annotations"] = at(m, "metadata", "annotations")
		out["spec"] = spec
		spec["selector"] = selector(spec["selector"])
		for _, p := range spec["ports"].([]any) {
			if at(p, "protocol") == nil {
				p.(map[string]any)["protocol"] = "TCP"
			}
		}
	case "Deployment":
		out["spec"] = gatewayPods(spec)
		out["imagePullSecrets"] = at(spec, "template", "spec", "imagePullSecrets")
	case "PodDisruptionBudget":
		out["spec"] = spec
		at(spec, "selector").(map[string]any)["matchLabels"] = selector(at(spec, "selector", "matchLabels"))
	case "RoleBinding", "ServiceAccount":
		// the chart's own matter; who it is for is seen in the pods
		out = map[string]any{"imagePullSecrets": m["imagePullSecrets"]}
	case "Role":
		out = map[string]any{"rules": m["rules"]}
	default:
		out["spec"] = spec
	}
	return kind + " of gateway " + ns + "/" + name, prune(out).(map[string]any)
}

// selector holds the labels by which both charts select; istioctl's selects by all labels of the gateway.
func selector(v any) map[string]any {
	return map[string]any{"app": at(v, "app"), "istio": at(v, "istio")}
}

func gatewayPods(spec map[string]any) map[string]any {
	pod, _ := at(spec, "template", "spec").(map[string]any)
	out := map[string]any{
		"replicas": spec["replicas"], "strategy": spec["strategy"], "selector": selector(at(spec, "selector", "matchLabels")),
		"labels":      without(at(spec, "template", "metadata", "labels"), gatewayLabels),
		"annotations": without(at(spec, "template", "metadata", "annotations"), gatewayAnnotations),
	}
	for _, key := range []string{"nodeSelector", "affinity", "tolerations", "priorityClassName", "serviceAccountName"} {
		out[key] = pod[key]
	}
	containers := map[string]any{}
	for _, c := range pod["containers"].([]any) {
		name := at(c, "name").(string)
		if name != "istio-proxy" {
			containers[name] = c
			continue
		}
		env := []any{}
		if all, ok := at(c, "env").([]any); ok {
			for _, v := range all {
				if !slices.Contains(gatewayEnv, at(v, "name").(string)) {
					env = append(env, v)
				}
			}
		}
		containers[name] = map[string]any{"resources": at(c, "resources"), "env": env, "imagePullPolicy": at(c, "imagePullPolicy")}
	}
	out["containers"] = containers
	return out
}

func without(v any, keys []string) map[string]any {
	m, _ := v.(map[string]any)
	m = maps.Clone(m)
	for _, key := range keys {
		delete(m, key)
	}
	return m
}
