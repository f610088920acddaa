package main

import (
	"fmt"
	"math"
	"reflect"
	"strings"

	"google.golang.org/protobuf/reflect/protoreflect"
	corev1 "k8s.io/api/core/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/util/intstr"

	mesh "istio.io/api/mesh/v1alpha1"
)

var meshConfig = (&mesh.MeshConfig{}).ProtoReflect().Descriptor()

// packagePrefix tells apart the messages of the Helm values and of the mesh configuration: both have a ProxyConfig.
var packagePrefix = map[protoreflect.FullName]string{
	"istio.operator.v1alpha1":   "Values",
	"istio.mesh.v1alpha1":       "Mesh",
	"istio.networking.v1alpha3": "Networking",
	"istio.networking.v1beta1":  "Networking",
	"istio.type.v1beta1":        "Type",
}

// wellKnown are the messages that protobuf's JSON writes in a form of their own.
var wellKnown = map[protoreflect.FullName]func() schema{
	"google.protobuf.Duration":    func() schema { return schema{"type": "string", "format": "duration"} },
	"google.protobuf.Timestamp":   func() schema { return schema{"type": "string", "format": "date-time"} },
	"google.protobuf.Struct":      freeObject,
	"google.protobuf.Any":         freeObject,
	"google.protobuf.Value":       anything,
	"google.protobuf.ListValue":   func() schema { return arrayOf(anything()) },
	"google.protobuf.BoolValue":   func() schema { return typed("boolean") },
	"google.protobuf.StringValue": func() schema { return typed("string") },
	"google.protobuf.BytesValue":  func() schema { return schema{"type": "string", "format": "byte"} },
	"google.protobuf.Int32Value":  func() schema { return integerBetween(math.MinInt32, math.MaxInt32) },
	"google.protobuf.UInt32Value": func() schema { return integerBetween(0, math.MaxUint32) },
	"google.protobuf.Int64Value":  func() schema { return typed("integer") },
	"google.protobuf.UInt64Value": func() schema { return schema{"type": "integer", "minimum": 0} },
	"google.protobuf.FloatValue":  func() schema { return typed("number") },
	"google.protobuf.DoubleValue": func() schema { return typed("number") },
}

// kubernetes are the fields of the values that the proto leaves open and istioctl checks against a Kubernetes type
// (validateValues in operator/pkg/apis/validation of istio.io/istio). Left out are those where the chart reads another
// form than istioctl checks: the podAntiAffinity selectors of the gateways and the node selector of waypoints.
var kubernetes = map[string]reflect.Type{
	"CNIConfig.affinity":                         reflect.TypeFor[corev1.Affinity](),
	"CNIConfig.seccompProfile":                   reflect.TypeFor[corev1.SeccompProfile](),
	"EgressGatewayConfig.tolerations":            reflect.TypeFor[corev1.Toleration](),
	"GlobalConfig.defaultTolerations":            reflect.TypeFor[corev1.Toleration](),
	"IngressGatewayConfig.tolerations":           reflect.TypeFor[corev1.Toleration](),
	"PilotConfig.affinity":                       reflect.TypeFor[corev1.Affinity](),
	"PilotConfig.seccompProfile":                 reflect.TypeFor[corev1.SeccompProfile](),
	"PilotConfig.tolerations":                    reflect.TypeFor[corev1.Toleration](),
	"PilotConfig.topologySpreadConstraints":      reflect.TypeFor[corev1.TopologySpreadConstraint](),
	"PilotConfig.volumeMounts":                   reflect.TypeFor[corev1.VolumeMount](),
	"PilotConfig.volumes":                        reflect.TypeFor[corev1.Volume](),
	"ProxyConfig.lifecycle":                      reflect.TypeFor[corev1.Lifecycle](),
	"ProxyConfig.seccompProfile":                 reflect.TypeFor[corev1.SeccompProfile](),
	"SidecarInjectorConfig.alwaysInjectSelector": reflect.TypeFor[metav1.LabelSelector](),
	"SidecarInjectorConfig.neverInjectSelector":  reflect.TypeFor[metav1.LabelSelector](),
	"WaypointConfig.affinity":                    reflect.TypeFor[corev1.Affinity](),
	"WaypointConfig.toleration":                  reflect.TypeFor[corev1.Toleration](),
	"WaypointConfig.topologySpreadConstraints":   reflect.TypeFor[corev1.TopologySpreadConstraint](),
}

const valuesPackage = "istio.operator.v1alpha1"

// messageType makes the definition of a message. The members of a oneof are plain properties, as in the CRDs.
func (d *definitions) messageType(p *pages, message protoreflect.MessageDescriptor) (schema, error) {
	if make, ok := wellKnown[message.FullName()]; ok {
		return make(), nil
	}
	if message.FullName() == valuesPackage+".IntOrString" {
		return d.ref("IntOrString", reflect.TypeFor[intstr.IntOrString]().String(), intOrStringSchema("int32"))
	}
	name, err := definitionName(message)
	if err != nil {
		return nil, err
	}
	if link := p.link(message); link != "" {
		d.links[definitionPrefix+name] = link
	}
	return d.ref(name, string(message.FullName()), func() (schema, error) {
		properties := map[string]schema{}
		fields := message.Fields()
		for i := 0; i < fields.Len(); i++ {
			field := fields.Get(i)
			property, err := d.fieldType(p, field)
			if err != nil {
				return nil, fmt.Errorf("%s: %w", field.FullName(), err)
			}
			properties[field.JSONName()] = property
		}
		return schema{"type": "object", "properties": properties}, nil
	})
}

func (d *definitions) fieldType(p *pages, field protoreflect.FieldDescriptor) (schema, error) {
	if field.IsMap() {
		values, err := d.valueType(p, field.MapValue())
		return mapOf(values), err
	}
	value, err := d.valueType(p, field)
	if field.IsList() {
		value = arrayOf(value)
	}
	return value, err
}

func (d *definitions) valueType(p *pages, field protoreflect.FieldDescriptor) (schema, error) {
	if field.ParentFile().Package() == valuesPackage {
		if field.Name() == "meshConfig" {
			return d.messageType(p, meshConfig)
		}
		if t, ok := kubernetes[string(field.Parent().Name())+"."+field.JSONName()]; ok {
			return d.goType(t)
		}
	}
	switch field.Kind() {
	case protoreflect.MessageKind:
		return d.messageType(p, field.Message())
	case protoreflect.EnumKind:
		return d.enumType(p, field.Enum())
	case protoreflect.StringKind:
		return typed("string"), nil
	case protoreflect.BytesKind:
		return schema{"type": "string", "format": "byte"}, nil
	case protoreflect.BoolKind:
		return typed("boolean"), nil
	case protoreflect.FloatKind, protoreflect.DoubleKind:
		return typed("number"), nil
	case protoreflect.Int32Kind, protoreflect.Sint32Kind, protoreflect.Sfixed32Kind:
		return integerBetween(math.MinInt32, math.MaxInt32), nil
	case protoreflect.Uint32Kind, protoreflect.Fixed32Kind:
		return integerBetween(0, math.MaxUint32), nil
	case protoreflect.Int64Kind, protoreflect.Sint64Kind, protoreflect.Sfixed64Kind:
		return typed("integer"), nil
	case protoreflect.Uint64Kind, protoreflect.Fixed64Kind:
		return schema{"type": "integer", "minimum": 0}, nil
	default:
		return nil, fmt.Errorf("no schema for the proto kind %s", field.Kind())
	}
}

func (d *definitions) enumType(p *pages, enum protoreflect.EnumDescriptor) (schema, error) {
	name, err := definitionName(enum)
	if err != nil {
		return nil, err
	}
	if link := p.link(enum); link != "" {
		d.links[definitionPrefix+name] = link
	}
	return d.ref(name, string(enum.FullName()), func() (schema, error) {
		names := []string{}
		for i := 0; i < enum.Values().Len(); i++ {
			names = append(names, string(enum.Values().Get(i).Name()))
		}
		return schema{"type": "string", "enum": names}, nil
	})
}

// definitionName is the name of a message or an enum without its package: MeshConfig.CA becomes MeshConfigCA.
func definitionName(of protoreflect.Descriptor) (string, error) {
	pkg := of.ParentFile().Package()
	prefix, ok := packagePrefix[pkg]
	if !ok {
		return "", fmt.Errorf("no prefix for the names of the package %s (see packagePrefix)", pkg)
	}
	name := ""
	for _, part := range strings.Split(strings.TrimPrefix(string(of.FullName()), string(pkg)+"."), ".") {
		name += strings.ToUpper(part[:1]) + part[1:]
	}
	if strings.HasPrefix(name, prefix) {
		return name, nil
	}
	return prefix + name, nil
}
