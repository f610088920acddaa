package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"math"
	"strconv"
)

// Range is a number (with the step's tolerance) or {"min":..,"max":..}.
type Range struct {
	Is       *float64
	Min, Max *float64
}

func (r *Range) UnmarshalJSON(b []byte) error {
	var f float64
	if json.Unmarshal(b, &f) == nil {
		r.Is = &f
		return nil
	}
	var x struct{ Min, Max *float64 }
	d := json.NewDecoder(bytes.NewReader(b))
	d.DisallowUnknownFields()
	if err := d.Decode(&x); err != nil {
		return err
	}
	if x.Min == nil && x.Max == nil {
		return fmt.Errorf("neither min nor max in %s", b)
	}
	r.Min, r.Max = x.Min, x.Max
	return nil
}

func (r Range) ok(v, tol float64) bool {
	if math.IsNaN(v) {
		return false
	}
	if r.Is != nil {
		return math.Abs(v-*r.Is) <= tol+1e-9
	}
	return (r.Min == nil || v >= *r.Min) && (r.Max == nil || v <= *r.Max)
}

func (r Range) text(tol float64) string {
	g := func(f float64) string { return strconv.FormatFloat(f, 'g', 5, 64) }
	if r.Is != nil {
		if tol > 0 {
			return g(*r.Is) + "±" + g(tol)
		}
		return g(*r.Is)
	}
	s := ""
	if r.Min != nil {
		s += ">=" + g(*r.Min)
	}
	if r.Max != nil {
		s += "<=" + g(*r.Max)
	}
	return s
}

type Expect struct {
	Tolerance       *float64         `json:"tolerance,omitempty"` // of shares; default 0.03
	StatusShare     map[string]Range `json:"statusShare,omitempty"`
	StatusCount     map[string]Range `json:"statusCount,omitempty"`
	VersionShare    map[string]Range `json:"versionShare,omitempty"`
	PodShare        map[string]Range `json:"podShare,omitempty"`
	PodsSeen        *Range           `json:"podsSeen,omitempty"`
	PodsPerKey      *Range           `json:"podsPerKey,omitempty"`  // pods that answered requests alike, at most
	RepeatShare     *Range           `json:"repeatShare,omitempty"` // answers by the pod that answered before
	LatencyMs       map[string]Range `json:"latencyMs,omitempty"`   // min, p50, p90, p99, max
	Received        map[string]Range `json:"received,omitempty"`    // what stub apps counted, per selector
	ReceivedRatio   map[string]Range `json:"receivedRatio,omitempty"`
	BodyContains    []string         `json:"bodyContains,omitempty"`
	BodyNotContains []string         `json:"bodyNotContains,omitempty"`
	HeaderShare     map[string]Range `json:"headerShare,omitempty"` // "name=value" or "name"
	Config          []ConfigCheck    `json:"config,omitempty"`
}

// ConfigCheck looks into what a pod's Envoy really runs.
type ConfigCheck struct {
	Pod     string `json:"pod"`
	Path    string `json:"path"` // admin path, e.g. /clusters or /stats?filter=...
	Match   string `json:"match,omitempty"`
	NoMatch string `json:"noMatch,omitempty"`
}
