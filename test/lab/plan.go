package main

import (
	"cmp"
	"crypto/sha256"
	"encoding/json"
	"fmt"
	"maps"
	"slices"
)

// Run is a scenario, or one of its twins.
type Run struct {
	File string `json:"file"`
	Twin string `json:"twin,omitempty"`
}

// Group is some runs that share a mesh: they differ in nothing but what istiod reads.
type Group struct {
	Runs []int // indices
	key  string
}

// runsInOneMesh bounds a group, so that groups fill all slots evenly.
const runsInOneMesh = 16

// prepare computes the world of a run.
func (r Run) prepare() (*Scenario, *Twin, *World, error) {
	sc, err := loadScenario(r.File)
	if err != nil {
		return nil, nil, nil, err
	}
	tw, ms, err := sc.apply(r.Twin)
	if err != nil {
		return sc, nil, nil, err
	}
	manifests := sc.Manifests
	touched := make([]bool, len(ms))
	w, err := sc.world(manifests, ms, touched)
	for i := range sc.Steps {
		st := &sc.Steps[i]
		if err != nil || len(st.Manifests)+len(st.Mutate) == 0 {
			continue
		}
		if len(st.Manifests) > 0 {
			manifests = st.Manifests
		}
		ms, touched = append(ms[:len(ms):len(ms)], st.Mutate...), append(touched, make([]bool, len(st.Mutate))...)
		if st.world, err = sc.world(manifests, ms, touched); err == nil && st.world.shape() != w.shape() {
			err = fmt.Errorf("step %q changes more than what istiod reads", st.Name)
		}
		if err == nil {
			w.Invalid = append(w.Invalid, st.world.Invalid...)
		}
	}
	if i := slices.Index(touched, false); err == nil && i >= 0 {
		err = fmt.Errorf("mutation %s %s %s/%s touches nothing", ms[i].Op, ms[i].Kind, ms[i].Namespace, ms[i].Name)
	}
	return sc, tw, w, err
}

// world computes the world of some manifests, with the scenario's clients and the mutations that find what they touch.
func (sc *Scenario) world(manifests []string, ms []Mutation, touched []bool) (*World, error) {
	objs, err := loadManifests(manifests)
	if err != nil {
		return nil, err
	}
	if objs, err = mutate(append(objs, sc.clients()...), ms, touched); err != nil {
		return nil, err
	}
	return build(objs, sc)
}

// apply picks a twin (or none) and returns all mutations to make; the twin's MeshConfig goes over the scenario's.
func (sc *Scenario) apply(twin string) (*Twin, []Mutation, error) {
	if twin == "" {
		return nil, sc.Mutate, nil
	}
	for i := range sc.Twins {
		tw := &sc.Twins[i]
		if tw.Name != twin {
			continue
		}
		mesh := map[string]any{}
		maps.Copy(mesh, sc.Mesh)
		maps.Copy(mesh, tw.Mesh)
		sc.Mesh = mesh
		return tw, append(append([]Mutation{}, sc.Mutate...), tw.Mutate...), nil
	}
	return nil, nil, fmt.Errorf("no twin %q", twin)
}

// shape is the part of a world that cannot change while it runs: all but the objects that istiod alone reads, and the names in them.
func (w *World) shape() string {
	return fmt.Sprintf("%s %x", w.body(), sha256.Sum256(must(json.Marshal(w.Mesh))))
}

// body is the shape but for the MeshConfig, which istiod reads anew.
func (w *World) body() string {
	return fmt.Sprintf("%x", sha256.Sum256(must(json.Marshal([]any{w.Pods, w.Kube, w.Outside, w.entryNames()}))))
}

// groups puts runs with equal worlds together, those with most to do first. A run whose world cannot be computed has a
// group of its own, which will say why.
func groups(runs []Run) []Group {
	var out []Group
	open := map[string]int{}
	for i, r := range runs {
		key := fmt.Sprintf("alone %d", i)
		if sc, _, w, err := r.prepare(); err == nil && !sc.OwnMesh {
			key = w.shape()
		}
		at, ok := open[key]
		if !ok || len(out[at].Runs) == runsInOneMesh {
			at, open[key] = len(out), len(out)
			out = append(out, Group{key: key})
		}
		out[at].Runs = append(out[at].Runs, i)
	}
	slices.SortStableFunc(out, func(x, y Group) int { return cmp.Compare(len(y.Runs), len(x.Runs)) })
	return out
}
