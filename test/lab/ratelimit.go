package main

import (
	"context"
	"net/http"
	"strings"
	"sync"
	"time"

	ratelimit "github.com/envoyproxy/go-control-plane/envoy/extensions/common/ratelimit/v3"
	rls "github.com/envoyproxy/go-control-plane/envoy/service/ratelimit/v3"
	"google.golang.org/grpc"
	corev1 "k8s.io/api/core/v1"
	"sigs.k8s.io/yaml"
)

// rateLimits plays envoyproxy/ratelimit: it reads the same configuration, and counts in fixed windows, in memory.
type rateLimits struct {
	rls.UnimplementedRateLimitServiceServer
	http.Handler
	domains map[string][]*limitNode

	mu     sync.Mutex
	counts map[string]uint32
}

type limitNode struct {
	Key       string `json:"key"`
	Value     string `json:"value"`
	RateLimit *struct {
		Unit            string `json:"unit"`
		RequestsPerUnit uint32 `json:"requests_per_unit"`
	} `json:"rate_limit"`
	Descriptors []*limitNode `json:"descriptors"`
}

var limitUnits = map[string]time.Duration{"second": time.Second, "minute": time.Minute, "hour": time.Hour, "day": 24 * time.Hour}

const rateLimitPath = "/envoy.service.ratelimit.v3.RateLimitService/"

// rateLimits makes the service of a pod's namespace out of the ConfigMaps that have a configuration; nil without one.
func (w *World) rateLimits(ns string) http.Handler {
	s := &rateLimits{domains: map[string][]*limitNode{}, counts: map[string]uint32{}}
	for _, o := range w.Kube {
		c, ok := o.(*corev1.ConfigMap)
		if !ok || c.Namespace != ns {
			continue
		}
		for name, text := range c.Data {
			var f struct {
				Domain      string       `json:"domain"`
				Descriptors []*limitNode `json:"descriptors"`
			}
			if strings.HasSuffix(name, ".yaml") && yaml.UnmarshalStrict([]byte(text), &f) == nil && f.Domain != "" {
				s.domains[f.Domain] = append(s.domains[f.Domain], f.Descriptors...)
			}
		}
	}
	if len(s.domains) == 0 {
		return nil
	}
	g := grpc.NewServer()
	rls.RegisterRateLimitServiceServer(g, s)
	s.Handler = g
	return s
}

// asksForRateLimit tells the calls of proxies from requests to the app.
func (s *Stub) asksForRateLimit(w http.ResponseWriter, r *http.Request) bool {
	if s.limits == nil || !strings.HasPrefix(r.URL.Path, rateLimitPath) {
		return false
	}
	s.limits.ServeHTTP(w, r)
	return true
}

func (s *rateLimits) ShouldRateLimit(_ context.Context, q *rls.RateLimitRequest) (*rls.RateLimitResponse, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	out := &rls.RateLimitResponse{OverallCode: rls.RateLimitResponse_OK}
	for _, d := range q.Descriptors {
		code := rls.RateLimitResponse_OK
		if n := find(s.domains[q.Domain], d.Entries); n != nil {
			unit := limitUnits[n.RateLimit.Unit]
			key := q.Domain + " " + d.String() + time.Now().Truncate(unit).String()
			s.counts[key]++
			if s.counts[key] > n.RateLimit.RequestsPerUnit {
				code, out.OverallCode = rls.RateLimitResponse_OVER_LIMIT, rls.RateLimitResponse_OVER_LIMIT
			}
		}
		out.Statuses = append(out.Statuses, &rls.RateLimitResponse_DescriptorStatus{Code: code})
	}
	return out, nil
}

// find follows the entries down: one with the value goes before one for all values. Only a node with a limit counts.
func find(nodes []*limitNode, entries []*ratelimit.RateLimitDescriptor_Entry) *limitNode {
	var hit *limitNode
	for _, n := range nodes {
		if n.Key == entries[0].Key && (n.Value == entries[0].Value || (n.Value == "" && hit == nil)) {
			hit = n
		}
	}
	if hit == nil {
		return nil
	}
	if len(entries) > 1 {
		return find(hit.Descriptors, entries[1:])
	}
	if hit.RateLimit == nil || limitUnits[hit.RateLimit.Unit] == 0 {
		return nil
	}
	return hit
}
