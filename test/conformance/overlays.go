package main

import (
	"encoding/json"
	"fmt"
	"maps"
	"slices"

	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"

	yaml2 "gopkg.in/yaml.v2" // the renderer's own choice: tpath wants maps with any keys
	"sigs.k8s.io/yaml"

	meshconfig "istio.io/api/mesh/v1alpha1"
	"istio.io/istio/operator/pkg/apis"
	"istio.io/istio/operator/pkg/tpath"
	"istio.io/istio/operator/pkg/util"
	"istio.io/istio/pkg/util/protomarshal"
)

// overlays finds the patches that istioctl drops without a word: those of an object that is not rendered, and
// those whose path leads nowhere (the renderer collects these errors and then forgets them).
func overlays(say sink, o *Object, rendered []*Object) {
	for _, c := range componentsOf(o) {
		for i, ov := range c.overlays {
			at := fmt.Sprintf("%s.k8s.overlays[%d]", c.at, i)
			var target *Object
			for _, m := range rendered {
				if m.GetKind() == ov.Kind && m.GetName() == ov.Name {
					target = m
				}
			}
			if target == nil {
				say(sevError, "overlay", at, fmt.Sprintf("no %s %q is rendered: istioctl ignores this overlay", ov.Kind, ov.Name))
				continue
			}
			b, err := yaml.Marshal(target.Object)
			if err != nil {
				say(sevError, "overlay", at, err.Error())
				continue
			}
			for j, p := range ov.Patches {
				tree := map[any]any{}
				if err := yaml2.Unmarshal(b, &tree); err != nil {
					say(sevError, "overlay", at, err.Error())
					continue
				}
				// the patch was applied already; a path that was good then leads somewhere now, unless it deletes
				if _, _, err := tpath.GetPathContext(tree, util.PathFromString(p.Path), true); err != nil && p.Value != nil {
					say(sevError, "overlay", fmt.Sprintf("%s.patches[%d].path", at, j), "istioctl ignores this patch: "+err.Error())
				}
			}
		}
	}
}

type componentOverlays struct {
	at       string
	overlays []apis.KubernetesOverlay
}

// componentsOf lists the components that have overlays. What does not parse is left to the renderer to report.
func componentsOf(o *Object) []componentOverlays {
	all, _, _ := unstructured.NestedMap(o.Object, "spec", "components")
	var out []componentOverlays
	add := func(at string, c any) {
		var k struct {
			K8s struct {
				Overlays []apis.KubernetesOverlay `json:"overlays"`
			} `json:"k8s"`
		}
		if b, err := json.Marshal(c); err == nil && json.Unmarshal(b, &k) == nil && len(k.K8s.Overlays) > 0 {
			out = append(out, componentOverlays{at, k.K8s.Overlays})
		}
	}
	for _, name := range slices.Sorted(maps.Keys(all)) {
		at := "spec.components." + name
		if list, ok := all[name].([]any); ok {
			for i, c := range list {
				add(fmt.Sprintf("%s[%d]", at, i), c)
			}
			continue
		}
		add(at, all[name])
	}
	return out
}

// looseFields reports misspelt fields of the MeshConfig. istioctl parses it leniently, and so does istiod:
// nothing else would ever tell.
func looseFields(say sink, o *Object) {
	spec, _ := o.Object["spec"].(map[string]any)
	at := map[string]any{"spec.meshConfig": spec["meshConfig"]}
	if v, ok := spec["values"].(map[string]any); ok {
		at["spec.values.meshConfig"] = v["meshConfig"]
	}
	for path, m := range at {
		looseMeshConfig(say, path, m)
	}
}

// looseValues does so for the MeshConfig in the values of a chart.
func looseValues(say sink, r Release) {
	looseMeshConfig(say, r.Name+": meshConfig", r.Values["meshConfig"])
}

func looseMeshConfig(say sink, path string, m any) {
	if m == nil {
		return
	}
	b, err := json.Marshal(m)
	if err == nil {
		err = protomarshal.ApplyJSONStrict(string(b), &meshconfig.MeshConfig{})
	}
	if err != nil {
		say(sevError, "unknown-field", path, stableProto(err.Error()))
	}
}
