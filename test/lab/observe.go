package main

import (
	"fmt"
	"maps"
	"regexp"
	"slices"
	"time"
)

// compareReceived asks the apps what they saw.
func (l *Lab) compareReceived(e *Expect, n int, res *StepResult) error {
	if len(e.Received)+len(e.ReceivedRatio) == 0 {
		return nil
	}
	time.Sleep(400 * time.Millisecond) // mirrored requests trail behind
	count := func(sel string) (float64, error) {
		hit := l.stubs(sel)
		if len(hit) == 0 {
			return 0, fmt.Errorf("nothing matches %q", sel)
		}
		c := 0
		for _, x := range hit {
			c += x.counted()
		}
		return float64(c), nil
	}
	for _, sel := range slices.Sorted(maps.Keys(e.Received)) {
		c, err := count(sel)
		if err != nil {
			return err
		}
		res.row(e.Received[sel].ok(c, 0), "received at "+sel, number(c), e.Received[sel].text(0))
	}
	for _, sel := range slices.Sorted(maps.Keys(e.ReceivedRatio)) {
		c, err := count(sel)
		if err != nil {
			return err
		}
		r, t := e.ReceivedRatio[sel], e.tolerance()
		if r.Is != nil && *r.Is == 0 {
			t = 0
		}
		res.row(r.ok(c/float64(n), t), "received per request at "+sel, fmt.Sprintf("%.4f", c/float64(n)), r.text(t))
	}
	return nil
}

// compareConfig looks into what the Envoys really run.
func (l *Lab) compareConfig(e *Expect, res *StepResult) error {
	for _, c := range e.Config {
		p, err := l.find(c.Pod)
		if err != nil {
			return err
		}
		what := c.Pod + " " + c.Path
		if p.envoy == nil {
			res.row(false, what, "no proxy", "a proxy")
			continue
		}
		_, body, err := p.admin("GET", c.Path)
		if err != nil {
			return err
		}
		for _, x := range []struct {
			pattern string
			want    bool
		}{{c.Match, true}, {c.NoMatch, false}} {
			if x.pattern == "" {
				continue
			}
			re, err := regexp.Compile(x.pattern)
			if err != nil {
				return err
			}
			got := re.MatchString(body)
			res.row(got == x.want, what, map[bool]string{true: "matches", false: "does not match"}[got], map[bool]string{true: "", false: "not "}[x.want]+x.pattern)
		}
	}
	return nil
}
