package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// Scenario is one JSON file: manifests, and what must be seen on the wire.
type Scenario struct {
	Name        string            `json:"name"`
	About       string            `json:"about,omitempty"`
	Manifests   []string          `json:"manifests"` // files and folders, relative to the scenario file
	Mutate      []Mutation        `json:"mutate,omitempty"`
	Mesh        map[string]any    `json:"mesh,omitempty"`
	Inject      []string          `json:"inject,omitempty"`  // namespaces to treat as injected
	Clients     []string          `json:"clients,omitempty"` // ns/name: pods that only call, each with a service account of its name
	Outside     []OutsideHost     `json:"outside,omitempty"`
	Zones       map[string]string `json:"zones,omitempty"` // pods -> region/zone; the others are in lab/a
	MaxReplicas int               `json:"maxReplicas,omitempty"`
	OwnMesh     bool              `json:"ownMesh,omitempty"`      // its runs share no mesh: proxies keep what they learn in one
	AllowRefuse bool              `json:"allowRefused,omitempty"` // go on although Envoy refused configuration
	AllowBad    bool              `json:"allowInvalid,omitempty"` // go on although an object is invalid
	Steps       []Step            `json:"steps"`
	Twins       []Twin            `json:"twins,omitempty"`
}

// Twin is the same scenario over broken manifests: the named steps must fail.
type Twin struct {
	Name    string         `json:"name"`
	Mutate  []Mutation     `json:"mutate,omitempty"`
	Mesh    map[string]any `json:"mesh,omitempty"`
	Failing []string       `json:"failing"`
}

type Step struct {
	Name      string     `json:"name"`
	After     []string   `json:"after,omitempty"`     // steps that must have run before it, whatever they showed
	From      string     `json:"from"`                // ns/app, ns/workload, ns/pod, or "outside"
	Manifests []string   `json:"manifests,omitempty"` // from this step on, in place of those before; only Istio's objects may differ
	Mutate    []Mutation `json:"mutate,omitempty"`    // likewise: from this step on
	Meanwhile bool       `json:"meanwhile,omitempty"` // the requests are sent while the manifests change
	world     *World
	WaitMs    int     `json:"waitMs,omitempty"`
	Set       []Set   `json:"set,omitempty"`
	Request   Request `json:"request"`
	Expect    Expect  `json:"expect"`
}

type Set struct {
	Pods string `json:"pods"` // ns/app[@version], or outside/HOST
	Behaviour
}

type Request struct {
	Method      string            `json:"method,omitempty"`
	URL         string            `json:"url"`
	Headers     map[string]string `json:"headers,omitempty"`
	Body        string            `json:"body,omitempty"`
	Count       int               `json:"count,omitempty"`
	Concurrency int               `json:"concurrency,omitempty"`
	IntervalMs  int               `json:"intervalMs,omitempty"` // pause of each worker between requests
	TimeoutMs   int               `json:"timeoutMs,omitempty"`
	Via         string            `json:"via,omitempty"` // "gateway", a Service ns/name or a pod: connect there, whatever the URL's host
	JWT         *JWT              `json:"jwt,omitempty"`
	HTTP2       bool              `json:"http2,omitempty"`
	ClientCert  bool              `json:"clientCert,omitempty"`
	Insecure    bool              `json:"insecure,omitempty"`
	NewConn     bool              `json:"newConnections,omitempty"`
	MaxSeconds  int               `json:"maxSeconds,omitempty"` // the step is cut (and fails) after this; default 40
}

type JWT struct {
	Claims  map[string]any `json:"claims"`
	Expired bool           `json:"expired,omitempty"`
	BadKey  bool           `json:"badKey,omitempty"`
	Header  string         `json:"header,omitempty"` // default: authorization, with Bearer
}

func (sc *Scenario) usesJWT() bool {
	for _, s := range sc.Steps {
		if s.Request.JWT != nil {
			return true
		}
	}
	return false
}

func loadScenario(file string) (*Scenario, error) {
	b, err := os.ReadFile(file)
	if err != nil {
		return nil, err
	}
	sc := &Scenario{}
	d := json.NewDecoder(bytes.NewReader(b))
	d.DisallowUnknownFields()
	if err := d.Decode(sc); err != nil {
		return nil, fmt.Errorf("%s: %w", file, err)
	}
	if sc.Name == "" {
		sc.Name = strings.TrimSuffix(filepath.Base(file), ".json")
	}
	lists := [][]string{sc.Manifests}
	for _, s := range sc.Steps {
		lists = append(lists, s.Manifests)
	}
	for _, l := range lists {
		for i, m := range l {
			if !filepath.IsAbs(m) {
				l[i] = filepath.Join(filepath.Dir(file), m)
			}
		}
	}
	names := map[string]bool{}
	for _, s := range sc.Steps {
		if names[s.Name] || s.Name == "" {
			return nil, fmt.Errorf("%s: step name %q is empty or used twice", file, s.Name)
		}
		for _, a := range s.After {
			if !names[a] {
				return nil, fmt.Errorf("%s: step %q: no step %q before it", file, s.Name, a)
			}
		}
		names[s.Name] = true
	}
	if len(sc.Twins) == 0 {
		return nil, fmt.Errorf("%s: no twin: nothing shows that the scenario can fail", file)
	}
	for _, t := range sc.Twins {
		if len(t.Failing) == 0 {
			return nil, fmt.Errorf("%s: twin %q names no failing step", file, t.Name)
		}
		for _, f := range t.Failing {
			if !names[f] {
				return nil, fmt.Errorf("%s: twin %q: no step %q", file, t.Name, f)
			}
		}
	}
	return sc, nil
}

// needed lists the steps that a twin must fail, and those that must run before them.
func (sc *Scenario) needed(tw *Twin) []string {
	out := append([]string{}, tw.Failing...)
	for i := len(sc.Steps) - 1; i >= 0; i-- {
		if s := sc.Steps[i]; slices.Contains(out, s.Name) {
			out = append(out, s.After...)
		}
	}
	return out
}

// clients are the objects of the pods that only call.
func (sc *Scenario) clients() []Obj {
	var out []Obj
	for _, c := range sc.Clients {
		ns, name, _ := strings.Cut(c, "/")
		meta := func() map[string]any { return map[string]any{"name": name, "namespace": ns} }
		labels := map[string]any{"app": name}
		out = append(out,
			Obj{"apiVersion": "v1", "kind": "ServiceAccount", "metadata": meta()},
			Obj{"apiVersion": "apps/v1", "kind": "Deployment", "metadata": meta(), "spec": map[string]any{"selector": map[string]any{"matchLabels": labels},
				"template": map[string]any{"metadata": map[string]any{"labels": labels},
					"spec": map[string]any{"serviceAccountName": name, "containers": []any{map[string]any{"name": "app", "image": "client"}}}}}})
	}
	return out
}
