package main

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"flag"
	"fmt"
	"io"
	"os"
	"os/exec"
	"os/signal"
	"runtime"
	"sync"
	"syscall"
	"time"
)

// ProbeApp is the content of a mesh, and the requests whose fate is wanted.
type ProbeApp struct {
	Name      string            `json:"name"`
	Manifests []json.RawMessage `json:"manifests"` // objects, or texts of YAML
	Mesh      map[string]any    `json:"mesh,omitempty"`
	Inject    []string          `json:"inject,omitempty"`
	Outside   []OutsideHost     `json:"outside,omitempty"`
	Requests  []ProbeRequest    `json:"requests"`
}

// ProbeRequest is sent once.
type ProbeRequest struct {
	From string `json:"from"` // ns/app, ns/workload, ns/pod, or "outside"
	Request
}

// ProbeResult is what became of the requests of an app.
type ProbeResult struct {
	App      string        `json:"app"`
	Error    string        `json:"error,omitempty"` // nothing was measured
	Invalid  []string      `json:"invalid,omitempty"`
	Refused  []string      `json:"refused,omitempty"`
	Results  []ProbeAnswer `json:"results,omitempty"`
	Proxies  []ProbedProxy `json:"proxies,omitempty"`
	BecomeMs int64         `json:"becomeMs"`
	TotalMs  int64         `json:"totalMs"`
	Other    bool          `json:"other,omitempty"` // another mesh is needed for it
}

// probe answers a stream of apps with a stream of results, in the order in which they are ready.
func probe(args []string) int {
	fs := flag.NewFlagSet("probe", flag.ExitOnError)
	envoy := fs.String("envoy", "", "Envoy binary")
	level := fs.String("envoy-log", "warning", "Envoy log level")
	jobs := fs.Int("jobs", 2, "meshes that run at once")
	verbose := fs.Bool("v", false, "print what meshes have to say")
	_ = fs.Parse(args)
	bin, err := findEnvoy(*envoy)
	if err != nil || fs.NArg() != 1 {
		fmt.Fprintln(os.Stderr, "lab:", err)
		usage()
	}
	in := os.Stdin
	if fs.Arg(0) != "-" {
		if in, err = os.Open(fs.Arg(0)); err != nil {
			fmt.Fprintln(os.Stderr, "lab:", err)
			return 2
		}
	}
	sweep()
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	apps := make(chan json.RawMessage)
	go func() {
		defer close(apps)
		lines := bufio.NewReaderSize(in, 1<<20)
		for ctx.Err() == nil {
			line, err := lines.ReadBytes('\n')
			if line = bytes.TrimSpace(line); len(line) > 0 {
				select {
				case apps <- line:
				case <-ctx.Done():
				}
			}
			if err != nil {
				return
			}
		}
	}()
	var out sync.Mutex
	var wg sync.WaitGroup
	for range max(1, *jobs) {
		wg.Go(func() {
			runtime.LockOSThread() // a mesh ends with the thread that started it
			p := &prober{ctx: ctx, args: []string{"-envoy", bin, "-envoy-log", *level}, verbose: *verbose}
			defer p.stop()
			for line := range apps {
				raw := p.ask(line)
				out.Lock()
				_, _ = os.Stdout.Write(append(raw, '\n'))
				out.Unlock()
			}
		})
	}
	wg.Wait()
	if ctx.Err() != nil {
		return 130
	}
	return 0
}

// prober has a mesh in a process of its own, as long as that can become what the next app is.
type prober struct {
	ctx     context.Context
	args    []string
	verbose bool
	process *exec.Cmd
	in      io.WriteCloser
	out     *bufio.Reader
}

// ask has the mesh answer, or a new one if the present one cannot.
func (p *prober) ask(line json.RawMessage) json.RawMessage {
	for fresh := p.process == nil; ; fresh = true {
		raw, err := p.once(line)
		var r ProbeResult
		if err == nil {
			err = json.Unmarshal(raw, &r)
		}
		if err == nil && !r.Other {
			if len(r.Refused) > 0 {
				p.stop() // it has left marks
			}
			return raw
		}
		p.stop()
		if fresh || p.ctx.Err() != nil {
			var app ProbeApp
			_ = json.Unmarshal(line, &app)
			return must(json.Marshal(ProbeResult{App: app.Name, Error: fmt.Sprint("the mesh ended without a result: ", err)}))
		}
	}
}

func (p *prober) once(line json.RawMessage) (json.RawMessage, error) {
	if p.process == nil {
		if err := p.start(); err != nil {
			return nil, err
		}
	}
	if _, err := p.in.Write(append(line[:len(line):len(line)], '\n')); err != nil {
		return nil, err
	}
	raw, err := p.out.ReadBytes('\n')
	return bytes.TrimSpace(raw), err
}

func (p *prober) start() error {
	r, w, err := os.Pipe()
	if err != nil {
		return err
	}
	c := exec.CommandContext(p.ctx, must(os.Executable()), append([]string{"probe-mesh"}, p.args...)...)
	c.Cancel = func() error { return c.Process.Signal(os.Interrupt) } // it takes its mesh down first
	c.WaitDelay = 20 * time.Second
	c.ExtraFiles = []*os.File{w}
	if p.verbose {
		c.Stderr = os.Stderr
	}
	c.SysProcAttr = &syscall.SysProcAttr{Setpgid: true, Pdeathsig: syscall.SIGTERM}
	if p.in, err = c.StdinPipe(); err == nil {
		err = c.Start()
	}
	w.Close()
	p.process, p.out = c, bufio.NewReaderSize(r, 1<<20)
	if err != nil {
		r.Close()
		p.process = nil
	}
	return err
}

// stop ends the mesh, if there is one.
func (p *prober) stop() {
	if p.process == nil {
		return
	}
	p.in.Close()
	_ = p.process.Wait()
	p.process = nil
}
