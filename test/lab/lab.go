package main

import (
	"fmt"
	"strings"

	"istio.io/istio/pilot/test/xds"
)

// Lab is a running world.
type Lab struct {
	net    *Net
	world  *World
	istiod *xds.FakeDiscoveryServer
	turns  int    // how often it became another world
	body   string // what it cannot become another one in, besides the MeshConfig
	asked  int    // requests of probes
}

func (l *Lab) find(sel string) (*Pod, error) {
	var hit []*Pod
	for _, p := range l.world.Pods {
		if p.matches(sel) {
			hit = append(hit, p)
		}
	}
	if len(hit) == 0 {
		return nil, fmt.Errorf("no pod matches %q", sel)
	}
	return hit[0], nil
}

func (l *Lab) stubs(sel string) []*Stub {
	var out []*Stub
	for _, p := range l.world.Pods {
		if p.stub != nil && p.matches(sel) {
			out = append(out, p.stub)
		}
	}
	if h, ok := strings.CutPrefix(sel, "outside/"); ok {
		for _, o := range l.world.Outside {
			if o.Host == h {
				out = append(out, o.stub)
			}
		}
	}
	return out
}

func (l *Lab) allStubs() []*Stub {
	var out []*Stub
	for _, p := range l.world.Pods {
		if p.stub != nil {
			out = append(out, p.stub)
		}
	}
	for _, o := range l.world.Outside {
		out = append(out, o.stub)
	}
	return out
}

// via finds the address that a client connects to: of the gateway, of a Service, or of a pod.
func (l *Lab) via(v string) (string, error) {
	for _, s := range l.world.Svcs {
		if s.External != "" && (v == "gateway" || v == s.Namespace+"/"+s.Name) {
			return s.External, nil
		}
	}
	for _, s := range l.world.Svcs {
		if v == s.Namespace+"/"+s.Name {
			return s.Spec.ClusterIP, nil
		}
	}
	if p, err := l.find(v); err == nil {
		return p.IP, nil
	}
	return "", fmt.Errorf("neither a Service with an address nor a pod for %q", v)
}
