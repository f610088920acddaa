package main

import (
	"bytes"
	"encoding/json"
	"os"
	"strings"
	"testing"
)

// installation reads one of the installations that the library writes.
func installation(t *testing.T, name string) Installation {
	t.Helper()
	b, err := os.ReadFile("../install/installations.jsonl")
	if err != nil {
		t.Fatal(err)
	}
	for _, line := range bytes.Split(b, []byte("\n")) {
		var in Installation
		if len(line) > 0 && json.Unmarshal(line, &in) == nil && in.Name == name {
			return in
		}
	}
	t.Fatalf("there is no installation %q", name)
	return Installation{}
}

// A comparison that overlooks a difference proves nothing.
func TestCompareFindsWhatDiffers(t *testing.T) {
	release := func(in Installation, chart string) Release {
		for _, r := range in.Releases {
			if r.Chart == chart {
				return r
			}
		}
		t.Fatalf("no release of %s", chart)
		return Release{}
	}
	cases := map[string]struct {
		change func(Installation)
		want   string
	}{
		"nothing": {func(Installation) {}, ""},
		"a resource": {func(in Installation) {
			release(in, "istiod").Values["pilot"].(map[string]any)["resources"] = map[string]any{"requests": map[string]any{"cpu": "7"}}
		}, "containers[0] resources requests cpu"},
		"a mesh option": {func(in Installation) {
			release(in, "istiod").Values["meshConfig"] = map[string]any{"accessLogFile": "/x"}
		}, "data mesh"},
		"an object": {func(in Installation) { release(in, "istiod").Values["revisionTags"] = []any{"other"} }, "only Helm has"},
		"a port": {func(in Installation) {
			release(in, "gateway").Values["service"].(map[string]any)["ports"] = []any{map[string]any{"name": "tcp", "port": 1}}
		}, "spec ports"},
		"an account":    {func(in Installation) { delete(release(in, "gateway").Values, "serviceAccount") }, "serviceAccountName"},
		"a label":       {func(in Installation) { release(in, "gateway").Values["labels"] = map[string]any{"istio": "other"} }, "istio: istioctl has"},
		"an autoscaler": {func(in Installation) { release(in, "gateway").Values["autoscaling"] = map[string]any{"maxReplicas": 9} }, "maxReplicas"},
		"bad values":    {func(in Installation) { release(in, "gateway").Values["unknown"] = true }, "unknown"},
	}
	for name, c := range cases {
		in := installation(t, "DEFAULT")
		c.change(in)
		found, err := in.compare()
		if err != nil {
			found = append(found, err.Error())
		}
		if text := strings.Join(found, "\n"); (c.want == "") != (text == "") || !strings.Contains(text, c.want) {
			t.Errorf("%s: found %q, want %q", name, text, c.want)
		}
	}
}

// What a HelmInstall writes is rendered and judged with the app, and its files of values are not taken for objects.
func TestHelmReleasesAreJudged(t *testing.T) {
	if fs := judgePath(t, "../../examples/install-helm/dist"); len(fs) != 0 {
		t.Errorf("findings: %v", fs)
	}
	var out bytes.Buffer
	if code, err := run([]string{"releases", "../../examples/install-helm/dist/istio.helm/helmfile.yml"}, &out); code != 0 || err != nil {
		t.Fatal(code, err)
	}
	for _, want := range []string{"name: istio-cni-node", "name: ilb-gateway", "memory: 4096Mi"} {
		if !strings.Contains(out.String(), want) {
			t.Errorf("%q is not rendered", want)
		}
	}
	dir := t.TempDir()
	for name, text := range map[string]string{
		"helmfile.yml": "releases: [{name: istiod, namespace: a, chart: istio/istiod, values: [v.yml]}]",
		"v.yml":        "meshConfig: {accesslogfile: /dev/stdout}",
	} {
		if err := os.WriteFile(dir+"/"+name, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	if e, _ := count(judgePath(t, dir)); e == 0 {
		t.Error("a misspelt member of MeshConfig in values is not found")
	}
}

// A RevisionTag is what Istio's chart makes of a tag, but for labels that say which release it belongs to.
func TestRevisionTagIsThatOfTheChart(t *testing.T) {
	u, err := loadUnit("../../examples/upgrade/dist/4-all/tags.k8s.yaml", nil)
	if err != nil {
		t.Fatal(err)
	}
	chart, err := Release{Name: "istiod", Chart: "istiod", Namespace: "istio-system",
		Values: map[string]any{"revision": "1-31-0", "revisionTags": []any{"prod", "default"}}}.render()
	if err != nil {
		t.Fatal(err)
	}
	own := []string{"istio.io/rev", "istio.io/tag", "operator.istio.io/component", "app", "istio"}
	compared := 0
	for _, o := range u.Objects {
		for _, c := range chart {
			if c.GetKind() != o.GetKind() || c.GetName() != o.GetName() {
				continue
			}
			compared++
			for _, label := range own {
				if a, b := c.GetLabels()[label], o.GetLabels()[label]; a != b {
					t.Errorf("%s %s: label %s is %q, the chart says %q", o.GetKind(), o.GetName(), label, b, a)
				}
			}
			for _, member := range []string{"webhooks", "spec"} {
				for _, d := range differ(o.GetKind()+" "+o.GetName()+" "+member, c.Object[member], o.Object[member]) {
					t.Error(d)
				}
			}
		}
	}
	if compared != 4 {
		t.Errorf("compared %d objects, want 4", compared)
	}
}
