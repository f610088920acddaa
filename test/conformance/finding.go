package main

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
)

// The layers, in the order in which a cluster would apply them.
const (
	layerKubernetes = "kubernetes"    // broken YAML, duplicates, metadata rules, core types
	layerUnknown    = "unknown-field" // fields that the API server would drop or refuse
	layerSchema     = "schema"        // the CRD's OpenAPI schema
	layerCEL        = "cel"           // the CRD's x-kubernetes-validations
	layerWebhook    = "webhook"       // Istio's admission webhook
	layerAnalyzer   = "analyzer"      // istioctl analyze
	layerInstall    = "install"       // istioctl manifest generate
)

const (
	sevError   = "error"
	sevWarning = "warning"
	sevInfo    = "info"
)

// Finding is one thing that Istio or Kubernetes has to say about one object.
type Finding struct {
	Unit      string `json:"unit"`
	File      string `json:"file"`
	Kind      string `json:"kind"`
	Namespace string `json:"namespace"`
	Name      string `json:"name"`
	Layer     string `json:"layer"`
	Severity  string `json:"severity"`
	Code      string `json:"code"`
	Message   string `json:"message"`
	Path      string `json:"path,omitempty"` // the field, where known
}

// String is the finding on one line: FILE Kind namespace/name: LAYER SEVERITY CODE message (path).
func (f Finding) String() string {
	where := f.File
	if f.Kind != "" {
		where += " " + f.Kind + " "
		if f.Namespace != "" {
			where += f.Namespace + "/"
		}
		where += f.Name
	}
	s := fmt.Sprintf("%s: %s %s %s %s", where, f.Layer, f.Severity, f.Code, oneLine(f.Message))
	if f.Path != "" {
		s += " (" + f.Path + ")"
	}
	return s
}

// oneLine folds the line breaks that some of Istio's messages have.
func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }

// sorted orders findings and drops those that are equal. The order depends on nothing but the findings, so
// that a recorded verdict can be compared byte by byte.
func sorted(fs []Finding) []Finding {
	slices.SortFunc(fs, func(a, b Finding) int {
		return cmp.Or(cmp.Compare(a.File, b.File), cmp.Compare(a.Namespace, b.Namespace), cmp.Compare(a.Kind, b.Kind),
			cmp.Compare(a.Name, b.Name), cmp.Compare(a.Layer, b.Layer), cmp.Compare(a.Severity, b.Severity),
			cmp.Compare(a.Code, b.Code), cmp.Compare(a.Path, b.Path), cmp.Compare(a.Message, b.Message))
	})
	return slices.Compact(fs)
}

func count(fs []Finding) (errs, warns int) {
	for _, f := range fs {
		switch f.Severity {
		case sevError:
			errs++
		case sevWarning:
			warns++
		}
	}
	return errs, warns
}
