package main

import (
	"maps"

	appsv1 "k8s.io/api/apps/v1"
	corev1 "k8s.io/api/core/v1"
	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
	"k8s.io/apimachinery/pkg/labels"
	"k8s.io/apimachinery/pkg/runtime"
)

// world is what the analyzers see: the unit, and what a cluster would hold besides.
type world struct {
	objects []*Object
	owner   map[*unstructured.Unstructured]*Object // whose finding it is; nothing for what the unit does not own
	byKey   map[string]*Object
	present map[string]bool
	nsLabel map[string]map[string]string
}

func newWorld(u *Unit, installed []*Object) *world {
	w := &world{owner: map[*unstructured.Unstructured]*Object{}, byKey: map[string]*Object{}, present: map[string]bool{}, nsLabel: map[string]map[string]string{}}
	for _, o := range u.Objects {
		if !isIstioOperator(o) {
			w.add(o, o)
		}
	}
	for _, o := range append(append([]*Object{}, u.Assumed...), installed...) {
		w.add(o, nil)
	}
	for _, o := range w.objects {
		if o.GetKind() == "Namespace" {
			w.nsLabel[o.GetName()] = o.GetLabels()
		}
	}
	w.pods()
	w.defaultGateways()
	w.add(object("v1", "Namespace", "", "istio-system", nil, nil), nil)
	return w
}

func key(kind, ns, name string) string { return kind + " " + ns + "/" + name }

// add puts an object in, if none of that name is there: what the unit brings goes before what is assumed.
func (w *world) add(o, owner *Object) {
	k := key(o.GetAPIVersion()+" "+o.GetKind(), o.GetNamespace(), o.GetName())
	if w.present[k] {
		return
	}
	w.present[k] = true
	o = stored(o)
	w.objects = append(w.objects, o)
	if owner != nil {
		w.owner[o.Unstructured] = owner
		w.byKey[key(o.GetKind(), o.GetNamespace(), o.GetName())] = owner
	}
}

func (w *world) find(kind, ns, name string) *Object { return w.byKey[key(kind, ns, name)] }

func object(apiVersion, kind, ns, name string, lab map[string]any, more map[string]any) *Object {
	meta := map[string]any{"name": name}
	if ns != "" {
		meta["namespace"] = ns
	}
	if lab != nil {
		meta["labels"] = lab
	}
	o := map[string]any{"apiVersion": apiVersion, "kind": kind, "metadata": meta}
	maps.Copy(o, more)
	return &Object{Unstructured: &unstructured.Unstructured{Object: o}}
}

// pods makes the pods of every workload, because analyzers look at pods. A finding about one of them is a
// finding about its workload.
func (w *world) pods() {
	for _, o := range w.objects {
		t, ok := template(o)
		if !ok {
			continue
		}
		p := corev1.Pod{ObjectMeta: t.ObjectMeta, Spec: t.Spec}
		p.APIVersion, p.Kind = "v1", "Pod"
		p.Name, p.Namespace = o.GetName()+"-0", o.GetNamespace()
		w.inject(&p)
		m, err := runtime.DefaultUnstructuredConverter.ToUnstructured(&p)
		if err != nil {
			continue
		}
		w.add(&Object{Unstructured: &unstructured.Unstructured{Object: m}, File: o.File}, w.owner[o.Unstructured])
	}
}

func template(o *Object) (corev1.PodTemplateSpec, bool) {
	if group(o) != "apps" {
		return corev1.PodTemplateSpec{}, false
	}
	// Deployment, StatefulSet and DaemonSet have their template in the same place
	var d appsv1.Deployment
	switch o.GetKind() {
	case "Deployment", "StatefulSet", "DaemonSet":
		raw, _, err := unstructured.NestedMap(o.Object, "spec", "template")
		if err != nil || raw == nil {
			return corev1.PodTemplateSpec{}, false
		}
		if err := runtime.DefaultUnstructuredConverter.FromUnstructured(raw, &d.Spec.Template); err != nil {
			return corev1.PodTemplateSpec{}, false // a broken template was reported by the kubernetes layer
		}
		return d.Spec.Template, true
	}
	return corev1.PodTemplateSpec{}, false
}

// inject adds the sidecar that the injector would add.
func (w *world) inject(p *corev1.Pod) {
	ns := w.nsLabel[p.Namespace]
	on := ns["istio-injection"] == "enabled" || (ns["istio-injection"] == "" && ns["istio.io/rev"] != "")
	switch first(p.Labels["sidecar.istio.io/inject"], p.Annotations["sidecar.istio.io/inject"]) {
	case "true":
		on = ns["istio-injection"] != "disabled"
	case "false":
		on = false
	}
	if !on {
		return
	}
	for i := range p.Spec.Containers {
		if p.Spec.Containers[i].Name == "istio-proxy" { // a gateway, or settings for the sidecar
			if p.Spec.Containers[i].Image == "auto" {
				p.Spec.Containers[i].Image = proxyImage
			}
			return
		}
	}
	p.Spec.Containers = append(p.Spec.Containers, corev1.Container{Name: "istio-proxy", Image: proxyImage})
}

const proxyImage = "proxyv2"

func first(s ...string) string {
	for _, x := range s {
		if x != "" {
			return x
		}
	}
	return ""
}

// defaultGateways adds the gateways of Istio's default and demo profiles, where a Gateway selects one that
// neither the unit nor its installation brings.
func (w *world) defaultGateways() {
	for _, o := range w.objects {
		if o.GetKind() != "Gateway" || group(o) != "networking.istio.io" {
			continue
		}
		sel, _, _ := unstructured.NestedStringMap(o.Object, "spec", "selector")
		role := sel["istio"]
		if (role != "ingressgateway" && role != "egressgateway") || w.selects(sel) {
			continue
		}
		name := "istio-" + role
		lab := map[string]any{"app": name, "istio": role}
		if !labels.SelectorFromSet(sel).Matches(labels.Set{"app": name, "istio": role}) {
			continue // asks for more than the profile's gateway has
		}
		port := func(name string, port, target int64) any {
			return map[string]any{"name": name, "port": port, "targetPort": target, "protocol": "TCP"}
		}
		typ := map[string]string{"ingressgateway": "LoadBalancer", "egressgateway": "ClusterIP"}[role]
		w.add(object("v1", "Service", "istio-system", name, lab, map[string]any{"spec": map[string]any{"type": typ, "selector": lab,
			"ports": []any{port("status-port", 15021, 15021), port("http2", 80, 8080), port("https", 443, 8443)}}}), nil)
		w.add(object("v1", "Pod", "istio-system", name+"-0", lab, map[string]any{"spec": map[string]any{"serviceAccountName": name + "-service-account",
			"containers": []any{map[string]any{"name": "istio-proxy", "image": proxyImage,
				"ports": []any{map[string]any{"containerPort": int64(15021)}, map[string]any{"containerPort": int64(8080)}, map[string]any{"containerPort": int64(8443)}}}}}}), nil)
	}
}

// selects says whether a pod has these labels.
func (w *world) selects(sel map[string]string) bool {
	for _, o := range w.objects {
		if o.GetKind() == "Pod" && labels.SelectorFromSet(sel).Matches(labels.Set(o.GetLabels())) {
			return true
		}
	}
	return false
}
