package main

import (
	"bytes"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
	"sigs.k8s.io/yaml"

	"istio.io/istio/operator/pkg/manifest"
	"istio.io/istio/operator/pkg/render"
)

// install renders every IstioOperator of the unit as `istioctl manifest generate -f` does and judges what
// comes out. It returns the rendered workloads and Services: in the cluster of this unit they will exist.
func install(r *report) []*Object {
	var out []*Object
	whole := map[string]bool{}
	for _, o := range r.unit.Objects {
		if !isIstioOperator(o) {
			continue
		}
		say := r.on(o, layerInstall)
		if f := r.unit.files[o.File]; f != nil && f.docs > 1 && !whole[o.File] {
			whole[o.File] = true
			// istioctl's own words; it looks at the file, not at the object
			if _, err := render.MergeInputs([]string{f.path}, nil, nil); err != nil {
				say(sevError, "file", "", err.Error())
			}
		}
		out = append(out, installOne(r, o)...)
	}
	return out
}

func installOne(r *report, o *Object) []*Object {
	say := r.on(o, layerInstall)
	if gvk := o.GroupVersionKind(); gvk.Kind != "IstioOperator" || gvk.Version != "v1alpha1" {
		say(sevError, "no-such-kind", "apiVersion", "istioctl knows only install.istio.io/v1alpha1 IstioOperator")
		return nil
	}
	looseFields(say, o)
	objs, warnings, err := renderObject(o)
	for _, w := range warnings {
		say(sevWarning, "warning", "", w)
	}
	if err != nil {
		say(sevError, "render", "", err.Error())
		return nil
	}
	if len(objs) == 0 {
		say(sevError, "empty", "", "nothing is rendered")
	}
	overlays(say, o, objs)
	return rendered(say, objs)
}

// installReleases renders the Helm releases of the unit and judges what comes out, as installOne does.
func installReleases(r *report) []*Object {
	var out []*Object
	for _, f := range r.unit.Helmfiles {
		say := r.on(&Object{Unstructured: &unstructured.Unstructured{Object: map[string]any{"kind": "Helmfile"}}, File: f}, layerInstall)
		releases, err := readHelmfile(filepath.Join(r.unit.root, f))
		if err != nil {
			say(sevError, "render", "", err.Error())
			continue
		}
		var objs []*Object
		for _, release := range releases {
			looseValues(say, release)
			more, err := release.render()
			if err != nil {
				say(sevError, "render", "", err.Error())
			}
			objs = append(objs, more...)
		}
		out = append(out, rendered(say, objs)...)
	}
	return out
}

// rendered judges rendered objects and returns the workloads among them.
func rendered(say sink, objs []*Object) []*Object {
	var workloads []*Object
	seen := map[string]bool{}
	for _, m := range objs {
		id := key(m.GetAPIVersion()+" "+m.GetKind(), m.GetNamespace(), m.GetName())
		if seen[id] { // two gateways of one name, for example: the second replaces the first
			say(sevError, "duplicate", "", fmt.Sprintf("%s %s/%s is rendered twice", m.GetKind(), m.GetNamespace(), m.GetName()))
		}
		seen[id] = true
		at := m.GetKind() + " " + m.GetName()
		kubernetes(func(severity, code, path, message string) {
			// the charts' own names and labels are Istio's business, unknown fields and bad values come from overlays
			if severity != sevInfo {
				say(severity, code, at+": "+path, "the rendered "+at+" is invalid: "+message)
			}
		}, m)
		if slices.Contains([]string{"Deployment", "DaemonSet", "Service"}, m.GetKind()) {
			workloads = append(workloads, m)
		}
	}
	return workloads
}

// renderObject renders one IstioOperator as if it stood in a file of its own.
func renderObject(o *Object) ([]*Object, []string, error) {
	b, err := yaml.Marshal(o.Object)
	if err != nil {
		return nil, nil, err
	}
	dir, err := os.MkdirTemp("", "install-")
	if err != nil {
		return nil, nil, err
	}
	defer os.RemoveAll(dir)
	f := filepath.Join(dir, "operator.yaml")
	if err := os.WriteFile(f, b, 0o600); err != nil {
		return nil, nil, err
	}
	return renderFile(f)
}

func renderFile(path string, set ...string) ([]*Object, []string, error) {
	log := &capture{}
	sets, _, err := render.GenerateManifest([]string{path}, set, false, nil, log)
	if err != nil {
		return nil, log.lines, err
	}
	// the sets come out of a map: by component name, then as the chart has them
	slices.SortFunc(sets, func(a, b manifest.ManifestSet) int { return strings.Compare(string(a.Component), string(b.Component)) })
	var out []*Object
	for _, s := range sets {
		for _, m := range s.Manifests {
			// again through YAML: overlays may have written something that is none
			raw, err := parse([]byte(m.Content))
			if err != nil {
				return nil, log.lines, fmt.Errorf("the rendered %s %s is no YAML: %w", m.GetKind(), m.GetName(), err)
			}
			out = append(out, &Object{Unstructured: &unstructured.Unstructured{Object: raw}})
		}
	}
	return out, log.lines, nil
}

// capture collects what istioctl would print.
type capture struct{ lines []string }

func (c *capture) add(s string) {
	if s = strings.TrimSpace(strings.TrimPrefix(strings.TrimSpace(s), "❗")); s != "" {
		c.lines = append(c.lines, s)
	}
}
func (c *capture) LogAndPrint(...any)              {}
func (c *capture) LogAndPrintf(string, ...any)     {}
func (c *capture) Print(string)                    {}
func (c *capture) LogAndError(v ...any)            { c.add(fmt.Sprint(v...)) }
func (c *capture) LogAndErrorf(f string, v ...any) { c.add(fmt.Sprintf(f, v...)) }
func (c *capture) LogAndFatal(v ...any)            { c.add(fmt.Sprint(v...)) }
func (c *capture) LogAndFatalf(f string, v ...any) { c.add(fmt.Sprintf(f, v...)) }
func (c *capture) PrintErr(s string)               { c.add(s) }

// renderCommand prints what `istioctl manifest generate -f FILE` would print.
func renderCommand(args []string, out io.Writer) (int, error) {
	if len(args) == 0 {
		return 2, errUsage
	}
	code := 0
	for _, f := range args {
		if _, err := os.Stat(f); err != nil {
			return 2, err
		}
		objs, warnings, err := renderFile(f)
		for _, w := range warnings {
			fmt.Fprintln(os.Stderr, "warning:", w)
		}
		if err != nil {
			fmt.Fprintln(os.Stderr, "conformance:", f+":", err)
			code = 1
			continue
		}
		if err := printObjects(out, objs); err != nil {
			return 2, err
		}
	}
	return code, nil
}

func printObjects(out io.Writer, objs []*Object) error {
	for _, o := range objs {
		b, err := yaml.Marshal(o.Object)
		if err != nil {
			return err
		}
		fmt.Fprintf(out, "---\n%s", bytes.TrimLeft(b, "\n"))
	}
	return nil
}
