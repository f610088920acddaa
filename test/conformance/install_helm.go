package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
	"sigs.k8s.io/yaml"

	"istio.io/istio/operator/pkg/helm"
	"istio.io/istio/operator/pkg/values"
)

// Release is one chart of Istio's that is installed by Helm.
type Release struct {
	Name      string         `json:"name"`
	Chart     string         `json:"chart"`
	Namespace string         `json:"namespace"`
	Values    map[string]any `json:"values"`
}

// chartFolders are the charts by the names that they have in Istio's repository.
var chartFolders = map[string]string{
	"base": "base", "istiod": "istio-control/istio-discovery", "cni": "istio-cni", "ztunnel": "ztunnel", "gateway": "gateway",
}

// render renders the release as Helm does: its values are checked against the chart's schema, too.
func (r Release) render() ([]*Object, error) {
	folder, ok := chartFolders[r.Chart]
	if !ok {
		return nil, fmt.Errorf("release %s: Istio has no chart %q", r.Name, r.Chart)
	}
	b, err := json.Marshal(map[string]any{"spec": map[string]any{"values": r.Values}})
	if err != nil {
		return nil, err
	}
	iop, err := values.MapFromJSON(b)
	if err != nil {
		return nil, err
	}
	manifests, warnings, err := helm.Render(r.Name, r.Namespace, folder, iop, nil)
	if err == nil {
		err = warnings.ToError()
	}
	if err != nil {
		return nil, fmt.Errorf("release %s: %w", r.Name, err)
	}
	var out []*Object
	for _, m := range manifests {
		raw, err := parse([]byte(m.Content))
		if err != nil {
			return nil, fmt.Errorf("release %s: the rendered %s %s is no YAML: %w", r.Name, m.GetKind(), m.GetName(), err)
		}
		out = append(out, &Object{Unstructured: &unstructured.Unstructured{Object: raw}})
	}
	return out, nil
}

// readHelmfile reads the releases of a folder that a HelmInstall wrote, in their order.
func readHelmfile(path string) ([]Release, error) {
	b, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	var file struct {
		Releases []struct {
			Name, Namespace, Chart string
			Values                 []string
		}
	}
	if err := yaml.Unmarshal(b, &file); err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	var out []Release
	for _, r := range file.Releases {
		release := Release{Name: r.Name, Namespace: r.Namespace, Chart: strings.TrimPrefix(r.Chart, "istio/"), Values: map[string]any{}}
		for _, v := range r.Values {
			b, err := os.ReadFile(filepath.Join(filepath.Dir(path), v))
			if err != nil {
				return nil, err
			}
			if err := yaml.Unmarshal(b, &release.Values); err != nil {
				return nil, fmt.Errorf("%s: %w", v, err)
			}
		}
		out = append(out, release)
	}
	if len(out) == 0 {
		return nil, fmt.Errorf("%s: %w", path, errors.New("no releases"))
	}
	return out, nil
}
