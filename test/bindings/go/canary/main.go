package main

import (
	"github.com/aws/jsii-runtime-go"
	istio "github.com/cdk8s-istio/cdk8s-istio-go/cdk8sistio"
	"github.com/cdk8s-team/cdk8s-core-go/cdk8s/v2"
)

func main() {
	app := cdk8s.NewApp(nil)
	bookinfo := cdk8s.NewChart(app, jsii.String("bookinfo"), &cdk8s.ChartProps{Namespace: jsii.String("bookinfo")})
	istio.NewStrictMtlsNamespace(bookinfo, jsii.String("namespace"), &istio.StrictMtlsNamespaceProps{
		Name:      jsii.String("bookinfo"),
		Injection: istio.Injection_Enabled(),
	})

	reviews := istio.NewMeshService(bookinfo, jsii.String("reviews"), &istio.MeshServiceProps{
		Name:  jsii.String("reviews"),
		Ports: &[]*istio.ServicePort{{Name: jsii.String("http"), Number: jsii.Number(9080)}},
	})

	// One of ten requests sees the reviews with red stars. Those of jason always do.
	istio.NewCanaryRelease(bookinfo, jsii.String("reviews-canary"), &istio.CanaryReleaseProps{
		Service: reviews,
		Stable:  reviews.Version(jsii.String("v1"), nil),
		Canary:  reviews.Version(jsii.String("v3"), nil),
		Weight:  jsii.Number(10),
		AlwaysCanary: &[]istio.RequestMatch{
			istio.RequestMatch_Header(jsii.String("end-user"), istio.StringMatch_Exact(jsii.String("jason"))),
		},
	})

	istio.NewResilientService(bookinfo, jsii.String("reviews-resilience"), &istio.ResilientServiceProps{
		Service: reviews,
		Timeout: cdk8s.Duration_Seconds(jsii.Number(3)),
		Retries: &istio.Retries{
			Attempts:      jsii.Number(3),
			PerTryTimeout: cdk8s.Duration_Seconds(jsii.Number(1)),
			On:            &[]istio.RetryOn{istio.RetryOn_FIVE_XX(), istio.RetryOn_RESET()},
		},
	})

	app.Synth()
}
