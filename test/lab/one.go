package main

import (
	"encoding/json"
	"flag"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"strings"
	"time"
)

// runOne runs a scenario or one of its twins in this process and leaves the result in a file.
func runOne(args []string) int {
	fs := flag.NewFlagSet("one", flag.ExitOnError)
	file := fs.String("scenario", "", "")
	twin := fs.String("twin", "", "")
	result := fs.String("result", "", "")
	envoy := fs.String("envoy", "", "")
	level := fs.String("envoy-log", "warning", "")
	keep := fs.String("keep", "", "")
	_ = fs.Parse(args)
	r := Result{Twin: *twin}
	t0 := time.Now()
	save := func() {
		r.TotalMs = time.Since(t0).Milliseconds()
		b, _ := json.Marshal(r)
		_ = os.WriteFile(*result, b, 0o644)
	}
	sc, err := loadScenario(*file)
	if err != nil {
		r.Why = err.Error()
		save()
		return 1
	}
	r.Scenario = sc.Name
	tw, ms, err := sc.apply(*twin)
	if err != nil {
		r.Why = err.Error()
		save()
		return 1
	}
	err = withLab(sc, ms, *envoy, *level, func(l *Lab, w *World) {
		r.StartMs = time.Since(t0).Milliseconds()
		r.Pods, r.Notes, r.Invalid = len(w.Pods), w.Notes, w.Invalid
		for i := range sc.Steps {
			r.Steps = append(r.Steps, l.run(&sc.Steps[i]))
		}
		r.proxies(w, *keep)
		r.LabMiB = rssMiB(os.Getpid())
	})
	if err != nil {
		r.Why = err.Error()
		save()
		return 1
	}
	r.judge(sc, tw)
	save()
	if !r.Pass {
		return 1
	}
	return 0
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

// proxies asks every Envoy what it refused and how much memory it takes, and keeps its dump if that is wanted.
func (r *Result) proxies(w *World, keep string) {
	for _, p := range w.Pods {
		if p.envoy == nil {
			continue
		}
		r.Proxies++
		r.EnvoyMiB += rssMiB(p.envoy.cmd.Process.Pid)
		r.Refused = append(r.Refused, p.refusals()...)
		if keep == "" {
			continue
		}
		d := filepath.Join(keep, strings.ReplaceAll(r.name(), " ", "_"))
		_ = os.MkdirAll(d, 0o755)
		_, dump, _ := p.admin("/config_dump?include_eds")
		_ = os.WriteFile(filepath.Join(d, p.NS+"."+p.Name+".json"), []byte(dump), 0o644)
		b, _ := os.ReadFile(p.envoy.log)
		_ = os.WriteFile(filepath.Join(d, p.NS+"."+p.Name+".log"), b, 0o644)
	}
	if r.Proxies > 0 {
		r.EnvoyMiB /= float64(r.Proxies)
	}
}
