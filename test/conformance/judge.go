package main

import (
	"strings"

	istiolog "istio.io/istio/pkg/log"
)

// judge lets every layer speak. No layer stops another: all findings are wanted at once. What is only asked about the
// admission of objects is not analyzed.
func judge(u *Unit, admissionOnly bool) []Finding {
	r := &report{unit: u, fs: append([]Finding{}, u.Broken...)}
	seen := map[string]*Object{}
	for _, o := range u.Objects {
		duplicate(r, o, seen)
		kubernetes(r.on(o, layerKubernetes), o)
		if isIstioOperator(o) {
			continue
		}
		crd(r, o)
		webhook(r.on(o, layerWebhook), o)
	}
	installed := append(install(r), installReleases(r)...)
	if !admissionOnly {
		analyze(r, installed)
	}
	for i := range r.fs {
		r.fs[i].Unit = u.Name
	}
	return sorted(r.fs)
}

// report collects the findings of one unit.
type report struct {
	unit *Unit
	fs   []Finding
}

// sink takes the findings of one layer about one object.
type sink func(severity, code, path, message string)

func (r *report) on(o *Object, layer string) sink {
	return func(severity, code, path, message string) {
		ns := o.GetNamespace()
		r.fs = append(r.fs, Finding{File: o.File, Kind: o.GetKind(), Namespace: ns, Name: o.GetName(),
			Layer: layer, Severity: severity, Code: code, Path: path, Message: oneLine(message)})
	}
}

// add reports an error that is about no object.
func (r *report) add(layer, code string, err error) {
	r.fs = append(r.fs, Finding{Layer: layer, Severity: sevError, Code: code, Message: oneLine(err.Error())})
}

// faulty says whether a layer already has an error on the object.
func (r *report) faulty(o *Object, layer string) bool {
	for _, f := range r.fs {
		if f.Layer == layer && f.Severity == sevError && f.File == o.File && f.Kind == o.GetKind() && f.Namespace == o.GetNamespace() && f.Name == o.GetName() {
			return true
		}
	}
	return false
}

func group(o *Object) string {
	g, _, _ := strings.Cut(o.GetAPIVersion(), "/")
	return g
}

// isIstio says whether the object is of one of Istio's own kinds (the install kind aside).
func isIstio(o *Object) bool { return strings.HasSuffix(group(o), ".istio.io") && !isIstioOperator(o) }

func isIstioOperator(o *Object) bool { return group(o) == "install.istio.io" }

// quietLogs silences what Istio's packages log on the way; everything they have to say arrives as findings.
func quietLogs() error {
	lo := istiolog.DefaultOptions()
	lo.OutputPaths, lo.ErrorOutputPaths = []string{"stderr"}, []string{"stderr"}
	lo.SetDefaultOutputLevel(istiolog.OverrideScopeName, istiolog.FatalLevel)
	return istiolog.Configure(lo)
}
