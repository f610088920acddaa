package main

import (
	"reflect"

	"istio.io/istio/operator/pkg/apis"
)

const operatorPage = "https://istio.io/latest/docs/reference/config/istio.operator.v1alpha1/"

// istioOperator reflects over the install API. Its Go type leaves the mesh configuration and the Helm values raw; their
// schemas are those of the protos that istioctl parses them into.
func istioOperator(p *pages) (schema, map[string]schema, links, error) {
	d := &definitions{schemas: map[string]schema{}, links: links{"": operatorPage}, owners: map[string]string{}}
	spec, err := d.goType(reflect.TypeFor[apis.IstioOperatorSpec]())
	if err != nil {
		return nil, nil, nil, err
	}
	fields := d.schemas[definitionPrefix+"Spec"]["properties"].(map[string]schema)
	if fields["meshConfig"], err = d.messageType(p, meshConfig); err != nil {
		return nil, nil, nil, err
	}
	if fields["values"], err = d.messageType(p, (&apis.Values{}).ProtoReflect().Descriptor()); err != nil {
		return nil, nil, nil, err
	}
	operator := schema{"type": "object", "properties": map[string]schema{"spec": spec}}
	return operator, d.schemas, d.links, nil
}
