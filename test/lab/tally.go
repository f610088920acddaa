package main

import (
	"math"
	"slices"
	"strconv"
	"strings"
)

// measured is the sum of a step's answers.
type measured struct {
	n                    int
	answers              []answer
	status, version, pod map[string]int
	class                map[string]int // 2xx, 5xx
	ms                   []float64      // sorted
	firstErr, firstBody  string
}

func tally(ans []answer) *measured {
	m := &measured{n: len(ans), answers: ans, status: map[string]int{}, version: map[string]int{}, pod: map[string]int{}, class: map[string]int{}}
	for _, a := range ans {
		m.ms = append(m.ms, a.ms)
		k := strconv.Itoa(a.status)
		if a.grpc != "" {
			k = "grpc-" + a.grpc
		}
		if a.err != "" {
			k = "err"
			if m.firstErr == "" {
				m.firstErr = a.err
			}
		} else {
			if a.grpc == "" {
				m.class[k[:1]+"xx"]++
			}
			if a.status >= 400 && m.firstBody == "" && a.version == "" {
				m.firstBody = strings.TrimSpace(a.body)
			}
		}
		m.status[k]++
		if a.version != "" {
			m.version[a.version]++
		}
		if a.pod != "" {
			m.pod[a.pod]++
		}
	}
	slices.Sort(m.ms)
	return m
}

// statusCount understands 200, 5xx, grpc-14 and err (no answer at all).
func (m *measured) statusCount(k string) int {
	if strings.HasSuffix(k, "xx") {
		return m.class[k]
	}
	return m.status[k]
}

// headerCount counts the answers with a header, given as name or name=value.
func (m *measured) headerCount(k string) int {
	name, val, hasV := strings.Cut(k, "=")
	c := 0
	for _, a := range m.answers {
		if slices.ContainsFunc(a.header.Values(name), func(v string) bool { return !hasV || v == val }) {
			c++
		}
	}
	return c
}

// podsPerKey is the greatest number of pods that answered requests with the same URL and headers.
func (m *measured) podsPerKey() (most, keys int) {
	by := map[string]map[string]bool{}
	for _, a := range m.answers {
		if by[a.key] == nil {
			by[a.key] = map[string]bool{}
		}
		by[a.key][a.pod] = true
		most = max(most, len(by[a.key]))
	}
	return most, len(by)
}

// repeats is the share of answers that came from the pod that gave the one before.
func (m *measured) repeats() float64 {
	c := 0
	for i := 1; i < m.n; i++ {
		if m.answers[i].pod == m.answers[i-1].pod {
			c++
		}
	}
	return float64(c) / float64(max(1, m.n-1))
}

func (m *measured) bodies(part string) int {
	c := 0
	for _, a := range m.answers {
		if strings.Contains(a.body, part) {
			c++
		}
	}
	return c
}

// latency understands min, max and percentiles such as p99.
func (m *measured) latency(k string) float64 {
	switch k {
	case "min":
		return m.ms[0]
	case "max":
		return m.ms[m.n-1]
	}
	p, err := strconv.ParseFloat(strings.TrimPrefix(k, "p"), 64)
	if err != nil || p < 0 || p > 100 {
		return math.NaN()
	}
	return m.ms[min(m.n-1, int(p/100*float64(m.n)))]
}
