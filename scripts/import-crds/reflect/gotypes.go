package main

import (
	"encoding/json"
	"fmt"
	"math"
	"reflect"
	"strings"

	"k8s.io/apimachinery/pkg/api/resource"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/util/intstr"

	"istio.io/istio/operator/pkg/apis"
)

// special are the Go types whose JSON is not what their fields say.
var special = map[reflect.Type]func() schema{
	reflect.TypeFor[apis.BoolValue]():   func() schema { return typed("boolean") },
	reflect.TypeFor[json.RawMessage]():  anything,
	reflect.TypeFor[metav1.Time]():      func() schema { return schema{"type": "string", "format": "date-time"} },
	reflect.TypeFor[metav1.MicroTime](): func() schema { return schema{"type": "string", "format": "date-time"} },
	reflect.TypeFor[metav1.FieldsV1]():  freeObject,
	// The metadata of a volume claim's template; its dozens of fields say nothing about an installation.
	reflect.TypeFor[metav1.ObjectMeta](): freeObject,
}

// intOrString are the Go types that JSON writes as a number or a string, and the format of the one or the other.
var intOrString = map[reflect.Type]struct{ name, format string }{
	reflect.TypeFor[intstr.IntOrString](): {"IntOrString", "int32"},
	reflect.TypeFor[resource.Quantity]():  {"Quantity", "quantity"},
}

func intOrStringSchema(format string) func() (schema, error) {
	return func() (schema, error) {
		return schema{
			"anyOf":                      []schema{typed("integer"), typed("string")},
			"format":                     format,
			"x-kubernetes-int-or-string": true,
		}, nil
	}
}

// goType reflects a Go type by its JSON tags. Nothing is required: IstioOperator is laid over a profile, so every part
// may be left out, also those that Kubernetes asks for in a whole object.
func (d *definitions) goType(t reflect.Type) (schema, error) {
	if make, ok := special[t]; ok {
		return make(), nil
	}
	if either, ok := intOrString[t]; ok {
		return d.ref(either.name, t.String(), intOrStringSchema(either.format))
	}
	switch t.Kind() {
	case reflect.Pointer:
		return d.goType(t.Elem())
	case reflect.String:
		return typed("string"), nil
	case reflect.Bool:
		return typed("boolean"), nil
	case reflect.Int32:
		return schema{"type": "integer", "format": "int32"}, nil
	case reflect.Int, reflect.Int64:
		return typed("integer"), nil
	case reflect.Uint32:
		return integerBetween(0, math.MaxUint32), nil
	case reflect.Uint, reflect.Uint64:
		return schema{"type": "integer", "minimum": 0}, nil
	case reflect.Float32, reflect.Float64:
		return typed("number"), nil
	case reflect.Interface:
		return anything(), nil
	case reflect.Slice:
		if t.Elem().Kind() == reflect.Uint8 {
			return schema{"type": "string", "format": "byte"}, nil
		}
		items, err := d.goType(t.Elem())
		return arrayOf(items), err
	case reflect.Map:
		values, err := d.goType(t.Elem())
		return mapOf(values), err
	case reflect.Struct:
		return d.ref(strings.TrimPrefix(t.Name(), definitionPrefix), t.PkgPath()+"."+t.Name(), func() (schema, error) {
			properties := map[string]schema{}
			err := d.goFields(t, properties)
			return schema{"type": "object", "properties": properties}, err
		})
	default:
		return nil, fmt.Errorf("no schema for the Go type %s", t)
	}
}

func (d *definitions) goFields(t reflect.Type, properties map[string]schema) error {
	for i := 0; i < t.NumField(); i++ {
		field := t.Field(i)
		name, _, _ := strings.Cut(field.Tag.Get("json"), ",")
		switch {
		case name == "-" || !field.IsExported():
			continue
		case field.Anonymous && name == "":
			embedded := field.Type
			if embedded.Kind() == reflect.Pointer {
				embedded = embedded.Elem()
			}
			if err := d.goFields(embedded, properties); err != nil {
				return err
			}
			continue
		case name == "":
			return fmt.Errorf("the field %s of %s has no JSON name", field.Name, t)
		}
		property, err := d.goType(field.Type)
		if err != nil {
			return fmt.Errorf("%s.%s: %w", t, field.Name, err)
		}
		properties[name] = property
	}
	return nil
}
