package main

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"strconv"
	"strings"
	"sync"
	"time"

	kyaml "k8s.io/apimachinery/pkg/util/yaml"
	"sigs.k8s.io/yaml"
)

// probeHeader numbers the requests, so that the access logs tell of which one they speak.
const probeHeader = "x-lab-id"

// probesAtOnce bounds the requests that are under way.
const probesAtOnce = 8

// runProbeMesh answers apps, a line each, over one mesh. It ends when an app needs another one.
func runProbeMesh(args []string) int {
	fs := flag.NewFlagSet("probe-mesh", flag.ExitOnError)
	envoy := fs.String("envoy", "", "")
	level := fs.String("envoy-log", "warning", "")
	_ = fs.Parse(args)
	out := os.NewFile(3, "results")
	reply := func(r ProbeResult) { _, _ = out.Write(append(must(json.Marshal(r)), '\n')) }
	lines := bufio.NewReaderSize(os.Stdin, 1<<20)
	var running *Lab
	for {
		line, err := lines.ReadBytes('\n')
		if err != nil {
			return 0
		}
		app := &ProbeApp{}
		t0 := time.Now()
		if err := json.Unmarshal(line, app); err != nil {
			reply(ProbeResult{App: app.Name, Error: err.Error()})
			continue
		}
		w, err := app.world()
		if err != nil {
			reply(ProbeResult{App: app.Name, Error: err.Error()})
			continue
		}
		err = withLab(w, *envoy, *level, func(l *Lab) {
			running = l
			reply(l.probe(app, w, t0))
			for l.next(lines, reply) {
			}
		})
		if err != nil && running == nil {
			reply(ProbeResult{App: app.Name, Error: err.Error()})
		}
		return 0
	}
}

// next answers one more app, and says whether the mesh is good for others.
func (l *Lab) next(lines *bufio.Reader, reply func(ProbeResult)) bool {
	line, err := lines.ReadBytes('\n')
	if err != nil {
		return false
	}
	t0 := time.Now()
	app := &ProbeApp{}
	err = json.Unmarshal(line, app)
	var w *World
	if err == nil {
		w, err = app.world()
	}
	if err != nil {
		reply(ProbeResult{App: app.Name, Error: err.Error()})
		return true
	}
	if w.body() != l.body {
		reply(ProbeResult{App: app.Name, Other: true})
		return false
	}
	l.world.Mesh = w.Mesh
	if err := l.become(w); err != nil {
		reply(ProbeResult{App: app.Name, Error: err.Error()})
		return false
	}
	r := l.probe(app, w, t0)
	reply(r)
	return len(r.Refused) == 0
}

// world computes what the app is, with access logs that say what the probe wants to know.
func (a *ProbeApp) world() (*World, error) {
	var objs []Obj
	for i, m := range a.Manifests {
		more, err := manifest(m)
		if err != nil {
			return nil, fmt.Errorf("manifests[%d]: %w", i, err)
		}
		objs = append(objs, more...)
	}
	mesh := map[string]any{"accessLogFile": "/dev/stdout", "accessLogEncoding": "JSON", "accessLogFormat": string(must(json.Marshal(probeLog)))}
	for k, v := range a.Mesh {
		mesh[k] = v
	}
	// a token in a step has the lab put its own keys in
	sc := &Scenario{Name: a.Name, Mesh: mesh, Inject: a.Inject, Outside: a.Outside, Steps: []Step{{Request: Request{JWT: &JWT{}}}}}
	return build(objs, sc)
}

// manifest reads an object, or a text with some.
func manifest(m json.RawMessage) ([]Obj, error) {
	if m = bytes.TrimSpace(m); len(m) > 0 && m[0] == '{' {
		var o map[string]any
		err := json.Unmarshal(m, &o)
		return flatten(Obj(o)), err
	}
	var text string
	if err := json.Unmarshal(m, &text); err != nil {
		return nil, err
	}
	var out []Obj
	r := kyaml.NewYAMLReader(bufio.NewReader(strings.NewReader(text)))
	for {
		doc, err := r.Read()
		if errors.Is(err, io.EOF) {
			return out, nil
		}
		var o map[string]any
		if err == nil {
			err = yaml.UnmarshalStrict(doc, &o)
		}
		if err != nil {
			return nil, err
		}
		if len(o) > 0 {
			out = append(out, flatten(Obj(o))...)
		}
	}
}

// ProbeAnswer is what became of a request.
type ProbeAnswer struct {
	Status   int                 `json:"status,omitempty"`
	Grpc     string              `json:"grpc,omitempty"`
	Error    string              `json:"error,omitempty"`
	Headers  map[string][]string `json:"headers,omitempty"`
	Pod      string              `json:"pod,omitempty"`
	Body     string              `json:"body,omitempty"`     // of a proxy
	Received json.RawMessage     `json:"received,omitempty"` // what the pod says that it received
	Ms       int                 `json:"ms"`
	Logs     []ProbeLog          `json:"logs,omitempty"`
	local    string
}

// probe sends the requests of an app, and gathers what proxies and pods say of them.
func (l *Lab) probe(app *ProbeApp, w *World, t0 time.Time) ProbeResult {
	r := ProbeResult{App: app.Name, Invalid: w.Invalid, Results: make([]ProbeAnswer, len(app.Requests)), BecomeMs: time.Since(t0).Milliseconds()}
	first := l.asked
	l.asked += len(app.Requests)
	var wg sync.WaitGroup
	slots := make(chan struct{}, probesAtOnce)
	for i := range app.Requests {
		wg.Go(func() {
			slots <- struct{}{}
			defer func() { <-slots }()
			r.Results[i] = l.ask(&app.Requests[i], first+i)
		})
	}
	wg.Wait()
	l.readLogs(app, &r, first)
	senders := map[*Pod]bool{}
	for i, q := range app.Requests {
		for _, x := range r.Results[i].Logs {
			if p, err := l.find(x.Proxy); err == nil && (p.Gateway || x.Proxy == l.refOf(q.From)) {
				senders[p] = true
			}
		}
	}
	for _, p := range l.world.Pods {
		if senders[p] {
			r.Proxies = append(r.Proxies, p.probed(&r))
		}
		if p.envoy != nil {
			r.Refused = append(r.Refused, p.refusals()...)
		}
	}
	r.TotalMs = time.Since(t0).Milliseconds()
	return r
}

// ask sends one request over a connection of its own.
func (l *Lab) ask(q *ProbeRequest, id int) ProbeAnswer {
	one := q.Request
	one.NewConn = true
	one.Headers = map[string]string{probeHeader: strconv.Itoa(id), "user-agent": ""} // none, unless it is given
	for k, v := range q.Headers {
		one.Headers[k] = v
	}
	if one.TimeoutMs == 0 {
		one.TimeoutMs = 5000
	}
	s, err := l.sender(q.From, one)
	if err != nil {
		return ProbeAnswer{Error: "not sent: " + err.Error()}
	}
	defer s.client.CloseIdleConnections()
	t0 := time.Now()
	a := s.one(id)
	out := ProbeAnswer{Status: a.status, Grpc: a.grpc, Error: a.err, Headers: a.header, Pod: a.pod, Ms: int(time.Since(t0).Milliseconds()), local: a.local}
	if a.pod == "" {
		out.Body = a.body
	} else if json.Valid([]byte(a.body)) {
		out.Received = json.RawMessage(a.body)
	}
	return out
}

// refOf names the pod that a request comes from.
func (l *Lab) refOf(from string) string {
	if p, err := l.find(from); err == nil {
		return p.ref()
	}
	return from
}
