package main

import (
	"encoding/json"
	"fmt"
	"io"
	"slices"
	"strings"

	"google.golang.org/protobuf/reflect/protoreflect"
	"google.golang.org/protobuf/reflect/protoregistry"
)

// envoyTypes is what the webhook knows when it reads the value of an EnvoyFilter's patch: the messages that are linked
// into it, by their full names.
type envoyTypes struct {
	// Messages has, for each message, its fields in the order of their declaration: name=type. A type is the name of a kind
	// (bool, int32, ...), a message's or an enum's full name; []T is a list, {K}T a map.
	Messages map[string][]string `json:"messages"`
	// Enums has, for each enum, the names of its values.
	Enums map[string][]string `json:"enums"`
}

// families are the first parts of the names of what Envoy's configuration can be made of.
var families = []string{"envoy.", "xds.", "udpa.", "google.protobuf.", "google.rpc.", "google.api.expr.", "cel.expr.", "opencensus.", "opentelemetry.", "istio.envoy."}

func descriptorsCommand(args []string, out io.Writer) (int, error) {
	if len(args) != 0 {
		return 2, errUsage
	}
	types := envoyTypes{Messages: map[string][]string{}, Enums: map[string][]string{}}
	protoregistry.GlobalTypes.RangeMessages(func(mt protoreflect.MessageType) bool {
		types.addMessage(mt.Descriptor())
		return true
	})
	enc := json.NewEncoder(out)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", " ")
	return 0, enc.Encode(types)
}

func (t *envoyTypes) addMessage(md protoreflect.MessageDescriptor) {
	name := string(md.FullName())
	if md.IsMapEntry() || t.Messages[name] != nil || !slices.ContainsFunc(families, func(f string) bool { return strings.HasPrefix(name, f) }) {
		return
	}
	fields := []string{}
	t.Messages[name] = fields
	for i := range md.Fields().Len() {
		fd := md.Fields().Get(i)
		fields = append(fields, fmt.Sprintf("%s=%s", fd.Name(), t.typeOf(fd)))
	}
	t.Messages[name] = fields
}

func (t *envoyTypes) typeOf(fd protoreflect.FieldDescriptor) string {
	switch {
	case fd.IsList():
		return "[]" + t.singular(fd)
	case fd.IsMap():
		return "{" + fd.MapKey().Kind().String() + "}" + t.singular(fd.MapValue())
	default:
		return t.singular(fd)
	}
}

func (t *envoyTypes) singular(fd protoreflect.FieldDescriptor) string {
	switch fd.Kind() {
	case protoreflect.MessageKind, protoreflect.GroupKind:
		t.addMessage(fd.Message())
		return string(fd.Message().FullName())
	case protoreflect.EnumKind:
		name := string(fd.Enum().FullName())
		if t.Enums[name] == nil {
			values := fd.Enum().Values()
			for i := range values.Len() {
				t.Enums[name] = append(t.Enums[name], string(values.Get(i).Name()))
			}
		}
		return name
	default:
		return fd.Kind().String()
	}
}
