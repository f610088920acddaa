package main

import (
	"strings"
	"testing"

	"sigs.k8s.io/yaml"

	"istio.io/istio/pkg/config/analysis/analyzers"
	"istio.io/istio/pkg/config/analysis/local"
)

// istioctl's offline analysis skips analyzers for want of input kinds. This one must not.
func TestNoAnalyzerIsSkipped(t *testing.T) {
	sa := local.NewIstiodAnalyzer(analyzers.AllCombined(), "", "istio-system", nil)
	err := sa.AddTestReaderKubeSource([]local.ReaderSource{{Name: "ns", Reader: strings.NewReader("apiVersion: v1\nkind: Namespace\nmetadata: {name: a}\n")}})
	if err != nil {
		t.Fatal(err)
	}
	stop := make(chan struct{})
	defer close(stop)
	res, err := sa.Analyze(stop)
	if err != nil {
		t.Fatal(err)
	}
	if len(res.SkippedAnalyzers) > 0 || len(res.ExecutedAnalyzers) < 30 {
		t.Errorf("%d analyzers ran, skipped: %v", len(res.ExecutedAnalyzers), res.SkippedAnalyzers)
	}
}

func worldOf(t *testing.T, text string) *world {
	t.Helper()
	u := &Unit{}
	for _, doc := range strings.Split(text, "---\n") {
		m, err := parse([]byte(doc))
		if err != nil {
			t.Fatal(err)
		}
		o := object("", "", "", "", nil, nil)
		o.Object = m
		u.Objects = append(u.Objects, o)
	}
	return newWorld(u, nil)
}

const namespaceAndWorkload = `apiVersion: v1
kind: Namespace
metadata: {name: shop, labels: {istio-injection: enabled}}
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: reviews, namespace: shop}
spec:
  selector: {matchLabels: {app: reviews}}
  template:
    metadata: {labels: {app: reviews}}
    spec: {containers: [{name: app, image: a}]}
`

func TestPodsOfWorkloads(t *testing.T) {
	cases := []struct{ name, from, to, containers string }{
		{"injected", "", "", "app,istio-proxy"},
		{"by revision", "istio-injection: enabled", "istio.io/rev: canary", "app,istio-proxy"},
		{"namespace not labelled", "labels: {istio-injection: enabled}", "labels: {}", "app"},
		{"switched off for the pod", "labels: {app: reviews}}", `labels: {app: reviews, sidecar.istio.io/inject: "false"}}`, "app"},
		{"settings for the sidecar", "{name: app, image: a}", "{name: app, image: a}, {name: istio-proxy, image: auto}", "app,istio-proxy"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			w := worldOf(t, strings.Replace(namespaceAndWorkload, c.from, c.to, 1))
			pod := w.find("Pod", "shop", "reviews-0")
			if pod == nil || pod.GetKind() != "Deployment" {
				t.Fatalf("the pod's findings belong to %v, want the Deployment", pod)
			}
			for _, o := range w.objects {
				if o.GetKind() != "Pod" {
					continue
				}
				b, err := yaml.Marshal(o.Object)
				if err != nil {
					t.Fatal(err)
				}
				var p struct {
					Spec struct{ Containers []struct{ Name string } }
				}
				if err := yaml.Unmarshal(b, &p); err != nil {
					t.Fatal(err)
				}
				var names []string
				for _, x := range p.Spec.Containers {
					names = append(names, x.Name)
				}
				if got := strings.Join(names, ","); got != c.containers {
					t.Errorf("containers %s, want %s", got, c.containers)
				}
			}
		})
	}
}

func TestDefaultGatewayOnlyWhereItIsNeeded(t *testing.T) {
	gateway := `apiVersion: networking.istio.io/v1
kind: Gateway
metadata: {name: edge, namespace: shop}
spec: {selector: {istio: ingressgateway}}
`
	own := strings.ReplaceAll(namespaceAndWorkload, "{app: reviews}", "{istio: ingressgateway}")
	has := func(w *world) bool { return w.present[key("v1 Service", "istio-system", "istio-ingressgateway")] }
	if !has(worldOf(t, gateway)) {
		t.Error("a Gateway that selects the default profile's gateway must find it")
	}
	if has(worldOf(t, gateway+"---\n"+own)) {
		t.Error("the unit brings the gateway itself")
	}
	if has(worldOf(t, strings.Replace(gateway, "ingressgateway", "internal", 1))) {
		t.Error("no profile has a gateway of that name")
	}
}
