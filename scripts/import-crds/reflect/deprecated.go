package main

import (
	"sort"

	"google.golang.org/protobuf/reflect/protoreflect"
	"google.golang.org/protobuf/types/descriptorpb"
)

// kindDeprecations lists, by kind, what Istio's messages mark as deprecated: a field as its place in the schema
// ("spec.http[].mirrorPercent"), a value as "place=VALUE".
func kindDeprecations() map[string][]string {
	all := map[string][]string{}
	for kind, spec := range specs {
		found := deprecated(spec.ProtoReflect().Descriptor(), "spec", map[protoreflect.FullName]bool{})
		if len(found) > 0 {
			sort.Strings(found)
			all[kind] = found
		}
	}
	return all
}

func deprecated(message protoreflect.MessageDescriptor, at string, above map[protoreflect.FullName]bool) []string {
	if above[message.FullName()] {
		return nil
	}
	above[message.FullName()] = true
	defer delete(above, message.FullName())

	var found []string
	fields := message.Fields()
	for i := 0; i < fields.Len(); i++ {
		field := fields.Get(i)
		place := at + "." + field.JSONName()
		if options, ok := field.Options().(*descriptorpb.FieldOptions); ok && options.GetDeprecated() {
			found = append(found, place)
			continue
		}
		value := field
		switch {
		case field.IsMap():
			place, value = place+"{}", field.MapValue()
		case field.IsList():
			place += "[]"
		}
		switch value.Kind() {
		case protoreflect.MessageKind:
			found = append(found, deprecated(value.Message(), place, above)...)
		case protoreflect.EnumKind:
			values := value.Enum().Values()
			for j := 0; j < values.Len(); j++ {
				if options, ok := values.Get(j).Options().(*descriptorpb.EnumValueOptions); ok && options.GetDeprecated() {
					found = append(found, place+"="+string(values.Get(j).Name()))
				}
			}
		}
	}
	return found
}
