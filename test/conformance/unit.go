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
	"slices"
	"strings"

	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
	"k8s.io/apimachinery/pkg/util/json"
	kyaml "k8s.io/apimachinery/pkg/util/yaml"
	"sigs.k8s.io/yaml"
)

// Object is one object of a unit, as it was written.
type Object struct {
	*unstructured.Unstructured
	File string // relative to the unit, slashes
	// explicitNS is false if the YAML gave no namespace and "default" was filled in
	explicitNS bool
}

// Unit is one app: everything that would be applied together.
type Unit struct {
	Name    string
	Objects []*Object
	Assumed []*Object // exist in the cluster besides; nothing is said about them
	Broken  []Finding // files that are not YAML, documents that are no objects
	// Helmfiles list Helm releases; the other files of their folders are values and no objects
	Helmfiles []string
	root      string
	files     map[string]*file
}

// file remembers what an IstioOperator's file looks like as a whole: istioctl takes one object per file.
type file struct {
	path string
	docs int
}

// clusterScoped lists the kinds of the API that this project's apps may contain and that have no namespace.
var clusterScoped = map[string]bool{"Namespace": true, "Node": true, "ClusterRole": true, "ClusterRoleBinding": true,
	"CustomResourceDefinition": true, "GatewayClass": true, "PersistentVolume": true, "StorageClass": true, "PriorityClass": true,
	"IngressClass": true, "MutatingWebhookConfiguration": true, "ValidatingWebhookConfiguration": true,
	"ValidatingAdmissionPolicy": true, "ValidatingAdmissionPolicyBinding": true, "IstioCNI": true, "ZTunnel": true,
	"IstioRevisionTag": true, "IstioRevision": true}

// isClusterScoped tells Sail's Istio, which is cluster-scoped, from any other kind of that name.
func isClusterScoped(u *unstructured.Unstructured) bool {
	return clusterScoped[u.GetKind()] || (u.GetKind() == "Istio" && strings.HasPrefix(u.GetAPIVersion(), "sailoperator.io/"))
}

// loadUnit reads every *.yaml and *.yml below a folder, or one file.
func loadUnit(path string, assume []string) (*Unit, error) {
	u := &Unit{Name: filepath.ToSlash(filepath.Clean(path)), files: map[string]*file{}, root: path}
	files, err := yamlFiles(path)
	if err != nil {
		return nil, err
	}
	if len(files) == 0 {
		return nil, fmt.Errorf("%s: no YAML file", path)
	}
	for _, f := range files {
		rel, err := filepath.Rel(path, f)
		if err != nil || rel == "." {
			rel = filepath.Base(f)
		}
		rel = filepath.ToSlash(rel)
		if filepath.Base(f) == helmfile {
			u.Helmfiles = append(u.Helmfiles, rel)
			continue
		}
		objs, broken, docs, err := readObjects(f, rel)
		if err != nil {
			return nil, err
		}
		u.files[rel] = &file{path: f, docs: docs}
		u.Objects = append(u.Objects, objs...)
		u.Broken = append(u.Broken, broken...)
	}
	for _, a := range assume {
		files, err := yamlFiles(a)
		if err != nil {
			return nil, err
		}
		for _, f := range files {
			objs, broken, _, err := readObjects(f, filepath.ToSlash(f))
			if err != nil {
				return nil, err
			}
			if len(broken) > 0 {
				return nil, fmt.Errorf("%s: %s", f, broken[0].Message)
			}
			for _, o := range objs {
				if err := withCertificate(o); err != nil {
					return nil, err
				}
			}
			u.Assumed = append(u.Assumed, objs...)
		}
	}
	return u, nil
}

// helmfile is the name of the file by which a folder of Helm values is known.
const helmfile = "helmfile.yml"

func yamlFiles(path string) ([]string, error) {
	st, err := os.Stat(path)
	if err != nil {
		return nil, err
	}
	if !st.IsDir() {
		return []string{path}, nil
	}
	var out []string
	err = filepath.WalkDir(path, func(f string, d fs.DirEntry, err error) error {
		if err == nil && d.IsDir() {
			if _, err := os.Stat(filepath.Join(f, helmfile)); err == nil {
				out = append(out, filepath.Join(f, helmfile))
				return fs.SkipDir
			}
		}
		if err == nil && !d.IsDir() && slices.Contains([]string{".yaml", ".yml"}, filepath.Ext(f)) {
			out = append(out, f)
		}
		return err
	})
	return out, err
}

// readObjects splits a file into objects. What is no object is a finding, not an error: a broken file must not
// hide what the others say.
func readObjects(path, rel string) (objs []*Object, broken []Finding, docs int, err error) {
	b, err := os.ReadFile(path)
	if err != nil {
		return nil, nil, 0, err
	}
	bad := func(n int, code string, err error) {
		broken = append(broken, Finding{File: rel, Layer: layerKubernetes, Severity: sevError, Code: code, Message: fmt.Sprintf("document %d: %v", n, err)})
	}
	r := kyaml.NewYAMLReader(bufio.NewReader(bytes.NewReader(b)))
	for n := 1; ; n++ {
		doc, err := r.Read()
		if errors.Is(err, io.EOF) {
			return objs, broken, docs, nil
		}
		if err != nil {
			bad(n, "yaml", err)
			return objs, broken, docs, nil
		}
		m, err := parse(doc)
		if err != nil {
			bad(n, "yaml", err)
			continue
		}
		if len(m) == 0 {
			continue
		}
		docs++
		for _, o := range flatten(m) {
			if code, err := shape(o); err != nil {
				bad(n, code, err)
				continue
			}
			ob := &Object{Unstructured: &unstructured.Unstructured{Object: o}, File: rel}
			ob.explicitNS = ob.GetNamespace() != ""
			if !ob.explicitNS && !isClusterScoped(ob.Unstructured) {
				ob.SetNamespace("default") // what kubectl apply does without -n
			}
			objs = append(objs, ob)
		}
	}
}

// parse reads one document. Strict: a key written twice is an error, as it is for kubectl. Whole numbers stay
// whole, as they do in an API server: CEL rules tell an int from a float.
func parse(doc []byte) (map[string]any, error) {
	j, err := yaml.YAMLToJSONStrict(doc)
	if err != nil {
		return nil, err
	}
	var m map[string]any
	return m, json.Unmarshal(j, &m)
}

// flatten takes the items out of a List.
func flatten(m map[string]any) []map[string]any {
	items, ok := m["items"].([]any)
	if kind, _ := m["kind"].(string); !ok || !strings.HasSuffix(kind, "List") {
		return []map[string]any{m}
	}
	var out []map[string]any
	for _, it := range items {
		if o, ok := it.(map[string]any); ok {
			out = append(out, flatten(o)...)
		}
	}
	return out
}

// shape refuses what could not even be sent to an API server: unstructured.Unstructured has no words for it.
func shape(o map[string]any) (string, error) {
	for _, k := range []string{"apiVersion", "kind"} {
		if s, _ := o[k].(string); s == "" {
			return "no-kind", fmt.Errorf("%s is missing or no text", k)
		}
	}
	meta, ok := o["metadata"].(map[string]any)
	if !ok {
		return "no-metadata", fmt.Errorf("%v has no metadata", o["kind"])
	}
	if s, _ := meta["name"].(string); s == "" {
		return "no-name", fmt.Errorf("%v has no metadata.name", o["kind"])
	}
	for _, k := range []string{"labels", "annotations"} {
		m, isMap := meta[k].(map[string]any)
		if meta[k] != nil && !isMap {
			return "metadata", fmt.Errorf("%v %v: metadata.%s is no map", o["kind"], meta["name"], k)
		}
		for name, v := range m {
			if _, ok := v.(string); !ok {
				return "metadata", fmt.Errorf("%v %v: metadata.%s.%s is %v, which is no text", o["kind"], meta["name"], k, name, v)
			}
		}
	}
	return "", nil
}
