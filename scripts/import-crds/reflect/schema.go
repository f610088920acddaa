package main

import (
	"fmt"
)

// schema is one node of a structural schema as the CRDs have it, plus "$ref" to a shared definition.
type schema map[string]any

func typed(name string) schema { return schema{"type": name} }

// anything stands for whatever Istio leaves open.
func anything() schema { return schema{"x-kubernetes-preserve-unknown-fields": true} }

func freeObject() schema {
	return schema{"type": "object", "x-kubernetes-preserve-unknown-fields": true}
}

func arrayOf(items schema) schema { return schema{"type": "array", "items": items} }

func mapOf(values schema) schema { return schema{"type": "object", "additionalProperties": values} }

func integerBetween(low, high int64) schema {
	return schema{"type": "integer", "minimum": low, "maximum": high}
}

// definitions collects the shared types of IstioOperator. Each is named once, so that an affinity is one and the same
// type wherever it may be set.
type definitions struct {
	schemas map[string]schema
	links   links
	// owners tells which Go type or message took a name, to notice two that want the same.
	owners map[string]string
}

const definitionPrefix = "IstioOperator"

// ref refers to the definition of `owner`; `build` is called the first time only.
func (d *definitions) ref(name, owner string, build func() (schema, error)) (schema, error) {
	name = definitionPrefix + name
	taken, ok := d.owners[name]
	if ok && taken != owner {
		return nil, fmt.Errorf("both %s and %s would be called %s", taken, owner, name)
	}
	if !ok {
		d.owners[name] = owner
		built, err := build()
		if err != nil {
			return nil, err
		}
		d.schemas[name] = built
	}
	return schema{"$ref": "#/definitions/" + name}, nil
}
