package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
)

const (
	twinFile    = "twin.yaml"
	verdictFile = "verdict.json"
	assumeFile  = "assume.yaml"
)

// twinsCommand walks DIR/*/twin.yaml. A broken twin is YAML that is wrong on purpose, beside the verdict that
// Istio gave on it: the record that proves which mistakes Istio itself catches and which it lets pass.
func twinsCommand(args []string, out io.Writer, do func(dir string, out io.Writer) (bool, error)) (int, error) {
	if len(args) != 1 {
		return 2, errUsage
	}
	entries, err := os.ReadDir(args[0])
	if err != nil {
		return 2, err
	}
	passed, failed := 0, 0
	for _, e := range entries {
		if !e.IsDir() {
			continue
		}
		ok, err := do(filepath.Join(args[0], e.Name()), out)
		if err != nil {
			return 2, err
		}
		if ok {
			passed++
		} else {
			failed++
		}
	}
	if passed+failed == 0 {
		return 2, fmt.Errorf("%s: no twins", args[0])
	}
	fmt.Fprintf(out, "%d passed, %d failed\n", passed, failed)
	if failed > 0 {
		return 1, nil
	}
	return 0, nil
}

// verdict is the judge's findings without anything that depends on where the folder lies.
func verdict(dir string) ([]byte, error) {
	var assume []string
	if _, err := os.Stat(filepath.Join(dir, assumeFile)); err == nil {
		assume = []string{filepath.Join(dir, assumeFile)}
	}
	u, err := loadUnit(filepath.Join(dir, twinFile), assume)
	if err != nil {
		return nil, err
	}
	u.Name = filepath.Base(dir)
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetIndent("", "  ")
	enc.SetEscapeHTML(false)
	err = enc.Encode(judge(u, false))
	return b.Bytes(), err
}

func recordTwin(dir string, out io.Writer) (bool, error) {
	v, err := verdict(dir)
	if err != nil {
		return false, err
	}
	fmt.Fprintln(out, "recorded", filepath.Base(dir))
	return true, os.WriteFile(filepath.Join(dir, verdictFile), v, 0o644)
}

func verifyTwin(dir string, out io.Writer) (bool, error) {
	got, err := verdict(dir)
	if err != nil {
		fmt.Fprintf(out, "FAIL %s: %v\n", filepath.Base(dir), err)
		return false, nil
	}
	want, err := os.ReadFile(filepath.Join(dir, verdictFile))
	if errors.Is(err, os.ErrNotExist) {
		fmt.Fprintf(out, "FAIL %s: no %s; run `conformance record`\n", filepath.Base(dir), verdictFile)
		return false, nil
	}
	if err != nil {
		return false, err
	}
	if bytes.Equal(got, want) {
		return true, nil
	}
	fmt.Fprintf(out, "FAIL %s: the verdict differs\n", filepath.Base(dir))
	for _, l := range diff(want, got) {
		fmt.Fprintln(out, "  "+l)
	}
	return false, nil
}

// diff lists the findings that went and those that came.
func diff(want, got []byte) []string {
	read := func(b []byte) (lines []string, has map[string]bool) {
		var fs []Finding
		has = map[string]bool{}
		if err := json.Unmarshal(b, &fs); err != nil {
			return []string{verdictFile + " is no list of findings: " + err.Error()}, has
		}
		for _, f := range fs {
			lines = append(lines, f.String())
			has[f.String()] = true
		}
		return lines, has
	}
	wl, wh := read(want)
	gl, gh := read(got)
	var out []string
	for _, l := range wl {
		if !gh[l] {
			out = append(out, "- "+l)
		}
	}
	for _, l := range gl {
		if !wh[l] {
			out = append(out, "+ "+l)
		}
	}
	if len(out) == 0 {
		out = append(out, "only the form of "+verdictFile+" differs; record it again")
	}
	return []string{strings.Join(out, "\n  ")}
}
