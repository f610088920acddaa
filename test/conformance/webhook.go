package main

import (
	"encoding/json"
	"errors"
	"strings"

	"github.com/hashicorp/go-multierror"

	"istio.io/istio/pkg/config"
	"istio.io/istio/pkg/config/schema/collections"
	"istio.io/istio/pkg/config/schema/resource"
)

// webhook does what `istioctl validate` and Istio's admission webhook do: it parses the object strictly, then
// runs the validation of its kind, whose warnings count as well.
func webhook(say sink, o *Object) {
	s, ok := collections.Pilot.FindByGroupVersionAliasesKind(config.GroupVersionKind{
		Group: o.GroupVersionKind().Group, Version: o.GroupVersionKind().Version, Kind: o.GetKind()})
	if !ok {
		return // not a kind of the webhook; the CRD layer has said so if it is nobody's
	}
	for k := range o.Object {
		if k != "apiVersion" && k != "kind" && k != "metadata" && k != "spec" && k != "status" {
			say(sevError, "unknown-field", k, "unknown field "+k)
		}
	}
	cfg, err := parseConfig(s, o, config.ApplyJSONStrict)
	if err != nil {
		code := "parse"
		if strings.Contains(err.Error(), "unknown field") {
			code = "unknown-field"
		}
		say(sevError, code, "spec", stableProto(err.Error()))
		// a misspelt field must not hide what is wrong besides
		if cfg, err = parseConfig(s, o, config.ApplyJSON); err != nil {
			return
		}
	}
	warning, err := s.ValidateConfig(*cfg)
	for _, e := range split(err) {
		say(sevError, "invalid", "", e)
	}
	for _, e := range split(warning) {
		severity := sevWarning
		if strings.HasPrefix(e, adviceOnKind) {
			severity = sevInfo
		}
		say(severity, "warning", "", e)
	}
}

// adviceOnKind begins what Istio says of every EnvoyFilter, whatever is in it.
const adviceOnKind = "EnvoyFilter exposes internal implementation details"

func parseConfig(s resource.Schema, o *Object, apply func(config.Spec, string) error) (*config.Config, error) {
	b, err := json.Marshal(o.Object["spec"])
	if err != nil {
		return nil, err
	}
	spec, err := s.NewInstance()
	if err != nil {
		return nil, err
	}
	if err := apply(spec, string(b)); err != nil {
		return nil, err
	}
	return &config.Config{Meta: config.Meta{GroupVersionKind: s.GroupVersionKind(), Name: o.GetName(), Namespace: o.GetNamespace(),
		Domain: "cluster.local", Labels: o.GetLabels(), Annotations: o.GetAnnotations()}, Spec: spec}, nil
}

// stableProto undoes what the protobuf library does on purpose to keep people from relying on its messages: it
// puts a no-break space here and there, differently in each build.
func stableProto(s string) string { return strings.ReplaceAll(s, "\u00a0", " ") }

// split takes Istio's collected errors apart.
func split(err error) []string {
	if err == nil {
		return nil
	}
	var many *multierror.Error
	if errors.As(err, &many) {
		var out []string
		for _, e := range many.WrappedErrors() {
			out = append(out, split(e)...)
		}
		return out
	}
	if joined, ok := err.(interface{ Unwrap() []error }); ok {
		var out []string
		for _, e := range joined.Unwrap() {
			out = append(out, split(e)...)
		}
		return out
	}
	return []string{stableProto(err.Error())}
}
