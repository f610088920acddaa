package main

import (
	"bytes"
	"strings"
	"testing"

	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
)

// What the IstioOperator asks for must stand in the objects that istioctl would apply.
func TestRenderedControlPlane(t *testing.T) {
	objs, warnings, err := renderFile("testdata/operator.yaml")
	if err != nil || len(warnings) > 0 {
		t.Fatal(err, warnings)
	}
	find := func(kind, ns, name string) map[string]any {
		t.Helper()
		for _, o := range objs {
			if o.GetKind() == kind && o.GetNamespace() == ns && o.GetName() == name {
				return o.Object
			}
		}
		t.Fatalf("no %s %s/%s is rendered", kind, ns, name)
		return nil
	}
	containers, _, err := unstructured.NestedSlice(find("Deployment", "istio-system", "istiod"), "spec", "template", "spec", "containers")
	if err != nil {
		t.Fatal(err)
	}
	memory, _, _ := unstructured.NestedString(containers[0].(map[string]any), "resources", "requests", "memory")
	if memory != "3Gi" {
		t.Errorf("istiod requests %q of memory, want 3Gi", memory)
	}
	hpa := find("HorizontalPodAutoscaler", "istio-system", "istiod")
	low, _, _ := unstructured.NestedInt64(hpa, "spec", "minReplicas")
	high, _, _ := unstructured.NestedInt64(hpa, "spec", "maxReplicas")
	if low != 2 || high != 7 {
		t.Errorf("istiod scales from %d to %d, want 2 to 7", low, high)
	}
	note, _, _ := unstructured.NestedString(find("Service", "edge", "internal-gateway"), "metadata", "annotations", "example.com/internal")
	if note != "true" {
		t.Errorf("the gateway's Service lacks its annotation")
	}
}

func TestRenderCommand(t *testing.T) {
	var out bytes.Buffer
	if code, err := run([]string{"render", "testdata/operator.yaml"}, &out); code != 0 || err != nil {
		t.Fatal(code, err)
	}
	if !strings.Contains(out.String(), "\nkind: HorizontalPodAutoscaler\n") || !strings.HasPrefix(out.String(), "---\n") {
		t.Error("the output is not the rendered YAML")
	}
	if code, _ := run([]string{"render", "testdata/twins/install-profile/twin.yaml"}, &out); code != 1 {
		t.Errorf("an unknown profile: code %d, want 1", code)
	}
	if code, _ := run([]string{"render", "testdata/none.yaml"}, &out); code != 2 {
		t.Errorf("a missing file: code %d, want 2", code)
	}
}

// Gateways that an IstioOperator installs exist for the Gateways of the same unit.
func TestInstalledGatewayIsSeenByAnalyzers(t *testing.T) {
	if fs := judgePath(t, "testdata/installed"); len(fs) != 0 {
		t.Errorf("with its installation: %v", fs)
	}
	if e, _ := count(judgePath(t, "testdata/installed/gateway.yaml")); e == 0 {
		t.Error("without it, the selector must find no gateway")
	}
}
