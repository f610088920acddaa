package main

import (
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"
)

func TestOwnScenariosLoad(t *testing.T) {
	files := scenarioFiles([]string{"scenarios"})
	if len(files) < 10 {
		t.Errorf("only %d scenarios", len(files))
	}
	for _, f := range files {
		if _, err := loadScenario(f); err != nil {
			t.Error(err)
		}
	}
}

func TestScenariosThatProveNothingAreRefused(t *testing.T) {
	step := `"steps": [{"name": "a", "from": "x/y", "request": {"url": "http://z"}, "expect": {}}]`
	cases := []struct{ name, text, want string }{
		{"no twin", `{` + step + `}`, "no twin"},
		{"a twin that names no step", `{` + step + `, "twins": [{"name": "t", "failing": []}]}`, "names no failing step"},
		{"a twin that names a step which is not there", `{` + step + `, "twins": [{"name": "t", "failing": ["b"]}]}`, `no step "b"`},
		{"a step after one that does not come before it", `{"steps": [{"name": "a", "after": ["b"]}, {"name": "b"}]}`, `no step "b" before it`},
		{"a misspelt field", `{"step": []}`, "unknown field"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			f := filepath.Join(t.TempDir(), "s.json")
			if err := os.WriteFile(f, []byte(c.text), 0o600); err != nil {
				t.Fatal(err)
			}
			if _, err := loadScenario(f); err == nil || !strings.Contains(err.Error(), c.want) {
				t.Errorf("error %v, want %q", err, c.want)
			}
		})
	}
}

func TestVerdict(t *testing.T) {
	twin := &Twin{Failing: []string{"a"}}
	good, bad := StepResult{Name: "a", Pass: true}, StepResult{Name: "a"}
	broken := StepResult{Name: "a", Error: "nothing matches"}
	cases := []struct {
		name string
		r    Result
		tw   *Twin
		want bool
	}{
		{"all steps hold", Result{Steps: []StepResult{good}}, nil, true},
		{"a step fails", Result{Steps: []StepResult{bad}}, nil, false},
		{"an object that a cluster would refuse", Result{Steps: []StepResult{good}, Invalid: []string{"x"}}, nil, false},
		{"configuration that Envoy refused", Result{Steps: []StepResult{good}, Refused: []string{"x"}}, nil, false},
		{"a twin is caught", Result{Steps: []StepResult{bad}}, twin, true},
		{"a twin passes", Result{Steps: []StepResult{good}}, twin, false},
		{"a twin's step measured nothing", Result{Steps: []StepResult{broken}}, twin, false},
	}
	for _, c := range cases {
		if c.r.judge(&Scenario{}, c.tw); c.r.Pass != c.want {
			t.Errorf("%s: %v, want %v", c.name, c.r.Pass, c.want)
		}
	}
}

// A tolerance must not hide a stray request where none, or all, is asked for.
func TestNoneAndAllAreExact(t *testing.T) {
	n := func(v float64) Range { return Range{Is: &v} }
	wide := 0.1
	cases := []struct {
		e    Expect
		r    Range
		v    float64
		want bool
	}{
		{Expect{}, n(0.9), 0.89, true},
		{Expect{}, n(0.9), 0.86, false},
		{Expect{}, n(0), 0.01, false},
		{Expect{}, n(1), 0.99, false},
		{Expect{Tolerance: &wide}, n(1), 0.99, true},
	}
	for _, c := range cases {
		if got := c.r.ok(c.v, c.e.shareTolerance(c.r)); got != c.want {
			t.Errorf("%v against %s: %v, want %v", c.v, c.r.text(c.e.shareTolerance(c.r)), got, c.want)
		}
	}
}

func TestMutationsThatTouchNothingAreNoticed(t *testing.T) {
	objs := func() []Obj {
		return []Obj{{"apiVersion": "v1", "kind": "Service", "metadata": map[string]any{"name": "a", "namespace": "n"}, "spec": map[string]any{"ports": []any{map[string]any{"port": 1}}}}}
	}
	got, err := mutate(objs(), []Mutation{{Op: "set", Kind: "Service", Name: "a", Path: "spec.ports.0.port", Value: 2}}, make([]bool, 1))
	if err != nil || got[0]["spec"].(map[string]any)["ports"].([]any)[0].(map[string]any)["port"] != 2 {
		t.Errorf("set: %v, %v", got, err)
	}
	for _, m := range []Mutation{
		{Op: "delete", Kind: "Service", Name: "b"},
		{Op: "unset", Kind: "Service", Name: "a", Path: "spec.selector"},
		{Op: "set", Kind: "Service", Name: "a", Path: "spec.ports.3.port", Value: 2},
		{Op: "frob", Kind: "Service", Name: "a"},
	} {
		touched := make([]bool, 1)
		if _, err := mutate(objs(), []Mutation{m}, touched); err == nil && touched[0] {
			t.Errorf("%+v went through", m)
		}
	}
}

func TestTwinsDoWhatTheirStepsNeed(t *testing.T) {
	sc := &Scenario{Steps: []Step{{Name: "a"}, {Name: "b", After: []string{"a"}}, {Name: "c", After: []string{"b"}}, {Name: "d"}}}
	got := sc.needed(&Twin{Failing: []string{"c"}})
	if slices.Sort(got); !slices.Equal(got, []string{"a", "b", "c"}) {
		t.Errorf("%v", got)
	}
}

// Only what istiod alone reads may differ in a mesh.
func TestRunsShareAMeshOnlyIfNothingElseDiffers(t *testing.T) {
	dir := t.TempDir()
	write := func(name, text string) string {
		f := filepath.Join(dir, name)
		if err := os.WriteFile(f, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		return f
	}
	write("m.yaml", "{apiVersion: apps/v1, kind: Deployment, metadata: {name: a}, spec: {replicas: 1, template: {metadata: {labels: {app: a}}, spec: {containers: []}}}}\n---\n"+
		"{apiVersion: networking.istio.io/v1, kind: VirtualService, metadata: {name: v}, spec: {hosts: [a], http: [{route: [{destination: {host: a}}]}]}}\n")
	rest := `"manifests": ["m.yaml"], "steps": [{"name": "a", "from": "a", "request": {"url": "http://a"}, "expect": {}}], "twins": [
		{"name": "routes", "mutate": [{"op": "delete", "kind": "VirtualService", "name": "v"}], "failing": ["a"]},
		{"name": "pods", "mutate": [{"op": "set", "kind": "Deployment", "name": "a", "path": "spec.replicas", "value": 2}], "failing": ["a"]},
		{"name": "mesh", "mesh": {"trustDomain": "other"}, "failing": ["a"]}]}`
	x, y := write("x.json", `{`+rest), write("y.json", `{"ownMesh": true, `+rest)
	var got [][]int
	for _, g := range groups([]Run{{File: x}, {x, "routes"}, {x, "pods"}, {x, "mesh"}, {File: y}, {File: x}}) {
		got = append(got, g.Runs)
	}
	if want := [][]int{{0, 1, 5}, {2}, {3}, {4}}; !reflect.DeepEqual(got, want) {
		t.Errorf("%v, want %v", got, want)
	}
}

func TestNumbersInRequests(t *testing.T) {
	for text, want := range map[string]string{"a": "a", "{n}": "13", "u{n%10}-{n%4}": "u3-1", "{m}": "{m}"} {
		if got := fill(text, 13); got != want {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
}

// A step that no twin can fail shows nothing: it might hold whatever the manifests say.
func TestEveryStepFailsInSomeTwin(t *testing.T) {
	for _, f := range scenarioFiles([]string{"scenarios"}) {
		sc, err := loadScenario(f)
		if err != nil {
			t.Fatal(err)
		}
		caught := map[string]bool{}
		for _, tw := range sc.Twins {
			for _, s := range tw.Failing {
				caught[s] = true
			}
		}
		for _, s := range sc.Steps {
			if !caught[s.Name] {
				t.Errorf("%s: no twin fails %q", f, s.Name)
			}
		}
	}
}
