package main

import (
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protoreflect"

	extensions "istio.io/api/extensions/v1alpha1"
	networking "istio.io/api/networking/v1alpha3"
	networkingv1beta1 "istio.io/api/networking/v1beta1"
	security "istio.io/api/security/v1beta1"
	telemetry "istio.io/api/telemetry/v1alpha1"
)

// links maps a place in the schema of a kind to an address: "spec", "spec.http[].match[]", "spec.http[].headers{}".
type links map[string]string

// specs are the messages of the kinds, by the name and the group of their CRDs.
var specs = map[string]proto.Message{
	"TrafficExtension.extensions.istio.io":    &extensions.TrafficExtension{},
	"WasmPlugin.extensions.istio.io":          &extensions.WasmPlugin{},
	"DestinationRule.networking.istio.io":     &networking.DestinationRule{},
	"EnvoyFilter.networking.istio.io":         &networking.EnvoyFilter{},
	"Gateway.networking.istio.io":             &networking.Gateway{},
	"ProxyConfig.networking.istio.io":         &networkingv1beta1.ProxyConfig{},
	"ServiceEntry.networking.istio.io":        &networking.ServiceEntry{},
	"Sidecar.networking.istio.io":             &networking.Sidecar{},
	"VirtualService.networking.istio.io":      &networking.VirtualService{},
	"WorkloadEntry.networking.istio.io":       &networking.WorkloadEntry{},
	"WorkloadGroup.networking.istio.io":       &networking.WorkloadGroup{},
	"AuthorizationPolicy.security.istio.io":   &security.AuthorizationPolicy{},
	"PeerAuthentication.security.istio.io":    &security.PeerAuthentication{},
	"RequestAuthentication.security.istio.io": &security.RequestAuthentication{},
	"Telemetry.telemetry.istio.io":            &telemetry.Telemetry{},
}

func kindLinks(p *pages) map[string]links {
	all := map[string]links{}
	for kind, spec := range specs {
		found := links{}
		message := spec.ProtoReflect().Descriptor()
		found[""] = p.link(message)
		addLinks(p, message, "spec", found, map[protoreflect.FullName]bool{})
		all[kind] = found
	}
	return all
}

func addLinks(p *pages, message protoreflect.MessageDescriptor, at string, found links, above map[protoreflect.FullName]bool) {
	if link := p.link(message); link != "" {
		found[at] = link
	}
	if above[message.FullName()] {
		return
	}
	above[message.FullName()] = true
	defer delete(above, message.FullName())

	fields := message.Fields()
	for i := 0; i < fields.Len(); i++ {
		field := fields.Get(i)
		place := at + "." + field.JSONName()
		value := field
		switch {
		case field.IsMap():
			place, value = place+"{}", field.MapValue()
		case field.IsList():
			place += "[]"
		}
		switch value.Kind() {
		case protoreflect.MessageKind:
			addLinks(p, value.Message(), place, found, above)
		case protoreflect.EnumKind:
			if link := p.link(value.Enum()); link != "" {
				found[place] = link
			}
		}
	}
}
