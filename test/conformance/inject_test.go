package main

import (
	"bytes"
	"os"
	"strings"
	"testing"

	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
	"sigs.k8s.io/yaml"

	"istio.io/istio/pkg/config/mesh"
	"istio.io/istio/pkg/kube/inject"
)

// What a SidecarSettings asks for must stand in the pods that Istio's own injector makes of the example.
func TestInjectedSidecars(t *testing.T) {
	pods := injected(t, "../../examples/sidecar-settings/dist/sidecar-settings.k8s.yaml")

	orders := pods["Deployment"]
	proxy := containerOf(t, orders, "containers", "istio-proxy")
	for path, want := range map[string]string{
		"requests.cpu": "250m", "requests.memory": "256Mi", "limits.cpu": "2", "limits.memory": "512Mi",
	} {
		if got, _, _ := unstructured.NestedString(proxy, append([]string{"resources"}, strings.Split(path, ".")...)...); got != want {
			t.Errorf("the sidecar's resources: %s is %q, want %q", path, got, want)
		}
	}
	text := dump(t, proxy)
	for _, want := range []string{
		"--proxyLogLevel=warning", "--proxyComponentLogLevel=rbac:debug",
		`"concurrency":2`, `"holdApplicationUntilProxyStarts":true`, `"terminationDrainDuration":"30s"`, `"CANONICAL_NAME_ONLY"`,
		`"inclusionPrefixes":["cluster.outbound"]`, "name: ISTIO_META_DNS_CAPTURE", "periodSeconds: 5", "failureThreshold: 6", "- pilot-agent\n", "- wait\n",
		"mountPath: /etc/partner",
	} {
		if !strings.Contains(text, want) {
			t.Errorf("the sidecar of orders lacks %s:\n%s", want, text)
		}
	}
	if names := containerNames(t, orders, "containers"); names[0] != "istio-proxy" {
		t.Errorf("the application does not wait for the sidecar: the containers are %v", names)
	}
	whole := dump(t, orders)
	for _, want := range []string{"secretName: partner-ca", "169.254.169.254/32", "9102"} {
		if !strings.Contains(whole, want) {
			t.Errorf("the pods of orders lack %s", want)
		}
	}

	report := pods["CronJob"]
	native := containerOf(t, report, "initContainers", "istio-proxy")
	if policy, _, _ := unstructured.NestedString(native, "restartPolicy"); policy != "Always" {
		t.Errorf("the sidecar of report is no native one: its restart policy is %q", policy)
	}
	if names := containerNames(t, pods["StatefulSet"], "containers"); len(names) != 1 {
		t.Errorf("database was to have no sidecar, and its containers are %v", names)
	}
}

// One annotation of resources replaces all that the installation says of them, as the documentation warns.
func TestOneResourceReplacesAll(t *testing.T) {
	file := t.TempDir() + "/pod.yaml"
	manifest := "apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: a, namespace: shop}\nspec:\n" +
		"  selector: {matchLabels: {app: a}}\n  template:\n" +
		"    metadata: {labels: {app: a}, annotations: {sidecar.istio.io/proxyCPU: 50m}}\n    spec: {containers: [{name: a, image: b}]}\n"
	if err := os.WriteFile(file, []byte(manifest), 0o600); err != nil {
		t.Fatal(err)
	}
	proxy := containerOf(t, injected(t, file)["Deployment"], "containers", "istio-proxy")
	resources, _, _ := unstructured.NestedMap(proxy, "resources")
	if got := dump(t, resources); got != "requests:\n  cpu: 50m\n" {
		t.Errorf("the resources of the sidecar are\n%s", got)
	}
}

// injected runs the injector of the default profile over a file, and returns the pods' specs by kind.
func injected(t *testing.T, file string) map[string]map[string]any {
	t.Helper()
	objs, _, err := renderFile("testdata/operator.yaml")
	if err != nil {
		t.Fatal(err)
	}
	var rendered, values string
	for _, o := range objs {
		if o.GetKind() == "ConfigMap" && strings.HasPrefix(o.GetName(), "istio-sidecar-injector") {
			rendered, _, _ = unstructured.NestedString(o.Object, "data", "config")
			values, _, _ = unstructured.NestedString(o.Object, "data", "values")
		}
	}
	config, err := inject.UnmarshalConfig([]byte(rendered))
	if err != nil {
		t.Fatal(err)
	}
	installed, err := inject.NewValuesConfig(values)
	if err != nil {
		t.Fatal(err)
	}
	in, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	templates := map[string][]string{
		"Deployment": {"spec", "template"}, "StatefulSet": {"spec", "template"}, "CronJob": {"spec", "jobTemplate", "spec", "template"},
	}
	pods := map[string]map[string]any{}
	for _, document := range strings.Split(string(in), "\n---\n") {
		var object map[string]any
		if err := yaml.Unmarshal([]byte(document), &object); err != nil {
			t.Fatal(err)
		}
		kind, _, _ := unstructured.NestedString(object, "kind")
		at, known := templates[kind]
		if !known {
			continue
		}
		// A pod as its controller makes it: that is what the webhook sees.
		pod, _, _ := unstructured.NestedMap(object, at...)
		pod["apiVersion"], pod["kind"] = "v1", "Pod"
		name, _, _ := unstructured.NestedString(object, "metadata", "name")
		if err := unstructured.SetNestedField(pod, name, "metadata", "name"); err != nil {
			t.Fatal(err)
		}
		var out bytes.Buffer
		text := []byte(dump(t, pod))
		warn := func(warning string) { t.Log(warning) }
		if err := inject.IntoResourceFile(nil, config.Templates, installed, "", mesh.DefaultMeshConfig(), bytes.NewReader(text), &out, warn); err != nil {
			t.Fatal(err)
		}
		var made map[string]any
		if err := yaml.Unmarshal(out.Bytes(), &made); err != nil {
			t.Fatal(err)
		}
		pods[kind], _, _ = unstructured.NestedMap(made, "spec")
	}
	return pods
}

func containerOf(t *testing.T, pod map[string]any, list, name string) map[string]any {
	t.Helper()
	all, _, _ := unstructured.NestedSlice(pod, list)
	for _, one := range all {
		if c := one.(map[string]any); c["name"] == name {
			return c
		}
	}
	t.Fatalf("there is no container %s in %s:\n%s", name, list, dump(t, pod))
	return nil
}

func containerNames(t *testing.T, pod map[string]any, list string) []string {
	t.Helper()
	all, _, err := unstructured.NestedSlice(pod, list)
	if err != nil {
		t.Fatal(err)
	}
	names := make([]string, len(all))
	for i, one := range all {
		names[i] = one.(map[string]any)["name"].(string)
	}
	return names
}

func dump(t *testing.T, value any) string {
	t.Helper()
	text, err := yaml.Marshal(value)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}
