package main

import (
	"encoding/json"
	"fmt"
	"maps"
	"reflect"
	"slices"

	appsv1 "k8s.io/api/apps/v1"
	corev1 "k8s.io/api/core/v1"
	discoveryv1 "k8s.io/api/discovery/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/runtime"
	"sigs.k8s.io/yaml"

	meshconfig "istio.io/api/mesh/v1alpha1"
	"istio.io/istio/pkg/config"
	kubelib "istio.io/istio/pkg/kube"
)

// World is everything computed from the manifests before anything runs.
type World struct {
	Pods    []*Pod
	Svcs    []*Svc
	Kube    []runtime.Object
	Istio   []config.Config
	Mesh    *meshconfig.MeshConfig
	Notes   []string // what the lab added or left out
	Invalid []string // what the admission webhook would have refused
	Outside []OutsideHost
}

func (w *World) note(f string, a ...any) { w.Notes = append(w.Notes, fmt.Sprintf(f, a...)) }

const (
	podNet    = "10.244.0."
	vipNet    = "10.96."
	dnsIP     = "10.96.0.10"
	gwIP      = "169.254.1.1"
	outClient = "203.0.113.1"
)

func decode(o Obj) (runtime.Object, error) {
	b, err := json.Marshal(o)
	if err != nil {
		return nil, err
	}
	ro, _, err := kubelib.IstioCodec.UniversalDeserializer().Decode(b, nil, nil)
	return ro, err
}

// strict notes fields that the API server would refuse.
func strict(w *World, o Obj, ro runtime.Object) {
	b, err := yaml.Marshal(map[string]any(o))
	if err == nil {
		err = yaml.UnmarshalStrict(b, reflect.New(reflect.TypeOf(ro).Elem()).Interface())
	}
	if err != nil {
		w.Invalid = append(w.Invalid, o.ref()+": "+err.Error())
	}
}

// builder collects what build needs on the way from manifests to a world.
type builder struct {
	*World
	sc        *Scenario
	templates []podTemplate
	nsLabels  map[string]map[string]string
	slices    map[string]bool // Services whose EndpointSlices the manifests bring
	accounts  map[string]bool
	istioDocs []string
}

type podTemplate struct {
	meta     metav1.ObjectMeta
	template corev1.PodTemplateSpec
	n        int
	kind     string
}

// build turns manifests into pods, services, endpoint slices and Istio configs.
func build(objs []Obj, sc *Scenario) (*World, error) {
	w := &World{Outside: sc.Outside}
	b := &builder{World: w, sc: sc, nsLabels: map[string]map[string]string{}, slices: map[string]bool{}, accounts: map[string]bool{}}
	objs = defaultGateways(objs, w)
	if err := w.mesh(objs, sc); err != nil {
		return nil, err
	}
	for _, o := range objs {
		var err error
		if o.isIstio() {
			err = b.istioObject(o)
		} else {
			b.kubeObject(o)
		}
		if err != nil {
			return nil, err
		}
	}
	for _, ns := range sc.Inject {
		if b.nsLabels[ns] == nil {
			b.nsLabels[ns] = map[string]string{}
		}
		b.nsLabels[ns]["istio-injection"] = "enabled"
		w.note("namespace %s treated as istio-injection=enabled", ns)
	}
	if err := b.makePods(); err != nil {
		return nil, err
	}
	if err := b.makeMachines(objs); err != nil {
		return nil, err
	}
	b.makeServices()
	b.publish()
	return w, w.istio(b.istioDocs)
}

// istioObject keeps an object for istiod, less what the lab cannot do.
func (b *builder) istioObject(o Obj) error {
	spec, _ := o["spec"].(map[string]any)
	if o.kind() == "IstioOperator" {
		b.note("left out %s (an install file, not read by istiod)", o.ref())
		return nil
	}
	if b.sc.usesJWT() && o.kind() == "RequestAuthentication" {
		rules, _ := spec["jwtRules"].([]any)
		for _, r := range rules {
			if m, ok := r.(map[string]any); ok {
				delete(m, "jwksUri")
				m["jwks"] = jwtKey.jwks()
				b.note("%s: keys of issuer %v replaced by the lab's own", o.ref(), m["issuer"])
			}
		}
	}
	if o.kind() == "Telemetry" && spec["metrics"] != nil {
		delete(spec, "metrics")
		b.note("left out spec.metrics of %s (a stock Envoy lacks Istio's stats filter)", o.ref())
	}
	doc, err := yaml.Marshal(map[string]any(o))
	b.istioDocs = append(b.istioDocs, string(doc))
	return err
}

// kubeObject sorts a Kubernetes object to where it is needed; workloads become templates of pods.
func (b *builder) kubeObject(o Obj) {
	ro, err := decode(o)
	if err != nil {
		b.note("left out %s (%s): %v", o.ref(), o.apiVersion(), err)
		return
	}
	strict(b.World, o, ro)
	add := func(m metav1.ObjectMeta, t corev1.PodTemplateSpec, replicas *int32, kind string) {
		n := 1
		if replicas != nil {
			n = int(*replicas)
		}
		b.templates = append(b.templates, podTemplate{m, t, n, kind})
	}
	switch t := ro.(type) {
	case *appsv1.Deployment:
		add(t.ObjectMeta, t.Spec.Template, t.Spec.Replicas, "Deployment")
		return
	case *appsv1.StatefulSet:
		add(t.ObjectMeta, t.Spec.Template, t.Spec.Replicas, "StatefulSet")
		return
	case *appsv1.DaemonSet:
		add(t.ObjectMeta, t.Spec.Template, nil, "DaemonSet")
		return
	case *corev1.Pod:
		add(t.ObjectMeta, corev1.PodTemplateSpec{ObjectMeta: t.ObjectMeta, Spec: t.Spec}, nil, "Pod")
		return
	case *corev1.Namespace:
		b.nsLabels[t.Name] = t.Labels
	case *corev1.Service:
		defaultService(t)
		b.Svcs = append(b.Svcs, &Svc{Service: t, Ends: map[string][]string{}})
	case *discoveryv1.EndpointSlice:
		b.slices[t.Namespace+"/"+t.Labels[discoveryv1.LabelServiceName]] = true
	case *corev1.ServiceAccount:
		b.accounts[t.Namespace+"/"+t.Name] = true
	case *corev1.Secret:
		for k, v := range t.StringData {
			if t.Data == nil {
				t.Data = map[string][]byte{}
			}
			t.Data[k] = []byte(v)
		}
	}
	b.Kube = append(b.Kube, ro)
}

// publish adds to the Kubernetes objects what a cluster would have made: Pods, the Node, namespaces.
func (b *builder) publish() {
	have := map[string]bool{}
	for _, o := range b.Kube {
		if n, ok := o.(*corev1.Namespace); ok {
			have[n.Name] = true
		}
	}
	need := map[string]bool{"default": true, "istio-system": true}
	nodes := map[string]bool{}
	for _, p := range b.Pods {
		need[p.NS] = true
		if p.Machine {
			continue
		}
		if !nodes[p.node()] {
			nodes[p.node()] = true
			b.Kube = append(b.Kube, &corev1.Node{TypeMeta: metav1.TypeMeta{APIVersion: "v1", Kind: "Node"}, ObjectMeta: metav1.ObjectMeta{Name: p.node(),
				Labels: map[string]string{"topology.kubernetes.io/region": p.Region, "topology.kubernetes.io/zone": p.Zone}}})
		}
		for _, c := range p.Ports {
			if c.Protocol == "" || c.Protocol == corev1.ProtocolTCP {
				p.listen(int(c.ContainerPort))
			}
		}
		b.Kube = append(b.Kube, &corev1.Pod{TypeMeta: metav1.TypeMeta{APIVersion: "v1", Kind: "Pod"},
			ObjectMeta: metav1.ObjectMeta{Name: p.Name, Namespace: p.NS, Labels: p.Labels, Annotations: p.Annotations},
			Spec:       corev1.PodSpec{ServiceAccountName: p.SA, NodeName: p.node(), Containers: []corev1.Container{{Name: "app", Image: "lab", Ports: p.Ports}}},
			Status: corev1.PodStatus{PodIP: p.IP, PodIPs: []corev1.PodIP{{IP: p.IP}}, HostIP: "192.0.2.1", Phase: corev1.PodRunning,
				Conditions: []corev1.PodCondition{{Type: corev1.PodReady, Status: corev1.ConditionTrue}}}})
	}
	for _, ns := range slices.Sorted(maps.Keys(need)) {
		if !have[ns] {
			b.Kube = append(b.Kube, &corev1.Namespace{TypeMeta: metav1.TypeMeta{APIVersion: "v1", Kind: "Namespace"}, ObjectMeta: metav1.ObjectMeta{Name: ns}})
		}
	}
	for _, o := range b.Kube {
		if n, ok := o.(*corev1.Namespace); ok {
			if n.Labels == nil {
				n.Labels = map[string]string{}
			}
			n.Labels["kubernetes.io/metadata.name"] = n.Name
		}
	}
}
