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
	"runtime"
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

// runAll runs every scenario and twin; those that share a mesh share a process.
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
	s := &schedule{ctx: ctx, args: []string{"-envoy", bin, "-envoy-log", *level, "-keep", *keep}, verbose: *verbose}
	for _, f := range scenarioFiles(fs.Args()) {
		if *only == "" {
			s.add(Run{File: f})
		}
		sc, err := loadScenario(f)
		if err != nil || *noTwins {
			continue
		}
		for _, t := range sc.Twins {
			if *only == "" || *only == t.Name {
				s.add(Run{File: f, Twin: t.Name})
			}
		}
	}
	s.start(max(1, *jobs))
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

// schedule runs a few meshes at once and reports the runs in the order in which they were added.
type schedule struct {
	ctx     context.Context
	args    []string
	verbose bool
	runs    []Run
	results []chan Result
}

func (s *schedule) add(r Run) {
	s.runs = append(s.runs, r)
	s.results = append(s.results, make(chan Result, 1))
}

func (s *schedule) start(jobs int) {
	todo := make(chan Group)
	go func() {
		for _, g := range groups(s.runs) {
			todo <- g
		}
		close(todo)
	}()
	for range jobs {
		go func() {
			runtime.LockOSThread() // a mesh ends with the thread that started it
			for g := range todo {
				for left := g.Runs; len(left) > 0; {
					left = s.mesh(left)
				}
			}
		}()
	}
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

// longestRun bounds a run; a mesh gets it for each of its runs.
const longestRun = 4 * time.Minute

// mesh starts a process for some runs: istiod's packages keep state that must not leak from one mesh to another.
// It returns the runs that are left to do: a mesh ends early if a run has left marks on it.
func (s *schedule) mesh(runs []int) []int {
	give := func(i int, why string) {
		r := Result{Scenario: s.runs[i].File, Twin: s.runs[i].Twin, Why: why}
		if sc, err := loadScenario(s.runs[i].File); err == nil {
			r.Scenario = sc.Name
		}
		s.results[i] <- r
	}
	if s.ctx.Err() != nil {
		for _, i := range runs {
			give(i, "stopped before it ran")
		}
		return nil
	}
	results, err := s.process(runs)
	for n, i := range runs {
		if n < len(results) {
			s.results[i] <- results[n]
		}
	}
	if len(results) == 0 {
		why := "the lab process ended without a result"
		if err != nil {
			why += ": " + err.Error()
		}
		give(runs[0], why)
		return runs[1:]
	}
	return runs[len(results):]
}

// process has some runs done one after another in a mesh, and returns the results of those that were done.
func (s *schedule) process(runs []int) ([]Result, error) {
	f, err := os.CreateTemp("", fmt.Sprintf("ml%d-result-", os.Getpid()))
	if err != nil {
		return nil, err
	}
	f.Close()
	defer os.Remove(f.Name())
	var todo []Run
	for _, i := range runs {
		todo = append(todo, s.runs[i])
	}
	ctx, cancel := context.WithTimeout(s.ctx, longestRun*time.Duration(len(runs)))
	defer cancel()
	args := append([]string{"mesh", "-runs", string(must(json.Marshal(todo))), "-result", f.Name()}, s.args...)
	p := exec.CommandContext(ctx, must(os.Executable()), args...)
	p.Cancel = func() error { return p.Process.Signal(os.Interrupt) } // it takes its mesh down first
	p.WaitDelay = time.Minute
	p.Stdout = os.Stdout
	if s.verbose {
		p.Stderr = os.Stderr
	}
	p.SysProcAttr = &syscall.SysProcAttr{Setpgid: true, Pdeathsig: syscall.SIGTERM}
	err = p.Run() // what else it has to say stands in the file
	b, _ := os.ReadFile(f.Name())
	var out []Result
	_ = json.Unmarshal(b, &out)
	return out, err
}
