package main

import (
	"fmt"
	"strings"

	"k8s.io/apimachinery/pkg/api/validation"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/runtime"
	"k8s.io/apimachinery/pkg/runtime/serializer"
	"k8s.io/apimachinery/pkg/util/validation/field"
	"k8s.io/client-go/kubernetes/scheme"
	"sigs.k8s.io/yaml"
)

var strictDecoder = serializer.NewCodecFactory(scheme.Scheme, serializer.EnableStrict).UniversalDeserializer()

// duplicate finds two objects of one kind and name: the second silently replaces the first in a cluster.
func duplicate(r *report, o *Object, seen map[string]*Object) {
	key := fmt.Sprintf("%s/%s %s/%s", group(o), o.GetKind(), o.GetNamespace(), o.GetName())
	if first := seen[key]; first != nil {
		r.on(o, layerKubernetes)(sevError, "duplicate", "metadata.name", "the same kind and name as another object in "+first.File)
		return
	}
	seen[key] = o
}

// kubernetes applies what an API server checks of any object, and of the core types that it knows.
func kubernetes(say sink, o *Object) {
	metadata(say, o)
	if isIstioOperator(o) {
		return // never sent to an API server; its CRD is gone
	}
	if !scheme.Scheme.Recognizes(o.GroupVersionKind()) {
		if !knownElsewhere(o) {
			say(sevInfo, "not-judged", "", "no schema of "+o.GetAPIVersion()+" "+o.GetKind()+" is at hand: only its metadata was looked at")
		}
		return
	}
	typed := decodeStrict(say, o)
	if typed != nil {
		core(say, typed)
	}
}

func metadata(say sink, o *Object) {
	var m metav1.ObjectMeta
	raw, _ := o.Object["metadata"].(map[string]any)
	// an unknown key in metadata is dropped by the API server; with --validate it is refused
	if err := runtime.DefaultUnstructuredConverter.FromUnstructuredWithValidation(raw, &m, true); err != nil {
		say(sevError, "metadata", "metadata", err.Error())
	}
	nameRule := validation.NameIsDNSSubdomain
	switch o.GetKind() {
	case "Namespace":
		nameRule = validation.ValidateNamespaceName
	case "ServiceAccount":
		nameRule = validation.ValidateServiceAccountName
	case "Service":
		if o.GetAPIVersion() == "v1" {
			nameRule = validation.NameIsDNS1035Label
		}
	case "Role", "ClusterRole", "RoleBinding", "ClusterRoleBinding":
		return // names of RBAC objects are path segments, and these have nothing else to check
	}
	for _, e := range validation.ValidateObjectMeta(&m, !isClusterScoped(o.Unstructured), nameRule, field.NewPath("metadata")) {
		say(sevError, string(e.Type), e.Field, e.ErrorBody())
	}
}

// decodeStrict reads a core type as kubectl --validate=strict does; nil if there is nothing to go on with.
func decodeStrict(say sink, o *Object) runtime.Object {
	b, err := yaml.Marshal(o.Object)
	if err != nil {
		say(sevError, "decode", "", err.Error())
		return nil
	}
	typed, _, err := strictDecoder.Decode(b, nil, nil)
	if strict, ok := runtime.AsStrictDecodingError(err); ok {
		for _, e := range strict.Errors() {
			code, path := "decode", ""
			if p, ok := strings.CutPrefix(e.Error(), `unknown field "`); ok {
				code, path = "unknown-field", strings.TrimSuffix(p, `"`)
			}
			say(sevError, code, path, e.Error())
		}
		return typed
	}
	if err != nil {
		say(sevError, "decode", "", err.Error())
		return nil
	}
	return typed
}
