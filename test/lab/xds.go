package main

import (
	"encoding/json"
	"fmt"
	"net"
	"strings"
	"time"

	"google.golang.org/grpc/peer"
	"google.golang.org/protobuf/proto"

	"istio.io/istio/pilot/pkg/config/kube/crd"
	"istio.io/istio/pilot/test/xds"
	"istio.io/istio/pkg/config"
	"istio.io/istio/pkg/config/mesh"
	"istio.io/istio/pkg/config/schema/collections"
	"istio.io/istio/pkg/security"
	"istio.io/istio/pkg/test"
	"istio.io/istio/pkg/util/protomarshal"
	"sigs.k8s.io/yaml"
)

// mesh computes the MeshConfig: istiod's default, then a ConfigMap istio-system/istio from the manifests,
// then the scenario's own overrides, then what a stock Envoy needs.
func (w *World) mesh(objs []Obj, sc *Scenario) error {
	m := mesh.DefaultMeshConfig()
	for _, o := range objs {
		if o.kind() == "ConfigMap" && o.name() == "istio" && o.ns() == "istio-system" {
			d, _ := o["data"].(map[string]any)
			if s, _ := d["mesh"].(string); s != "" {
				if err := protomarshal.ApplyYAML(s, m); err != nil {
					return fmt.Errorf("mesh config in %s: %w", o.ref(), err)
				}
				w.note("mesh config taken from %s", o.ref())
			}
		}
	}
	if len(sc.Mesh) > 0 {
		b, err := yaml.Marshal(sc.Mesh)
		if err != nil {
			return err
		}
		if err := protomarshal.ApplyYAML(string(b), m); err != nil {
			return fmt.Errorf("scenario mesh: %w", err)
		}
	}
	if err := protomarshal.ApplyYAML("enablePrometheusMerge: false\ndefaultProviders: {metrics: []}\n", m); err != nil {
		return err
	}
	m.DefaultProviders.Metrics = nil
	w.Mesh = m
	return nil
}

// istio parses the Istio objects the way istiod's file source does and runs the admission checks on them.
func (w *World) istio(docs []string) error {
	for _, d := range docs { // the API server refuses fields that it does not know
		var o Obj
		if err := yaml.Unmarshal([]byte(d), &o); err != nil {
			return err
		}
		g, v, _ := strings.Cut(o.apiVersion(), "/")
		s, ok := collections.All.FindByGroupVersionAliasesKind(config.GroupVersionKind{Group: g, Version: v, Kind: o.kind()})
		if !ok {
			w.Invalid = append(w.Invalid, fmt.Sprintf("%s: no kind %s in %s", o.ref(), o.kind(), o.apiVersion()))
			continue
		}
		in, err := s.NewInstance()
		if err != nil {
			return err
		}
		if m, ok := in.(proto.Message); ok && o["spec"] != nil {
			b, err := json.Marshal(o["spec"])
			if err != nil {
				return err
			}
			if err := protomarshal.ApplyJSONStrict(string(b), m); err != nil {
				w.Invalid = append(w.Invalid, fmt.Sprintf("%s: %v", o.ref(), err))
			}
		}
	}
	cfgs, other, err := crd.ParseInputs(strings.Join(docs, "\n---\n"))
	if err != nil {
		w.Invalid = append(w.Invalid, err.Error())
		cfgs = nil
		for _, d := range docs { // keep the good ones
			c, _, err := crd.ParseInputs(d)
			if err == nil {
				cfgs = append(cfgs, c...)
			}
		}
	}
	for _, o := range other {
		w.note("left out %s %s (a kind that istiod does not read)", o.Kind, o.Name)
	}
	for i := range cfgs {
		c := &cfgs[i]
		if c.Namespace == "" {
			c.Namespace = "default"
		}
		c.Domain = "cluster.local"
		if c.CreationTimestamp.IsZero() { // istiod lets the older of two objects win; here, the one that comes first
			c.CreationTimestamp = time.Unix(1700000000+int64(i), 0)
		}
		if s, ok := collections.Pilot.FindByGroupVersionKind(c.GroupVersionKind); ok {
			warn, err := s.ValidateConfig(*c)
			if err != nil {
				w.Invalid = append(w.Invalid, fmt.Sprintf("%s %s/%s: %v", c.GroupVersionKind.Kind, c.Namespace, c.Name, err))
				continue
			}
			if warn != nil {
				w.note("warning on %s %s/%s: %v", c.GroupVersionKind.Kind, c.Namespace, c.Name, warn)
			}
		}
		w.Istio = append(w.Istio, *c)
	}
	return nil
}

func (podAuth) AuthenticatorType() string { return "lab" }

func (podAuth) Authenticate(ctx security.AuthContext) (*security.Caller, error) {
	p, ok := peer.FromContext(ctx.GrpcContext)
	if !ok {
		return nil, fmt.Errorf("no peer")
	}
	a, ok := p.Addr.(podAddr)
	if !ok {
		return nil, fmt.Errorf("not a pod: %v", p.Addr)
	}
	return &security.Caller{AuthSource: security.AuthSourceClientCertificate, Identities: []string{a.id}}, nil
}

// startIstiod runs istiod's discovery server over the world.
func startIstiod(t test.Failer, w *World, l net.Listener) *xds.FakeDiscoveryServer {
	srv := xds.NewFakeDiscoveryServer(t, xds.FakeOptions{
		Configs:                    w.Istio,
		KubernetesObjects:          w.Kube,
		MeshConfig:                 w.Mesh,
		ListenerBuilder:            func() (net.Listener, error) { return l, nil },
		DisableSecretAuthorization: true,
	})
	srv.Discovery.Authenticators = []security.Authenticator{podAuth{}}
	return srv
}
