package main

import (
	"fmt"
	"maps"
	"math"
	"slices"
	"strconv"
	"strings"
	"time"
)

// Row is one thing that was measured, and what it had to be.
type Row struct {
	What     string `json:"what"`
	Measured string `json:"measured"`
	Bound    string `json:"bound"`
	Pass     bool   `json:"pass"`
}

// StepResult is what a step showed.
type StepResult struct {
	Name   string   `json:"name"`
	Pass   bool     `json:"pass"`
	Error  string   `json:"error,omitempty"` // the step itself is wrong: it measured nothing
	Rows   []Row    `json:"rows"`
	Notes  []string `json:"notes,omitempty"`
	Millis int64    `json:"millis"`
}

func (r *StepResult) row(ok bool, what, measured, bound string) {
	r.Rows = append(r.Rows, Row{what, measured, bound, ok})
	r.Pass = r.Pass && ok
}

func (r *StepResult) note(f string, a ...any) { r.Notes = append(r.Notes, fmt.Sprintf(f, a...)) }

// run does one step: it sets the apps' behaviour, sends the requests and compares.
func (l *Lab) run(st *Step) StepResult {
	res := StepResult{Name: st.Name, Pass: true}
	t0 := time.Now()
	err := l.measure(st, &res)
	if err == nil && len(res.Rows) == 0 {
		err = fmt.Errorf("the step expects nothing")
	}
	if err != nil {
		res.Error, res.Pass = err.Error(), false
	}
	res.Millis = time.Since(t0).Milliseconds()
	return res
}

func (l *Lab) measure(st *Step, res *StepResult) error {
	time.Sleep(time.Duration(min(st.WaitMs, 120000)) * time.Millisecond)
	for _, s := range st.Set {
		hit := l.stubs(s.Pods)
		if len(hit) == 0 {
			return fmt.Errorf("nothing matches %q", s.Pods)
		}
		for _, x := range hit {
			x.set(s.Behaviour)
		}
	}
	if err := l.resetCounters(&st.Expect); err != nil {
		return err
	}
	ans, cut, err := l.sendAcross(st)
	if err != nil {
		return err
	}
	if cut != "" {
		res.row(false, "all requests sent", cut, fmt.Sprintf("%d requests", max(1, st.Request.Count)))
	}
	if len(ans) == 0 {
		return nil
	}
	m := tally(ans)
	res.note("status %s | version %s | ms min %.1f p50 %.1f p99 %.1f max %.1f",
		show(m.status, m.n), show(m.version, m.n), m.latency("min"), m.latency("p50"), m.latency("p99"), m.latency("max"))
	if m.firstErr != "" {
		res.note("first error: %s", m.firstErr)
	}
	if m.firstBody != "" {
		res.note("first error body: %.160s", m.firstBody)
	}
	m.compare(&st.Expect, res)
	if err := l.compareReceived(&st.Expect, m.n, res); err != nil {
		return err
	}
	return l.compareConfig(&st.Expect, res)
}

// sendAcross sends a step's requests. If the step brings another world, the mesh becomes that first, or meanwhile.
func (l *Lab) sendAcross(st *Step) ([]answer, string, error) {
	if st.world == nil {
		return l.send(st)
	}
	changed := make(chan error, 1)
	go func() { changed <- l.change(st.world) }()
	if !st.Meanwhile {
		if err := <-changed; err != nil {
			return nil, "", err
		}
		return l.send(st)
	}
	ans, cut, err := l.send(st)
	if e := <-changed; e != nil {
		err = e
	}
	return ans, cut, err
}

// resetCounters begins anew to count, in the apps and in the proxies that the step looks into.
func (l *Lab) resetCounters(e *Expect) error {
	for _, s := range l.allStubs() {
		s.reset()
	}
	for _, c := range e.Config {
		if p, err := l.find(c.Pod); err == nil && p.envoy != nil {
			if _, _, err := p.admin("POST", "/reset_counters"); err != nil {
				return err
			}
		}
	}
	return nil
}

func (e *Expect) tolerance() float64 {
	if e.Tolerance != nil {
		return *e.Tolerance
	}
	return 0.03
}

// shareTolerance is exact for "none" and "all": a tolerance must not hide a stray request.
func (e *Expect) shareTolerance(r Range) float64 {
	if r.Is != nil && (*r.Is == 0 || *r.Is == 1) && e.Tolerance == nil {
		return 0
	}
	return e.tolerance()
}

func number(v float64) string { return strconv.FormatFloat(v, 'f', -1, 64) }

func (m *measured) compare(e *Expect, res *StepResult) {
	shares := func(what string, want map[string]Range, count func(string) int) {
		for _, k := range slices.Sorted(maps.Keys(want)) {
			v, t := float64(count(k))/float64(m.n), e.shareTolerance(want[k])
			res.row(want[k].ok(v, t), what+" "+k, fmt.Sprintf("share %.4f", v), want[k].text(t))
		}
	}
	shares("status", e.StatusShare, m.statusCount)
	shares("version", e.VersionShare, func(k string) int { return m.version[k] })
	shares("pod", e.PodShare, func(k string) int { return m.pod[k] })
	shares("header", e.HeaderShare, m.headerCount)
	for _, k := range slices.Sorted(maps.Keys(e.StatusCount)) {
		c, r := float64(m.statusCount(k)), e.StatusCount[k]
		res.row(r.ok(c, 0), "status "+k, number(c)+" answers", r.text(0))
	}
	if e.PodsSeen != nil {
		res.row(e.PodsSeen.ok(float64(len(m.pod)), 0), "pods seen", fmt.Sprintf("%d (%s)", len(m.pod), show(m.pod, m.n)), e.PodsSeen.text(0))
	}
	if e.PodsPerKey != nil {
		n, keys := m.podsPerKey()
		res.row(e.PodsPerKey.ok(float64(n), 0), "pods for requests alike", fmt.Sprintf("%d, of %d different requests", n, keys), e.PodsPerKey.text(0))
	}
	if e.RepeatShare != nil {
		v, t := m.repeats(), e.shareTolerance(*e.RepeatShare)
		res.row(e.RepeatShare.ok(v, t), "the same pod again", fmt.Sprintf("share %.4f", v), e.RepeatShare.text(t))
	}
	for _, k := range slices.Sorted(maps.Keys(e.LatencyMs)) {
		v, r := m.latency(k), e.LatencyMs[k]
		res.row(!math.IsNaN(v) && r.ok(v, 0), "latency "+k, fmt.Sprintf("%.1f ms", v), r.text(0))
	}
	for _, want := range e.BodyContains {
		c := m.bodies(want)
		res.row(c == m.n, fmt.Sprintf("bodies with %q", want), fmt.Sprintf("%d of %d", c, m.n), "all")
		if c < m.n {
			res.note("first body: %.200s", m.answers[0].body)
		}
	}
	for _, bad := range e.BodyNotContains {
		c := m.bodies(bad)
		res.row(c == 0, fmt.Sprintf("bodies with %q", bad), fmt.Sprintf("%d of %d", c, m.n), "none")
	}
}

func show(m map[string]int, n int) string {
	var out []string
	for _, k := range slices.Sorted(maps.Keys(m)) {
		out = append(out, fmt.Sprintf("%s:%d (%.1f%%)", k, m[k], 100*float64(m[k])/float64(n)))
	}
	return strings.Join(out, " ")
}
