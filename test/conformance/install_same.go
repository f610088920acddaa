package main

import (
	"encoding/json"
	"fmt"
	"maps"
	"reflect"
	"slices"
	"strings"
)

/*
 * When are the objects of istioctl and those of Helm the same? When they are equal, but for this:
 *
 * - The name of the Helm release, which charts put into labels. istioctl calls all its releases "istio".
 * - The order of environment variables.
 * - The ConfigMap `values`, a record of the values for people who debug.
 * - An autoscaler that holds a Deployment to the number that the Deployment has is as good as none.
 * - istioctl installs gateways by a chart that is not in Istio's repository. Those of the chart `gateway` get their proxy
 *   from the injector, so of their pods only what the installation says is compared: install_gateways.go.
 */

// differences compares what istioctl and Helm make of one installation.
func differences(istioctl, helm []*Object) []string {
	a, b := normal(istioctl), normal(helm)
	var out []string
	for _, id := range slices.Sorted(maps.Keys(a)) {
		if b[id] == nil {
			out = append(out, "only istioctl has "+id)
		} else {
			out = append(out, differ(id, a[id], b[id])...)
		}
	}
	for _, id := range slices.Sorted(maps.Keys(b)) {
		if a[id] == nil {
			out = append(out, "only Helm has "+id)
		}
	}
	return out
}

// normal returns the objects by their identity, without what may differ.
func normal(objects []*Object) map[string]map[string]any {
	gateways := gatewayNames(objects)
	all := map[string]map[string]any{}
	for _, o := range objects {
		m := prune(o.DeepCopy().Object).(map[string]any)
		id := fmt.Sprintf("%s %s/%s", o.GetKind(), o.GetNamespace(), o.GetName())
		if name := gateways.of(o); name != "" {
			id, m = gatewayObject(o.GetKind(), o.GetNamespace(), name, m)
		} else {
			withoutReleaseName(m)
		}
		sortEnv(m)
		withoutRecord(o, m)
		all[id] = m
	}
	for id, m := range all { // pods have the secrets of their account, whichever of the two says so
		if pods, ok := strings.CutPrefix(id, "Deployment of gateway "); ok && m["imagePullSecrets"] != nil {
			all["ServiceAccount of gateway "+pods] = map[string]any{"imagePullSecrets": m["imagePullSecrets"]}
			delete(m, "imagePullSecrets")
		}
	}
	for id, m := range all {
		hpa := strings.Replace(id, "Deployment ", "HorizontalPodAutoscaler ", 1)
		if n := at(m, "spec", "replicas"); hpa != id && n != nil && all[hpa] != nil &&
			same(n, at(all[hpa], "spec", "minReplicas")) && same(n, at(all[hpa], "spec", "maxReplicas")) {
			delete(all, hpa)
		}
	}
	return all
}

// withoutRecord drops what is only told of values: all of it in the ConfigMap `values`, and in the injector's one the
// priority of the control plane, which no template of the injector reads.
func withoutRecord(o *Object, m map[string]any) {
	if o.GetKind() != "ConfigMap" {
		return
	}
	data, _ := m["data"].(map[string]any)
	if o.GetName() == "values" || strings.HasPrefix(o.GetName(), "values-") {
		delete(m, "data")
		return
	}
	text, ok := data["values"].(string)
	if !ok {
		return
	}
	var values map[string]any
	if json.Unmarshal([]byte(text), &values) == nil {
		if global, ok := values["global"].(map[string]any); ok {
			delete(global, "priorityClassName")
		}
		data["values"] = values
	}
}

func withoutReleaseName(v any) {
	switch v := v.(type) {
	case map[string]any:
		if labels, ok := v["labels"].(map[string]any); ok {
			delete(labels, "release")
			delete(labels, "app.kubernetes.io/instance")
		}
		for _, member := range v {
			withoutReleaseName(member)
		}
	case []any:
		for _, element := range v {
			withoutReleaseName(element)
		}
	}
}

func sortEnv(v any) {
	switch v := v.(type) {
	case map[string]any:
		if env, ok := v["env"].([]any); ok {
			slices.SortStableFunc(env, func(a, b any) int { return strings.Compare(fmt.Sprint(at(a, "name")), fmt.Sprint(at(b, "name"))) })
		}
		for _, member := range v {
			sortEnv(member)
		}
	case []any:
		for _, element := range v {
			sortEnv(element)
		}
	}
}

// prune drops what says nothing: null, and objects and lists without anything. An emptyDir is said by being there.
func prune(v any) any {
	switch v := v.(type) {
	case map[string]any:
		out := map[string]any{}
		for key, member := range v {
			member = prune(member)
			if key == "emptyDir" || !nothing(member) {
				out[key] = member
			}
		}
		return out
	case []any:
		out := []any{}
		for _, element := range v {
			out = append(out, prune(element))
		}
		return out
	}
	return v
}

func nothing(v any) bool {
	switch v := v.(type) {
	case nil:
		return true
	case map[string]any:
		return len(v) == 0
	case []any:
		return len(v) == 0
	}
	return false
}

// differ names the places where two values differ.
func differ(path string, a, b any) []string {
	am, aok := a.(map[string]any)
	bm, bok := b.(map[string]any)
	if aok && bok {
		var out []string
		keys := maps.Clone(am)
		maps.Copy(keys, bm)
		for _, key := range slices.Sorted(maps.Keys(keys)) {
			out = append(out, differ(path+" "+key, am[key], bm[key])...)
		}
		return out
	}
	al, aok := a.([]any)
	bl, bok := b.([]any)
	if aok && bok && len(al) == len(bl) {
		var out []string
		for i := range al {
			out = append(out, differ(fmt.Sprintf("%s[%d]", path, i), al[i], bl[i])...)
		}
		return out
	}
	if same(a, b) || (strings.Contains(path, " resources ") && fmt.Sprint(a) == fmt.Sprint(b)) {
		return nil // 2 and "2" are the same quantity
	}
	return []string{fmt.Sprintf("%s: istioctl has %s, Helm has %s", path, brief(a), brief(b))}
}

// same compares by value: the same number may be of two types, depending on who parsed it.
func same(a, b any) bool {
	if reflect.DeepEqual(a, b) {
		return true
	}
	_, an := a.(string)
	_, bn := b.(string)
	return a != nil && b != nil && !an && !bn && reflect.TypeOf(a).Kind() != reflect.Map && fmt.Sprint(a) == fmt.Sprint(b)
}

func brief(v any) string {
	b, err := json.Marshal(v)
	if err != nil || len(b) > 300 {
		return fmt.Sprintf("%.300v", v)
	}
	return string(b)
}

// at is the value at a path of nested maps; nil, if there is none.
func at(v any, path ...string) any {
	for _, key := range path {
		m, ok := v.(map[string]any)
		if !ok {
			return nil
		}
		v = m[key]
	}
	return v
}
