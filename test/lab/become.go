package main

import (
	"fmt"
	"os"
	"strings"
	"time"

	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/types/known/durationpb"

	meshconfig "istio.io/api/mesh/v1alpha1"
	"istio.io/istio/pilot/pkg/model"
	v3 "istio.io/istio/pilot/pkg/xds/v3"
	"istio.io/istio/pkg/config"
	"istio.io/istio/pkg/config/mesh/meshwatcher"
)

// settleLimit bounds the time in which all proxies take a change.
const settleLimit = 30 * time.Second

// become gives the running mesh the Istio objects of another world of the same shape, and waits until every proxy has
// taken them. All apps behave well again, and no proxy remembers what it saw.
func (l *Lab) become(w *World) error {
	for _, s := range l.allStubs() {
		s.set(Behaviour{})
	}
	for _, p := range l.world.Pods {
		if p.envoy != nil {
			if st, err := os.Stat(p.envoy.log); err == nil {
				p.envoy.seen = st.Size()
			}
		}
	}
	l.forget()
	return l.change(w)
}

// change gives the running mesh other Istio objects, as kubectl apply does, and waits until every proxy has taken them.
func (l *Lab) change(w *World) error {
	if err := l.store(w.Istio); err != nil {
		return err
	}
	return l.settle()
}

// store makes istiod's objects the given ones.
func (l *Lab) store(next []config.Config) error {
	key := func(c config.Config) string { return c.GroupVersionKind.String() + " " + c.Namespace + "/" + c.Name }
	s := l.istiod.Store()
	have, want := map[string]config.Config{}, map[string]bool{}
	for _, c := range l.world.Istio {
		have[key(c)] = c
	}
	for _, c := range next {
		want[key(c)] = true
	}
	for _, c := range l.world.Istio {
		if !want[key(c)] {
			if err := s.Delete(c.GroupVersionKind, c.Name, c.Namespace, nil); err != nil {
				return fmt.Errorf("%s: %w", key(c), err)
			}
		}
	}
	for _, c := range next {
		old, ok := have[key(c)]
		var err error
		switch {
		case !ok:
			_, err = s.Create(c)
		case !c.Equals(&old):
			_, err = s.Update(c)
		}
		if err != nil {
			return fmt.Errorf("%s: %w", key(c), err)
		}
	}
	l.world.Istio = next
	return nil
}

// forget has every proxy make its clusters anew, by a connect timeout that nobody notices: ejected pods, open
// connections and counted failures would otherwise last from one run to the next.
func (l *Lab) forget() {
	m := proto.Clone(l.world.Mesh).(*meshconfig.MeshConfig)
	l.turns++
	m.ConnectTimeout = durationpb.New(m.ConnectTimeout.AsDuration() + time.Duration(l.turns)*time.Millisecond)
	l.istiod.Env().Watcher.(meshwatcher.TestWatcher).Set(m)
}

// settle waits until istiod has told all proxies all it knows, and these have nothing left to warm or to drain.
func (l *Lab) settle() error {
	s := l.istiod.Discovery
	idle := func() bool { return s.CommittedUpdates.Load() >= s.InboundUpdates.Load() }
	for seen := int64(-1); ; time.Sleep(100 * time.Millisecond) { // events of the store come by themselves
		if n := s.InboundUpdates.Load(); n == seen && idle() {
			break
		} else {
			seen = n
		}
	}
	s.ConfigUpdate(&model.PushRequest{Forced: true})
	end := time.Now().Add(settleLimit)
	for {
		why := ""
		if !idle() {
			why = "istiod is busy"
		} else if why = l.unsent(); why == "" {
			why = l.unapplied()
		}
		if why == "" {
			return nil
		}
		if time.Now().After(end) {
			return fmt.Errorf("not settled after %v: %s", settleLimit, why)
		}
		time.Sleep(30 * time.Millisecond)
	}
}

// unsent names a proxy that istiod has not told, or that has not answered. One that refuses has answered.
func (l *Lab) unsent() string {
	version := l.istiod.PushContext().PushVersion
	n := 0
	for _, c := range l.istiod.Discovery.Clients() {
		n++
		for t, r := range c.Proxy().DeepCloneWatchedResources() {
			told := strings.HasPrefix(r.NonceSent, version) || (t != v3.ClusterType && t != v3.ListenerType)
			if !told || (r.NonceSent != r.NonceAcked && r.LastError == "") {
				return c.ID() + " " + t
			}
		}
	}
	if proxies := l.proxies(); n != proxies {
		return fmt.Sprintf("%d of %d proxies", n, proxies)
	}
	return ""
}

// unapplied names a proxy that is still busy with what it was told.
func (l *Lab) unapplied() string {
	for _, p := range l.world.Pods {
		if p.envoy == nil {
			continue
		}
		_, body, err := p.admin("GET", "/stats?filter=total_listeners_warming|total_listeners_draining|total_filter_chains_draining|warming_clusters")
		if err != nil {
			return err.Error()
		}
		for _, line := range strings.Split(strings.TrimSpace(body), "\n") {
			if !strings.HasSuffix(line, ": 0") {
				return p.ref() + " " + line
			}
		}
	}
	return ""
}

func (l *Lab) proxies() int {
	n := 0
	for _, p := range l.world.Pods {
		if p.envoy != nil {
			n++
		}
	}
	return n
}
