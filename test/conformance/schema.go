package main

import (
	"context"
	"strings"

	structuralschema "k8s.io/apiextensions-apiserver/pkg/apiserver/schema"
	structuraldefaulting "k8s.io/apiextensions-apiserver/pkg/apiserver/schema/defaulting"
	structurallisttype "k8s.io/apiextensions-apiserver/pkg/apiserver/schema/listtype"
	structuralpruning "k8s.io/apiextensions-apiserver/pkg/apiserver/schema/pruning"
	"k8s.io/apiextensions-apiserver/pkg/apiserver/validation"
	"k8s.io/apimachinery/pkg/util/validation/field"
	celconfig "k8s.io/apiserver/pkg/apis/cel"
)

// crd does what an API server does with a custom resource, in its order: unknown fields, defaults, schema,
// list types, CEL rules.
func crd(r *report, o *Object) {
	set := crdsOf(o)
	if set == nil {
		return
	}
	say := r.on(o, layerSchema)
	v, err := set.get(o.GroupVersionKind())
	if err != nil {
		say(sevError, "no-such-kind", "apiVersion", err.Error())
		return
	}
	for _, p := range unknownFields(v, o.DeepCopy().Object) {
		r.on(o, layerUnknown)(sevError, "unknown-field", p, "unknown field "+p+": the API server drops it, or refuses the object under strict validation")
	}
	obj := o.DeepCopy().Object
	structuraldefaulting.Default(obj, v.structural)
	errs := validation.ValidateCustomResource(nil, obj, v.openAPI)
	errs = append(errs, structurallisttype.ValidateListSetsAndMaps(nil, v.structural, obj)...)
	blocked := false
	for _, e := range errs {
		say(sevError, string(e.Type), e.Field, e.ErrorBody())
		blocked = blocked || blocks(e)
	}
	// as in the API server: rules are not evaluated over an object whose types are wrong
	if v.cel == nil || blocked {
		return
	}
	celErrs, _ := v.cel.Validate(context.Background(), nil, v.structural, obj, nil, celconfig.RuntimeCELCostBudget)
	for _, e := range celErrs {
		r.on(o, layerCEL)(sevError, string(e.Type), e.Field, e.ErrorBody())
	}
}

func unknownFields(v *crdValidator, obj map[string]any) []string {
	var out []string
	for _, p := range structuralpruning.PruneWithOptions(obj, v.structural, true, structuralschema.UnknownFieldPathOptions{TrackUnknownFieldPaths: true}) {
		if !strings.HasPrefix(p, "metadata.") { // judged with ObjectMeta; CRDs do not spell it out
			out = append(out, p)
		}
	}
	return out
}

func blocks(e *field.Error) bool {
	switch e.Type {
	case field.ErrorTypeRequired, field.ErrorTypeTooLong, field.ErrorTypeTooMany, field.ErrorTypeTypeInvalid, field.ErrorTypeNotSupported:
		return true
	}
	return false
}
