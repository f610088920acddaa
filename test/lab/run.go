package main

import (
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

// runAll runs every scenario and twin in a process of its own, one after the other.
func runAll(args []string) int {
	fs := flag.NewFlagSet("run", flag.ExitOnError)
	noTwins := fs.Bool("no-twins", false, "leave the negative twins out")
	only := fs.String("only", "", "run only this twin")
	out := fs.String("json", "", "write all results here")
	verbose := fs.Bool("v", false, "print the steps of twins and all notes")
	envoy := fs.String("envoy", "", "Envoy binary")
	level := fs.String("envoy-log", "warning", "Envoy log level")
	keep := fs.String("keep", "", "folder that gets the Envoy logs and config dumps")
	_ = fs.Parse(args)
	bin, err := findEnvoy(*envoy)
	if err != nil || fs.NArg() == 0 {
		fmt.Fprintln(os.Stderr, "lab:", err)
		usage()
	}
	files := scenarioFiles(fs.Args())
	sweep()
	var results []Result
	c := &child{args: []string{"-envoy", bin, "-envoy-log", *level, "-keep", *keep}, verbose: *verbose, stop: make(chan os.Signal, 1)}
	signal.Notify(c.stop, os.Interrupt, syscall.SIGTERM)
	for _, f := range files {
		sc, err := loadScenario(f)
		if err != nil {
			r := Result{Scenario: f, Why: err.Error()}
			r.report(os.Stdout, *verbose)
			results = append(results, r)
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
			if c.stopped {
				break
			}
			r := c.run(f, sc.Name, t)
			r.report(os.Stdout, *verbose)
			results = append(results, r)
		}
	}
	if *out != "" {
		b, _ := json.MarshalIndent(results, "", " ")
		if err := os.WriteFile(*out, b, 0o644); err != nil {
			fmt.Fprintln(os.Stderr, "lab:", err)
			return 2
		}
	}
	passed, failed := 0, 0
	for _, r := range results {
		if r.Pass {
			passed++
		} else {
			failed++
		}
	}
	fmt.Printf("%d passed, %d failed\n", passed, failed)
	if failed > 0 || passed == 0 || c.stopped {
		return 1
	}
	return 0
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

// child starts one process per run: istiod's packages keep state that must not leak from one mesh to the next.
type child struct {
	args    []string
	verbose bool
	stop    chan os.Signal
	stopped bool
}

const longestRun = 8 * time.Minute

func (c *child) run(file, scenario, twin string) Result {
	r := Result{Scenario: scenario, Twin: twin}
	rf, err := os.CreateTemp("", "lab-result-")
	if err != nil {
		r.Why = err.Error()
		return r
	}
	rf.Close()
	defer os.Remove(rf.Name())
	p := exec.Command(must(os.Executable()), append([]string{"one", "-scenario", file, "-twin", twin, "-result", rf.Name()}, c.args...)...)
	p.Stdout = os.Stdout
	if c.verbose {
		p.Stderr = os.Stderr
	}
	p.SysProcAttr = &syscall.SysProcAttr{Setpgid: true}
	if err := p.Start(); err != nil {
		r.Why = err.Error()
		return r
	}
	done := make(chan error, 1)
	go func() { done <- p.Wait() }()
	select {
	case <-done:
	case <-c.stop:
		c.stopped = true
		_ = p.Process.Signal(os.Interrupt)
		<-done
	case <-time.After(longestRun):
		_ = p.Process.Signal(os.Interrupt)
		<-done
	}
	b, _ := os.ReadFile(rf.Name())
	if json.Unmarshal(b, &r) != nil {
		r.Why = "the lab process ended without a result"
	}
	return r
}
