package main

import (
	"bytes"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

func TestMain(m *testing.M) {
	if err := quietLogs(); err != nil {
		panic(err)
	}
	os.Exit(m.Run())
}

func judgePath(t *testing.T, path string, assume ...string) []Finding {
	t.Helper()
	u, err := loadUnit(path, assume)
	if err != nil {
		t.Fatal(err)
	}
	return judge(u, false)
}

func TestCleanAppHasNoFindings(t *testing.T) {
	for _, p := range []string{"testdata/clean", "testdata/operator.yaml"} {
		for _, f := range judgePath(t, p) {
			t.Errorf("%s: %s", p, f)
		}
	}
}

// Each layer must be able to fail: a judge that says nothing over these is broken.
func TestEveryLayerCanFail(t *testing.T) {
	cases := []struct{ twin, layer, severity, code, text string }{
		{"broken-yaml", layerKubernetes, sevError, "yaml", "did not find expected"},
		{"duplicate", layerKubernetes, sevError, "duplicate", "same kind and name"},
		{"metadata", layerKubernetes, sevError, "FieldValueInvalid", "Reviews_1"},
		{"metadata", layerKubernetes, sevError, "FieldValueInvalid", "front end"},
		{"kubernetes-field", layerKubernetes, sevError, "unknown-field", "spec.selectors"},
		{"kubernetes-values", layerKubernetes, sevError, "FieldValueInvalid", "between 1 and 65535"},
		{"kubernetes-values", layerKubernetes, sevError, "FieldValueInvalid", "selector does not match"},
		{"schema-enum", layerSchema, sevError, "FieldValueNotSupported", "FASTEST"},
		{"no-such-version", layerSchema, sevError, "no-such-kind", "security.istio.io/v2"},
		{"cel-rule", layerCEL, sevError, "FieldValueInvalid", "only one of targetRefs or selector"},
		{"gateway-api", layerSchema, sevError, "FieldValueInvalid", "hostnames[0]"},
		{"gateway-api", layerUnknown, sevError, "unknown-field", "spec.rules[0].timeout"},
		{"unknown-field", layerUnknown, sevError, "unknown-field", "consecutiveErrors5xx"},
		{"unknown-field", layerWebhook, sevError, "unknown-field", "consecutiveErrors5xx"},
		{"webhook-rejects", layerWebhook, sevError, "invalid", "both route and redirect"},
		{"webhook-warns", layerWebhook, sevWarning, "warning", `rule "never" not used`},
		{"envoy-filter", layerWebhook, sevInfo, "warning", "exposes internal implementation details"},
		{"envoy-filter", layerAnalyzer, sevWarning, "IST0151", "does not have a priority"},
		{"unknown-host", layerAnalyzer, sevError, "IST0101", "reviws.shop"},
		{"missing-subset", layerAnalyzer, sevError, "IST0101", "+v2"},
		{"missing-secret", layerAnalyzer, sevError, "IST0101", "shop-cert"},
		{"port-name", layerAnalyzer, sevInfo, "IST0118", "naming convention"},
		{"install-profile", layerInstall, sevError, "render", `profile "production" not found`},
		{"install-field", layerInstall, sevError, "render", `unknown field "resource"`},
		{"install-replicas", layerInstall, sevError, "FieldValueInvalid", "maxReplicas 3 is less than minReplicas 5"},
		{"install-quantity", layerInstall, sevError, "render", "quantities must match"},
		{"install-overlay", layerInstall, sevError, "overlay", `no Deployment "istio-pilot"`},
		{"install-overlay", layerInstall, sevError, "overlay", "[name:nothing] not found"},
		{"install-mesh-config", layerInstall, sevError, "unknown-field", "acessLogFile"},
		{"install-two", layerInstall, sevError, "file", "only one per file"},
	}
	used := map[string]bool{}
	for _, c := range cases {
		used[c.twin] = true
		t.Run(c.twin+"/"+c.layer, func(t *testing.T) {
			fs := judgePath(t, filepath.Join("testdata/twins", c.twin, twinFile))
			for _, f := range fs {
				if f.Layer == c.layer && f.Severity == c.severity && f.Code == c.code && strings.Contains(f.Path+" "+f.Message, c.text) {
					return
				}
			}
			t.Errorf("no %s %s %s with %q in %v", c.layer, c.severity, c.code, c.text, fs)
		})
	}
	dirs, err := filepath.Glob("testdata/twins/*")
	if err != nil {
		t.Fatal(err)
	}
	for _, d := range dirs {
		if !used[filepath.Base(d)] {
			t.Errorf("%s is in no case", d)
		}
	}
}

// Kinds of others are looked at for their metadata, unless their CRDs are given.
func TestGivenCRDs(t *testing.T) {
	unit := "testdata/given.yaml"
	if fs := judgePath(t, unit); len(fs) != 2 || fs[0].Code != "not-judged" || fs[1].Code != "not-judged" {
		t.Fatalf("without the CRD: %v", fs)
	}
	if err := giveCRDs([]string{"testdata/given-crd.yaml"}); err != nil {
		t.Fatal(err)
	}
	defer func() { givenCRDs = &crdSet{} }()
	var got []string
	for _, f := range judgePath(t, unit) {
		got = append(got, f.Name+" "+f.Layer+" "+f.Code+" "+f.Path)
	}
	// a kind of the same group without a CRD stays unjudged
	want := []string{"fleet schema FieldValueTypeInvalid spec.size", "fleet unknown-field unknown-field spec.sise", "other kubernetes not-judged "}
	slices.Sort(got)
	if !slices.Equal(got, want) {
		t.Errorf("with the CRD: %q, want %q", got, want)
	}
	if err := giveCRDs([]string{unit}); err == nil {
		t.Error("a file without a CRD is taken")
	}
}

func TestAssumedObjectsExistButAreNotJudged(t *testing.T) {
	twin := "testdata/twins/missing-secret/twin.yaml"
	if e, _ := count(judgePath(t, twin)); e != 1 {
		t.Fatalf("without the Secret: %d errors, want 1", e)
	}
	// the assumed file also holds a VirtualService to nowhere: it is not this unit's mistake
	if fs := judgePath(t, twin, "testdata/assume.yaml"); len(fs) != 0 {
		t.Errorf("with the Secret: %v", fs)
	}
}

// A unit of several files is one app: a subset in one file serves a route in another.
func TestFolderIsOneUnit(t *testing.T) {
	if fs := judgePath(t, "testdata/clean"); len(fs) != 0 {
		t.Errorf("together: %v", fs)
	}
	if e, _ := count(judgePath(t, "testdata/clean/mesh.yaml")); e == 0 {
		t.Error("alone, mesh.yaml must miss its Service")
	}
}

func TestCommandLine(t *testing.T) {
	cases := []struct {
		args string
		code int
		out  string
	}{
		{"judge testdata/clean", 0, "1 units, 0 errors, 0 warnings\n"},
		{"judge testdata/clean testdata/twins/duplicate", 1, "testdata/twins/duplicate: 2 objects, 1 errors, 0 warnings\n2 units, 1 errors, 0 warnings\n"},
		{"judge testdata/twins/port-name", 0, "1 units, 0 errors, 0 warnings\n"},
		{"judge --json testdata/clean", 0, "[]\n"},
		{"judge --json testdata/twins/duplicate", 1, `"code": "duplicate",`},
		{"judge --admission testdata/clean/mesh.yaml", 0, "1 units, 0 errors, 0 warnings\n"},
		{"judge --admission testdata/twins/duplicate", 1, "1 units, 1 errors, 0 warnings\n"},
		{"judge testdata/nothing", 2, ""},
		{"judge", 2, ""},
		{"judge --frob testdata/clean", 2, ""},
		{"frobnicate", 2, ""},
	}
	for _, c := range cases {
		t.Run(c.args, func(t *testing.T) {
			var out bytes.Buffer
			code, err := run(strings.Fields(c.args), &out)
			if code != c.code || (code == 2) != (err != nil) || !strings.Contains(out.String(), c.out) {
				t.Errorf("code %d, error %v, output %s", code, err, out.String())
			}
		})
	}
}
