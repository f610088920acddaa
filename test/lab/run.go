package main

import (
	"context"
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"syscall"
	"time"
)

func findEnvoy(bin string) (string, error) {
	bin = first(bin, os.Getenv("ENVOY_BIN"), "envoy")
	p, err := exec.LookPath(bin)
	if err != nil {
		return "", fmt.Errorf("no Envoy: %w (give -envoy or ENVOY_BIN)", err)
	}
	return filepath.Abs(p)
}

// runAll runs every scenario and twin in a process of its own.
func runAll(args []string) int {
	fs := flag.NewFlagSet("run", flag.ExitOnError)
	noTwins := fs.Bool("no-twins", false, "leave the negative twins out")
	only := fs.String("only", "", "run only this twin")
	out := fs.String("json", "", "write all results here")
	verbose := fs.Bool("v", false, "print the steps of twins and all notes")
	envoy := fs.String("envoy", "", "Envoy binary")
	level := fs.String("envoy-log", "warning", "Envoy log level")
	keep := fs.String("keep", "", "folder that gets the Envoy logs and config dumps")
	jobs := fs.Int("jobs", 1, "meshes that run at once")
	_ = fs.Parse(args)
	bin, err := findEnvoy(*envoy)
	if err != nil || fs.NArg() == 0 {
		fmt.Fprintln(os.Stderr, "lab:", err)
		usage()
	}
	sweep()
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	s := &schedule{ctx: ctx, args: []string{"-envoy", bin, "-envoy-log", *level, "-keep", *keep}, verbose: *verbose, slots: make(chan struct{}, max(1, *jobs))}
	for _, f := range scenarioFiles(fs.Args()) {
		sc, err := loadScenario(f)
		if err != nil {
			s.add(func() Result { return Result{Scenario: f, Why: err.Error()} })
			continue
		}
		twins := []string{""}
		if *only != "" {
			twins = []string{*only}
		} else if !*noTwins {
			for _, t := range sc.Twins {
				twins = append(twins, t.Name)
			}
		}
		for _, t := range twins {
			s.add(func() Result { return s.run(f, sc.Name, t) })
		}
	}
	return s.finish(*out)
}

// scenarioFiles takes a folder for all *.json and */scenario.json in it.
func scenarioFiles(args []string) []string {
	var files []string
	for _, a := range args {
		if st, err := os.Stat(a); err == nil && st.IsDir() {
			g, _ := filepath.Glob(filepath.Join(a, "*.json"))
			h, _ := filepath.Glob(filepath.Join(a, "*", "scenario.json"))
			files = append(files, append(g, h...)...)
			continue
		}
		files = append(files, a)
	}
	return files
}

// schedule runs a few meshes at once and reports them in the order in which they were added.
type schedule struct {
	ctx     context.Context
	args    []string
	verbose bool
	slots   chan struct{}
	results []chan Result
}

func (s *schedule) add(f func() Result) {
	c := make(chan Result, 1)
	s.results = append(s.results, c)
	go func() {
		s.slots <- struct{}{}
		defer func() { <-s.slots }()
		c <- f()
	}()
}

// finish prints what comes in, the sum last, and returns the exit code.
func (s *schedule) finish(file string) int {
	var all []Result
	passed, failed := 0, 0
	for _, c := range s.results {
		r := <-c
		r.report(os.Stdout, s.verbose)
		all = append(all, r)
		if r.Pass {
			passed++
		} else {
			failed++
		}
	}
	if file != "" {
		b, _ := json.MarshalIndent(all, "", " ")
		if err := os.WriteFile(file, b, 0o644); err != nil {
			fmt.Fprintln(os.Stderr, "lab:", err)
			return 2
		}
	}
	fmt.Printf("%d passed, %d failed\n", passed, failed)
	if failed > 0 || passed == 0 {
		return 1
	}
	return 0
}

const longestRun = 8 * time.Minute

// run starts a process for one run: istiod's packages keep state that must not leak from one mesh to the next.
func (s *schedule) run(file, scenario, twin string) Result {
	r := Result{Scenario: scenario, Twin: twin}
	if s.ctx.Err() != nil {
		r.Why = "stopped before it ran"
		return r
	}
	rf, err := os.CreateTemp("", "lab-result-")
	if err != nil {
		r.Why = err.Error()
		return r
	}
	rf.Close()
	defer os.Remove(rf.Name())
	ctx, cancel := context.WithTimeout(s.ctx, longestRun)
	defer cancel()
	p := exec.CommandContext(ctx, must(os.Executable()), append([]string{"one", "-scenario", file, "-twin", twin, "-result", rf.Name()}, s.args...)...)
	p.Cancel = func() error { return p.Process.Signal(os.Interrupt) } // it takes its mesh down first
	p.WaitDelay = time.Minute
	p.Stdout = os.Stdout
	if s.verbose {
		p.Stderr = os.Stderr
	}
	p.SysProcAttr = &syscall.SysProcAttr{Setpgid: true}
	_ = p.Run() // what it has to say stands in the file
	b, _ := os.ReadFile(rf.Name())
	if json.Unmarshal(b, &r) != nil {
		r.Why = "the lab process ended without a result"
	}
	return r
}
