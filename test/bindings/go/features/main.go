package main

import (
	"fmt"

	"github.com/aws/constructs-go/constructs/v10"
	"github.com/aws/jsii-runtime-go"
	istio "github.com/cdk8s-istio/cdk8s-istio-go/cdk8sistio"
	"github.com/cdk8s-istio/cdk8s-istio-go/cdk8sistio/l1"
	"github.com/cdk8s-team/cdk8s-core-go/cdk8s/v2"
)

var http = &[]*istio.ServicePort{{Name: jsii.String("http"), Number: jsii.Number(9080)}}

// A reusable part of a company: a service that has a timeout from the beginning.
type timedService struct {
	constructs.Construct
	service istio.MeshService
}

func newTimedService(scope constructs.Construct, name string) timedService {
	timed := constructs.NewConstruct(scope, &name)
	service := istio.NewMeshService(timed, jsii.String("service"), &istio.MeshServiceProps{
		Name: &name, Ports: http, Labels: &map[string]*string{"app": &name},
	})
	istio.NewResilientService(timed, jsii.String("timeout"), &istio.ResilientServiceProps{
		Service: service, Timeout: cdk8s.Duration_Seconds(jsii.Number(2)),
	})
	return timedService{timed, service}
}

// A destination of one's own.
type recorder struct{}

func (*recorder) Host() *string   { return jsii.String("recorder.audit.svc.cluster.local") }
func (*recorder) Subset() *string { return nil }
func (*recorder) Port() *float64  { return jsii.Number(8080) }

func main() {
	app := cdk8s.NewApp(nil)
	acme := istio.NewPolicyPack(&istio.PolicyPackProps{Prefix: jsii.String("ACME"), Checks: &[]istio.PolicyCheck{newTimeoutGiven()}})
	istio.NewMesh(app, jsii.String("mesh"), &istio.MeshProps{
		PolicyPacks: &[]istio.PolicyPack{acme},
		KnownHosts:  jsii.Strings("recorder.audit.svc.cluster.local"),
	})

	// Files beside the manifests, with values of any shape.
	istio.NewHelmInstall(cdk8s.NewChart(app, jsii.String("install"), nil), jsii.String("istio"), &istio.HelmInstallProps{
		Folder:   jsii.String("helm"),
		Revision: jsii.String("1-31"),
		Values: &map[string]interface{}{
			"global": map[string]interface{}{"proxy": map[string]interface{}{"logLevel": "warning", "privileged": false}},
			"pilot":  map[string]interface{}{"env": map[string]interface{}{"PILOT_ENABLE_ALPHA_GATEWAY_API": "true"}},
		},
	})

	shop := cdk8s.NewChart(app, jsii.String("shop"), &cdk8s.ChartProps{Namespace: jsii.String("shop")})
	reviews := newTimedService(shop, "reviews").service
	istio.NewCanaryRelease(shop, jsii.String("canary"), &istio.CanaryReleaseProps{
		Service: reviews,
		Stable:  reviews.Version(jsii.String("v1"), nil),
		Canary:  reviews.Version(jsii.String("v2"), nil),
		Weight:  jsii.Number(25),
	})
	istio.NewMirroredService(shop, jsii.String("record"), &istio.MirroredServiceProps{
		Service: reviews,
		Mirrors: &[]*istio.MirrorTarget{{To: &recorder{}, Percentage: jsii.Number(5)}},
	})

	// A construct for one kind, with lists of objects, enums and value classes. What it says for port 8080 leaves one thing out, which is a warning.
	istio.NewDestinationRule(shop, jsii.String("ratings"), &istio.DestinationRuleProps{
		Host: jsii.String("ratings"),
		TrafficPolicy: &istio.TrafficPolicy{
			LoadBalancer: istio.LoadBalancing_ConsistentHash(
				istio.HashKey_Cookie(jsii.String("user"), &istio.HashCookieOptions{Ttl: cdk8s.Duration_Hours(jsii.Number(1))}),
				&istio.ConsistentHashOptions{Ring: istio.HashRing_Maglev(jsii.Number(65537))},
			),
			ProxyProtocol:     istio.ProxyProtocolVersion_V2,
			PortLevelSettings: &[]*istio.PortTrafficPolicy{{Port: jsii.Number(8080), LoadBalancer: istio.LoadBalancing_RoundRobin(nil)}},
		},
		ExportTo: jsii.Strings("."),
	})

	// The classes that are generated from the CRDs, and a patch of an object.
	l1.NewTelemetry(shop, jsii.String("telemetry"), &l1.TelemetryProps{
		Metadata: &cdk8s.ApiObjectMetadata{Name: jsii.String("tracing")},
		Spec: &l1.TelemetrySpec{
			Tracing: &[]*l1.TelemetrySpecTracing{{
				RandomSamplingPercentage: jsii.Number(5),
				Match:                    &l1.TelemetrySpecTracingMatch{Mode: l1.TelemetrySpecTracingMatchMode_CLIENT},
				CustomTags: &map[string]*l1.TelemetrySpecTracingCustomTags{
					"zone": {Literal: &l1.TelemetrySpecTracingCustomTagsLiteral{Value: jsii.String("a")}},
				},
			}},
		},
	})
	routes := reviews.Node().FindChild(jsii.String("VirtualService"))
	cdk8s.ApiObject_Of(routes).AddJsonPatch(cdk8s.JsonPatch_Add(jsii.String("/spec/exportTo"), []string{"."}))

	// A service of somebody else has no timeout: the policy finds it, and it is silenced.
	details := istio.NewMeshService(shop, jsii.String("details"), &istio.MeshServiceProps{Name: jsii.String("details"), Ports: http})
	istio.NewCanaryRelease(shop, jsii.String("details-canary"), &istio.CanaryReleaseProps{
		Service: details,
		Stable:  details.Version(jsii.String("v1"), nil),
		Canary:  details.Version(jsii.String("v2"), nil),
		Weight:  jsii.Number(5),
	})
	found := []*istio.Finding{}
	for _, finding := range *istio.MeshAnalysis_Findings(app) {
		if *finding.Code == "ACME001" {
			found = append(found, finding)
		}
	}
	for _, line := range *istio.MeshAnalysis_FormatAll(&found) {
		fmt.Println(*line)
	}
	istio.MeshAnalysis_Suppress(details, jsii.String("ACME001"), jsii.String("is asked in the background"))

	// What happens to requests.
	mesh := istio.MeshTesting_Of(app)
	mesh.Expect(&istio.MeshRequest{To: jsii.String("reviews.shop")}).
		RoutesTo(jsii.String("reviews"), &istio.RouteExpectation{Subset: jsii.String("v1"), Weight: jsii.Number(75)}).
		HasTimeout(cdk8s.Duration_Seconds(jsii.Number(2)))
	treatment := mesh.Request(&istio.MeshRequest{
		To:      jsii.String("reviews.shop"),
		Headers: &map[string]*string{"end-user": jsii.String("jason")},
	})
	fmt.Println(treatment.Outcome == istio.RequestOutcome_FORWARDED, *treatment.Route, *treatment.Timeout.ToSeconds(nil))
	for _, destination := range *treatment.Destinations {
		fmt.Println(*destination.Subset, *destination.Weight)
	}

	app.Synth()
}
