package main

import (
	"fmt"
	"io"
)

// Result is one run of one scenario or twin.
type Result struct {
	Scenario string       `json:"scenario"`
	Twin     string       `json:"twin,omitempty"`
	Pass     bool         `json:"pass"` // of a twin: it failed where it must
	Why      string       `json:"why,omitempty"`
	Notes    []string     `json:"notes,omitempty"`
	Invalid  []string     `json:"invalid,omitempty"`
	Refused  []string     `json:"refused,omitempty"`
	Steps    []StepResult `json:"steps,omitempty"`
	Pods     int          `json:"pods"`
	Proxies  int          `json:"proxies"`
	StartMs  int64        `json:"startMs"`
	TotalMs  int64        `json:"totalMs"`
	EnvoyMiB float64      `json:"envoyMiB"` // mean resident memory of a proxy
	LabMiB   float64      `json:"labMiB"`   // resident memory of the lab with istiod and all apps
}

// judge gives the verdict. A scenario passes if every step does, every object is one that a cluster would take
// and every Envoy took its configuration. A twin passes if each step that it names failed by what was measured:
// a step that could not measure proves nothing.
func (r *Result) judge(sc *Scenario, tw *Twin) {
	r.Pass = true
	failed := map[string]bool{}
	for _, s := range r.Steps {
		failed[s.Name] = !s.Pass
		if s.Error != "" {
			r.Pass, r.Why = false, fmt.Sprintf("step %q: %s", s.Name, s.Error)
		}
	}
	if tw != nil {
		for _, f := range tw.Failing {
			if !failed[f] {
				r.Pass, r.Why = false, fmt.Sprintf("step %q passes over the broken manifests", f)
			}
		}
		return
	}
	for _, s := range r.Steps {
		r.Pass = r.Pass && s.Pass
	}
	r.Pass = r.Pass && (len(r.Refused) == 0 || sc.AllowRefuse) && (len(r.Invalid) == 0 || sc.AllowBad)
}

func (r *Result) name() string {
	if r.Twin == "" {
		return r.Scenario
	}
	return r.Scenario + " / " + r.Twin
}

// report prints a run: a line for it, then a row for each thing that was measured. Of a twin that was caught,
// only the rows that caught it.
func (r *Result) report(out io.Writer, verbose bool) {
	verdict, kind := "PASS", "scenario"
	switch {
	case r.Twin != "" && r.Pass:
		verdict, kind = "CAUGHT", "twin"
	case r.Twin != "":
		verdict, kind = "MISSED", "twin"
	case !r.Pass:
		verdict = "FAIL"
	}
	fmt.Fprintf(out, "%-6s %s %s  (%d pods, %d proxies, up in %.1fs, total %.1fs, Envoy %.0f MiB each, lab %.0f MiB)\n", verdict, kind, r.name(),
		r.Pods, r.Proxies, float64(r.StartMs)/1000, float64(r.TotalMs)/1000, r.EnvoyMiB, r.LabMiB)
	if r.Why != "" {
		fmt.Fprintln(out, "  why:", r.Why)
	}
	for _, x := range r.Invalid {
		fmt.Fprintln(out, "  invalid:", x)
	}
	for i, x := range r.Refused {
		if i == 8 && !verbose {
			fmt.Fprintf(out, "  ... and %d more\n", len(r.Refused)-i)
			break
		}
		fmt.Fprintln(out, "  refused by Envoy:", x)
	}
	if verbose {
		for _, x := range r.Notes {
			fmt.Fprintln(out, "  note:", x)
		}
	}
	caught := r.Twin != "" && r.Pass && !verbose
	for _, s := range r.Steps {
		for _, row := range s.Rows {
			if caught && row.Pass {
				continue
			}
			fmt.Fprintf(out, "  %-4s | %s | %s | %s | %s\n", map[bool]string{true: "ok", false: "FAIL"}[row.Pass], s.Name, row.What, row.Measured, row.Bound)
		}
		if verbose || (!s.Pass && !caught) {
			for _, n := range s.Notes {
				fmt.Fprintf(out, "         %s\n", n)
			}
		}
	}
}
