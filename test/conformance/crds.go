package main

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"runtime/debug"
	"strings"
	"sync"

	"k8s.io/apiextensions-apiserver/pkg/apis/apiextensions"
	apiextensionsv1 "k8s.io/apiextensions-apiserver/pkg/apis/apiextensions/v1"
	structuralschema "k8s.io/apiextensions-apiserver/pkg/apiserver/schema"
	"k8s.io/apiextensions-apiserver/pkg/apiserver/schema/cel"
	"k8s.io/apiextensions-apiserver/pkg/apiserver/validation"
	"k8s.io/apimachinery/pkg/runtime/schema"
	kyaml "k8s.io/apimachinery/pkg/util/yaml"
	celconfig "k8s.io/apiserver/pkg/apis/cel"

	"istio.io/istio/manifests"
)

// crdValidator is what an API server builds from one version of one CRD.
type crdValidator struct {
	openAPI    validation.SchemaCreateValidator
	structural *structuralschema.Structural
	cel        *cel.Validator
}

// crdSet builds validators on demand: compiling all CEL rules of all kinds would cost a second that most
// units do not need.
type crdSet struct {
	load  func() (map[schema.GroupVersionKind]*apiextensions.JSONSchemaProps, error)
	once  sync.Once
	err   error
	raw   map[schema.GroupVersionKind]*apiextensions.JSONSchemaProps
	built map[schema.GroupVersionKind]*crdValidator
}

var (
	istioCRDs   = &crdSet{load: loadIstioCRDs}
	gatewayCRDs = &crdSet{load: loadGatewayCRDs}
)

// givenCRDs are those of --crd: of kinds that neither Kubernetes nor Istio brings.
var givenCRDs = &crdSet{}

// giveCRDs reads CRDs from files.
func giveCRDs(files []string) error {
	all := map[schema.GroupVersionKind]*apiextensions.JSONSchemaProps{}
	for _, f := range files {
		b, err := os.ReadFile(f)
		if err != nil {
			return err
		}
		read, err := parseCRDs(b)
		if err != nil {
			return fmt.Errorf("%s: %w", f, err)
		}
		if len(read) == 0 {
			return fmt.Errorf("%s: no CustomResourceDefinition", f)
		}
		maps.Copy(all, read)
	}
	givenCRDs = &crdSet{load: func() (map[schema.GroupVersionKind]*apiextensions.JSONSchemaProps, error) { return all, nil }, raw: all}
	return nil
}

const gatewayModule = "sigs.k8s.io/gateway-api"

// crdsOf picks the CRDs that should know the kind; nil if no CRD is at hand that could.
func crdsOf(o *Object) *crdSet {
	switch group := group(o); {
	case givenCRDs.raw[o.GroupVersionKind()] != nil:
		return givenCRDs
	case group == "gateway.networking.k8s.io":
		return gatewayCRDs
	case strings.HasSuffix(group, ".istio.io") && group != "install.istio.io":
		return istioCRDs
	}
	return nil
}

// knownElsewhere says whether another layer has a schema for a kind that Kubernetes itself lacks.
func knownElsewhere(o *Object) bool { return crdsOf(o) != nil }

func (c *crdSet) get(gvk schema.GroupVersionKind) (*crdValidator, error) {
	c.once.Do(func() { c.raw, c.err = c.load(); c.built = map[schema.GroupVersionKind]*crdValidator{} })
	if c.err != nil {
		return nil, c.err
	}
	if v := c.built[gvk]; v != nil {
		return v, nil
	}
	raw := c.raw[gvk]
	if raw == nil {
		return nil, fmt.Errorf("no CRD has %s", gvk)
	}
	openAPI, _, err := validation.NewSchemaValidator(raw)
	if err != nil {
		return nil, err
	}
	structural, err := structuralschema.NewStructural(raw)
	if err != nil {
		return nil, err
	}
	v := &crdValidator{openAPI, structural, cel.NewValidator(structural, true, celconfig.PerCallLimit)}
	c.built[gvk] = v
	return v, nil
}

// loadIstioCRDs reads the CRDs that Istio's base chart installs; the module embeds them.
func loadIstioCRDs() (map[schema.GroupVersionKind]*apiextensions.JSONSchemaProps, error) {
	b, err := manifests.FS.ReadFile("charts/base/files/crd-all.gen.yaml")
	if err != nil {
		return nil, err
	}
	return parseCRDs(b)
}

// loadGatewayCRDs reads the CRDs of the Gateway API from the module that this program was built with. That
// module does not embed them, so they are read from Go's module cache.
func loadGatewayCRDs() (map[schema.GroupVersionKind]*apiextensions.JSONSchemaProps, error) {
	bi, ok := debug.ReadBuildInfo()
	if !ok {
		return nil, errors.New("the program carries no build information to find " + gatewayModule)
	}
	version := ""
	for _, d := range bi.Deps {
		if d.Path == gatewayModule {
			version = d.Version
		}
	}
	cache, err := moduleCache()
	if err != nil {
		return nil, err
	}
	dir := filepath.Join(cache, filepath.FromSlash(gatewayModule)+"@"+version, "config", "crd", "standard")
	files, err := filepath.Glob(filepath.Join(dir, "gateway.networking.k8s.io_*.yaml"))
	if err != nil || len(files) == 0 {
		return nil, fmt.Errorf("no CRDs of %s %s in Go's module cache", gatewayModule, version)
	}
	all := &bytes.Buffer{}
	for _, f := range files {
		b, err := os.ReadFile(f)
		if err != nil {
			return nil, err
		}
		all.WriteString("\n---\n")
		all.Write(b)
	}
	return parseCRDs(all.Bytes())
}

func moduleCache() (string, error) {
	if d := os.Getenv("GOMODCACHE"); d != "" {
		return d, nil
	}
	if out, err := exec.Command("go", "env", "GOMODCACHE").Output(); err == nil {
		return strings.TrimSpace(string(out)), nil
	}
	home, err := os.UserHomeDir()
	return filepath.Join(home, "go", "pkg", "mod"), err
}

func parseCRDs(b []byte) (map[schema.GroupVersionKind]*apiextensions.JSONSchemaProps, error) {
	out := map[schema.GroupVersionKind]*apiextensions.JSONSchemaProps{}
	d := kyaml.NewYAMLOrJSONDecoder(bytes.NewReader(b), 1<<20)
	for {
		var v1 apiextensionsv1.CustomResourceDefinition
		err := d.Decode(&v1)
		if errors.Is(err, io.EOF) {
			return out, nil
		}
		if err != nil {
			return nil, err
		}
		if v1.Kind != "CustomResourceDefinition" {
			continue // admission policies stand in the same files
		}
		var crd apiextensions.CustomResourceDefinition
		if err := apiextensionsv1.Convert_v1_CustomResourceDefinition_To_apiextensions_CustomResourceDefinition(&v1, &crd, nil); err != nil {
			return nil, err
		}
		for _, ver := range crd.Spec.Versions {
			s := ver.Schema
			if s == nil {
				s = crd.Spec.Validation // the conversion moves a schema that all versions share up here
			}
			if s == nil || !ver.Served {
				continue
			}
			out[schema.GroupVersionKind{Group: crd.Spec.Group, Version: ver.Name, Kind: crd.Spec.Names.Kind}] = s.OpenAPIV3Schema
		}
	}
}
