package main

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"sort"
	"strings"

	kyaml "k8s.io/apimachinery/pkg/util/yaml"
	"sigs.k8s.io/yaml"
)

// Obj is one manifest as plain data.
type Obj map[string]any

func (o Obj) kind() string { s, _ := o["kind"].(string); return s }

func (o Obj) apiVersion() string { s, _ := o["apiVersion"].(string); return s }

func (o Obj) meta() map[string]any {
	m, _ := o["metadata"].(map[string]any)
	if m == nil {
		m = map[string]any{}
		o["metadata"] = m
	}
	return m
}

func (o Obj) name() string { s, _ := o.meta()["name"].(string); return s }

func (o Obj) ns() string {
	if s, _ := o.meta()["namespace"].(string); s != "" {
		return s
	}
	return "default"
}

func (o Obj) ref() string { return o.kind() + "/" + o.ns() + "/" + o.name() }

// isIstio says whether istiod reads the object as one of its own config kinds.
func (o Obj) isIstio() bool {
	g, _, _ := strings.Cut(o.apiVersion(), "/")
	return strings.HasSuffix(g, ".istio.io")
}

var clusterScoped = map[string]bool{"Namespace": true, "ClusterRole": true, "ClusterRoleBinding": true, "GatewayClass": true,
	"CustomResourceDefinition": true, "Node": true, "PersistentVolume": true, "StorageClass": true}

// loadManifests reads every *.yaml, *.yml and *.json below the given files and folders, in path order.
func loadManifests(paths []string) ([]Obj, error) {
	var files []string
	for _, p := range paths {
		st, err := os.Stat(p)
		if err != nil {
			return nil, err
		}
		if !st.IsDir() {
			files = append(files, p)
			continue
		}
		var in []string
		err = filepath.WalkDir(p, func(f string, d fs.DirEntry, err error) error {
			if err != nil {
				return err
			}
			switch filepath.Ext(f) {
			case ".yaml", ".yml", ".json":
				if !d.IsDir() {
					in = append(in, f)
				}
			}
			return nil
		})
		if err != nil {
			return nil, err
		}
		sort.Strings(in)
		files = append(files, in...)
	}
	var out []Obj
	for _, f := range files {
		b, err := os.ReadFile(f)
		if err != nil {
			return nil, err
		}
		r := kyaml.NewYAMLReader(bufio.NewReader(bytes.NewReader(b)))
		for n := 1; ; n++ {
			doc, err := r.Read()
			if errors.Is(err, io.EOF) {
				break
			}
			if err != nil {
				return nil, fmt.Errorf("%s document %d: %w", f, n, err)
			}
			var o map[string]any
			if err := yaml.UnmarshalStrict(doc, &o); err != nil {
				return nil, fmt.Errorf("%s document %d: %w", f, n, err)
			}
			if len(o) == 0 {
				continue
			}
			out = append(out, flatten(Obj(o))...)
		}
	}
	return out, nil
}

func flatten(o Obj) []Obj {
	items, ok := o["items"].([]any)
	if !ok || !strings.HasSuffix(o.kind(), "List") {
		if o.kind() != "" && !clusterScoped[o.kind()] {
			o.meta()["namespace"] = o.ns()
		}
		return []Obj{o}
	}
	var out []Obj
	for _, it := range items {
		if m, ok := it.(map[string]any); ok {
			out = append(out, flatten(Obj(m))...)
		}
	}
	return out
}

func first(s ...string) string {
	for _, x := range s {
		if x != "" {
			return x
		}
	}
	return ""
}
