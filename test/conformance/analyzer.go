package main

import (
	"bytes"
	"fmt"
	"os"
	"strings"

	"sigs.k8s.io/yaml"

	"istio.io/istio/pkg/config/analysis/analyzers"
	"istio.io/istio/pkg/config/analysis/diag"
	"istio.io/istio/pkg/config/analysis/local"
)

// analyze runs every analyzer of Istio over the unit and over what a cluster would hold besides: the pods
// that its workloads make, the default gateways, what its IstioOperator installs, what is assumed.
//
// `istioctl analyze --use-kube=false` leaves Services, Pods, Namespaces, Secrets and Nodes out of its input, so
// that a third of its analyzers never runs; the source that Istio's own tests use does not.
func analyze(r *report, installed []*Object) {
	w := newWorld(r.unit, installed)
	if analyzeWorld(r, w, func(*Object) bool { return true }) == nil {
		return
	}
	// Analyzers count on the webhook: some of them crash over what it would never have let in. Without those
	// objects the others still get their word.
	err := analyzeWorld(r, w, func(o *Object) bool { return !r.faulty(o, layerWebhook) && !r.faulty(o, layerSchema) })
	if err != nil {
		r.add(layerAnalyzer, "analysis", err)
	}
}

// analyzeWorld runs the analyzers over the objects that are wanted. A crash of an analyzer is an error.
func analyzeWorld(r *report, w *world, wanted func(*Object) bool) (err error) {
	before := len(r.fs)
	defer func() {
		if p := recover(); p != nil {
			r.fs = r.fs[:before]
			err = fmt.Errorf("an analyzer crashed: %v", p)
		}
	}()
	sa := local.NewIstiodAnalyzer(analyzers.AllCombined(), "", "istio-system", nil)
	if err := useMeshConfig(sa, r.unit); err != nil {
		r.add(layerAnalyzer, "mesh-config", err)
	}
	for i, o := range w.objects { // a name each: the source takes a second text of one name as its new version
		if !wanted(o) {
			continue
		}
		b, err := yaml.Marshal(o.Object)
		if err == nil {
			err = sa.AddTestReaderKubeSource([]local.ReaderSource{{Name: fmt.Sprintf("object %d", i), Reader: bytes.NewReader(append(b, '\n'))}})
		}
		// an object that does not parse was already reported by the layer whose business that is
		if err != nil && w.owner[o.Unstructured] != nil && !r.faulty(o, layerWebhook) && !r.faulty(o, layerKubernetes) {
			r.on(o, layerAnalyzer)(sevError, "parse", "", err.Error())
		}
	}
	stop := make(chan struct{})
	defer close(stop)
	res, err := sa.Analyze(stop)
	if err != nil {
		return err
	}
	for _, m := range res.Messages {
		r.message(m, w)
	}
	return nil
}

// message turns a diagnostic into a finding, unless it is about an object that the unit does not own.
func (r *report) message(m diag.Message, w *world) {
	severity := map[diag.Level]string{diag.Error: sevError, diag.Warning: sevWarning, diag.Info: sevInfo}[m.Type.Level()]
	text := oneLine(fmt.Sprintf(m.Type.Template(), m.Parameters...))
	if m.Resource == nil {
		r.fs = append(r.fs, Finding{Layer: layerAnalyzer, Severity: severity, Code: m.Type.Code(), Message: text})
		return
	}
	// "Kind name.namespace", or "Kind name" for what has no namespace
	kind, _, _ := strings.Cut(m.Resource.Origin.FriendlyName(), " ")
	full := m.Resource.Metadata.FullName
	o := w.find(kind, full.Namespace.String(), full.Name.String())
	if o == nil {
		return
	}
	// the schema analyzers repeat the webhook's validation word by word
	if code := m.Type.Code(); (code == "IST0106" && r.faulty(o, layerWebhook)) || (code == "IST0133" && r.warned(o)) {
		return
	}
	r.on(o, layerAnalyzer)(severity, m.Type.Code(), "", text)
}

func (r *report) warned(o *Object) bool {
	for _, f := range r.fs {
		if f.Layer == layerWebhook && f.Code == "warning" && f.File == o.File && f.Kind == o.GetKind() && f.Namespace == o.GetNamespace() && f.Name == o.GetName() {
			return true
		}
	}
	return false
}

// useMeshConfig gives the analyzers the MeshConfig that the unit itself brings, by an IstioOperator or by the
// ConfigMap of an installation: a Telemetry that names one of its providers is then right.
func useMeshConfig(sa *local.IstiodAnalyzer, u *Unit) error {
	mesh := meshConfigOf(append(append([]*Object{}, u.Objects...), u.Assumed...))
	if mesh == "" {
		return nil
	}
	f, err := os.CreateTemp("", "mesh-*.yaml")
	if err != nil {
		return err
	}
	defer os.Remove(f.Name())
	if _, err := f.WriteString(mesh); err != nil {
		return err
	}
	if err := f.Close(); err != nil {
		return err
	}
	return sa.AddFileKubeMeshConfig(f.Name())
}

func meshConfigOf(objs []*Object) string {
	for _, o := range objs {
		if isIstioOperator(o) {
			spec, _ := o.Object["spec"].(map[string]any)
			if m, ok := spec["meshConfig"].(map[string]any); ok {
				b, err := yaml.Marshal(m)
				if err == nil {
					return string(b)
				}
			}
		}
		if o.GetKind() == "ConfigMap" && o.GetName() == "istio" && o.GetNamespace() == "istio-system" {
			data, _ := o.Object["data"].(map[string]any)
			if s, ok := data["mesh"].(string); ok {
				return s
			}
		}
	}
	return ""
}
