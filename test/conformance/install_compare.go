package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"path/filepath"

	"sigs.k8s.io/yaml"
)

// Installation is one installation of Istio in the forms that the library writes.
type Installation struct {
	Name     string         `json:"name"`
	Operator map[string]any `json:"operator"`
	Releases []Release      `json:"releases"`
}

// compare renders all forms and tells how they differ.
func (in Installation) compare() ([]string, error) {
	var helm []*Object
	set := []string{}
	for _, r := range in.Releases {
		objs, err := r.render()
		if err != nil {
			return nil, err
		}
		helm = append(helm, objs...)
		if r.Chart == "base" {
			// `istioctl install` sees to the default validator after it has installed; for Helm it is part of the chart
			revision, ok := r.Values["defaultRevision"].(string)
			if !ok {
				revision = "default"
			}
			set = append(set, "values.defaultRevision="+revision)
		}
	}
	b, err := yaml.Marshal(in.Operator)
	if err != nil {
		return nil, err
	}
	dir, err := os.MkdirTemp("", "compare-")
	if err != nil {
		return nil, err
	}
	defer os.RemoveAll(dir)
	f := filepath.Join(dir, "operator.yaml")
	if err := os.WriteFile(f, b, 0o600); err != nil {
		return nil, err
	}
	istioctl, _, err := renderFile(f, set...)
	if err != nil {
		return nil, fmt.Errorf("istioctl: %w", err)
	}
	if len(istioctl) == 0 {
		return []string{"istioctl renders nothing"}, nil
	}
	return differences(istioctl, helm), nil
}

// compareCommand compares the installations of files: one installation of JSON in each line.
func compareCommand(args []string, out io.Writer) (int, error) {
	if len(args) == 0 {
		return 2, errUsage
	}
	passed, failed := 0, 0
	for _, path := range args {
		f, err := os.Open(path)
		if err != nil {
			return 2, err
		}
		defer f.Close()
		lines := bufio.NewScanner(f)
		lines.Buffer(nil, 1<<24)
		for lines.Scan() {
			var in Installation
			if err := json.Unmarshal(lines.Bytes(), &in); err != nil {
				return 2, fmt.Errorf("%s: %w", path, err)
			}
			found, err := in.compare()
			if err != nil {
				found = append(found, err.Error())
			}
			if len(found) == 0 {
				passed++
				continue
			}
			failed++
			for _, d := range found {
				fmt.Fprintf(out, "FAIL  %s: %s\n", in.Name, d)
			}
		}
		if err := lines.Err(); err != nil {
			return 2, err
		}
	}
	fmt.Fprintf(out, "%d passed, %d failed\n", passed, failed)
	if failed > 0 || passed == 0 {
		return 1, nil
	}
	return 0, nil
}

// releasesCommand prints what Helm renders of the releases of helmfiles, as `render` does of an IstioOperator.
func releasesCommand(args []string, out io.Writer) (int, error) {
	if len(args) == 0 {
		return 2, errUsage
	}
	for _, path := range args {
		releases, err := readHelmfile(path)
		if err != nil {
			return 2, err
		}
		for _, r := range releases {
			objs, err := r.render()
			if err != nil {
				fmt.Fprintln(os.Stderr, "conformance:", err)
				return 1, nil
			}
			if err := printObjects(out, objs); err != nil {
				return 2, err
			}
		}
	}
	return 0, nil
}
