package main

import (
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"
)

// runMesh does some runs in one mesh, in this process, and leaves their results in a file. It ends after the first run
// that left marks on the mesh, or whose world the mesh cannot become; what it did not do is done by another process.
func runMesh(args []string) int {
	fs := flag.NewFlagSet("mesh", flag.ExitOnError)
	todo := fs.String("runs", "", "")
	result := fs.String("result", "", "")
	envoy := fs.String("envoy", "", "")
	level := fs.String("envoy-log", "warning", "")
	keep := fs.String("keep", "", "")
	_ = fs.Parse(args)
	var runs []Run
	if err := json.Unmarshal([]byte(*todo), &runs); err != nil || len(runs) == 0 {
		fmt.Fprintln(os.Stderr, "lab: no runs:", err)
		return 2
	}
	var results []Result
	save := func(r Result, t0 time.Time) {
		r.TotalMs = time.Since(t0).Milliseconds()
		results = append(results, r)
		b, _ := json.Marshal(results)
		_ = os.WriteFile(*result, b, 0o644)
	}
	t0 := time.Now()
	sc, tw, w, err := runs[0].prepare()
	if err == nil {
		err = withLab(w, *envoy, *level, func(l *Lab) {
			save(l.do(sc, tw, w, t0, *keep), t0)
			for _, r := range runs[1:] {
				if len(results[len(results)-1].Refused) > 0 {
					return
				}
				t0 = time.Now()
				sc, tw, w, err := r.prepare()
				if err != nil || l.become(w) != nil {
					return
				}
				save(l.do(sc, tw, w, t0, *keep), t0)
			}
		})
	}
	if err != nil && len(results) == 0 {
		r := Result{Scenario: runs[0].File, Twin: runs[0].Twin, Why: err.Error()}
		if sc != nil {
			r.Scenario = sc.Name
		}
		save(r, t0)
	}
	return 0
}

// do runs a scenario or a twin. Of a twin, only the steps count that must fail, and those that they need.
func (l *Lab) do(sc *Scenario, tw *Twin, w *World, t0 time.Time, keep string) Result {
	r := Result{Scenario: sc.Name, Pods: len(w.Pods), Notes: w.Notes, Invalid: w.Invalid, StartMs: time.Since(t0).Milliseconds()}
	if tw != nil {
		r.Twin = tw.Name
	}
	var passed *World // of a step that was left out
	for _, st := range sc.Steps {
		if st.world == nil {
			st.world = passed
		}
		passed = st.world
		if tw == nil || slices.Contains(sc.needed(tw), st.Name) {
			r.Steps = append(r.Steps, l.run(&st))
			passed = nil
		}
	}
	r.proxies(l.world, keep)
	r.LabMiB = rssMiB(os.Getpid())
	r.judge(sc, tw)
	return r
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
		_, dump, _ := p.admin("GET", "/config_dump?include_eds")
		_ = os.WriteFile(filepath.Join(d, p.NS+"."+p.Name+".json"), []byte(dump), 0o644)
		b, _ := os.ReadFile(p.envoy.log)
		_ = os.WriteFile(filepath.Join(d, p.NS+"."+p.Name+".log"), b, 0o644)
	}
	if r.Proxies > 0 {
		r.EnvoyMiB /= float64(r.Proxies)
	}
}
