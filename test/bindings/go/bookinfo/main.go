package main

import (
	"os"

	"github.com/aws/jsii-runtime-go"
	istio "github.com/cdk8s-istio/cdk8s-istio-go/cdk8sistio"
	"github.com/cdk8s-team/cdk8s-core-go/cdk8s/v2"
)

// What examples/bookinfo says of the mesh. Both kinds of app must write the same.
func main() {
	var app cdk8s.App
	if len(os.Args) > 1 && os.Args[1] == "fast" {
		app = istio.NewFastApp(nil)
	} else {
		app = cdk8s.NewApp(nil)
	}

	istio.NewIstioInstall(cdk8s.NewChart(app, jsii.String("istio"), nil), jsii.String("istio"), &istio.IstioInstallProps{
		Profile: istio.InstallProfile_DEFAULT(),
		MeshConfig: &istio.MeshConfig{
			AccessLogFile:         jsii.String("/dev/stdout"),
			OutboundTrafficPolicy: istio.OutboundTraffic_REGISTRY_ONLY(),
		},
		Pilot: &istio.InstallControlPlane{
			Resources: &istio.OperatorResources{
				Requests: &map[string]*string{"cpu": jsii.String("500m"), "memory": jsii.String("2Gi")},
			},
			Autoscaling: &istio.InstallAutoscaling{MinReplicas: jsii.Number(2), MaxReplicas: jsii.Number(5)},
		},
		Values: &map[string]interface{}{
			"global": map[string]interface{}{"proxy": map[string]interface{}{"privileged": false, "logLevel": "warning"}},
		},
	})

	bookinfo := cdk8s.NewChart(app, jsii.String("bookinfo"), &cdk8s.ChartProps{Namespace: jsii.String("bookinfo")})
	istio.NewStrictMtlsNamespace(bookinfo, jsii.String("namespace"), &istio.StrictMtlsNamespaceProps{
		Name:      jsii.String("bookinfo"),
		Injection: istio.Injection_Enabled(),
		Labels:    &map[string]*string{"team": jsii.String("books")},
		Exceptions: &[]*istio.MtlsException{{
			Name:     jsii.String("ratings-metrics"),
			Selector: &map[string]*string{"app": jsii.String("ratings")},
			Mode:     istio.MtlsMode_PERMISSIVE,
			Ports:    jsii.Numbers(9090),
		}},
	})

	part := func(name string) istio.MeshService {
		return istio.NewMeshService(bookinfo, &name, &istio.MeshServiceProps{
			Name:           &name,
			Ports:          &[]*istio.ServicePort{{Name: jsii.String("http"), Number: jsii.Number(9080)}},
			Labels:         &map[string]*string{"app": &name},
			ServiceAccount: jsii.String("bookinfo-" + name),
		})
	}
	productpage := part("productpage")
	details := part("details")
	reviews := part("reviews")
	ratings := part("ratings")

	jason := istio.RequestMatch_Header(jsii.String("end-user"), istio.StringMatch_Exact(jsii.String("jason")))

	istio.NewCanaryRelease(bookinfo, jsii.String("reviews-canary"), &istio.CanaryReleaseProps{
		Service: reviews,
		Stable:  reviews.Version(jsii.String("v1"), nil),
		Canary:  reviews.Version(jsii.String("v3"), nil),
		Weight:  jsii.Number(10),
	})
	istio.NewCanaryRelease(bookinfo, jsii.String("reviews-for-jason"), &istio.CanaryReleaseProps{
		Service:  reviews,
		Stable:   reviews.Version(jsii.String("v1"), nil),
		Canary:   reviews.Version(jsii.String("v2"), nil),
		Weight:   jsii.Number(100),
		Requests: &[]istio.RequestMatch{jason},
	})
	istio.NewResilientService(bookinfo, jsii.String("reviews-resilience"), &istio.ResilientServiceProps{
		Service: reviews,
		Timeout: cdk8s.Duration_Seconds(jsii.Number(3)),
		Retries: &istio.Retries{
			Attempts:      jsii.Number(3),
			PerTryTimeout: cdk8s.Duration_Seconds(jsii.Number(1)),
			On:            &[]istio.RetryOn{istio.RetryOn_FIVE_XX(), istio.RetryOn_Status(jsii.Number(409))},
		},
		CircuitBreaker: &istio.CircuitBreaker{
			MaxConnections:     jsii.Number(20),
			MaxPendingRequests: jsii.Number(4),
			OutlierDetection: &istio.OutlierDetection{
				Consecutive5xxErrors: jsii.Number(5),
				Interval:             cdk8s.Duration_Seconds(jsii.Number(1)),
				BaseEjectionTime:     cdk8s.Duration_Seconds(jsii.Number(15)),
				MaxEjectionPercent:   jsii.Number(50),
			},
		},
	})

	nextDetails := details.Version(jsii.String("v2"), &istio.ServiceVersionOptions{Labels: &map[string]*string{"release": jsii.String("next")}})
	istio.NewCanaryRelease(bookinfo, jsii.String("details-canary"), &istio.CanaryReleaseProps{
		Service: details,
		Stable:  details.Version(jsii.String("v1"), nil),
		Canary:  nextDetails,
		Weight:  jsii.Number(0),
	})
	istio.NewMirroredService(bookinfo, jsii.String("details-shadow"), &istio.MirroredServiceProps{
		Service: details,
		Mirrors: &[]*istio.MirrorTarget{{To: details.Version(jsii.String("v2"), nil), Percentage: jsii.Number(50)}},
	})

	istio.NewFaultInjection(bookinfo, jsii.String("ratings-slow-for-jason"), &istio.FaultInjectionProps{
		Service:  ratings,
		Requests: &[]istio.RequestMatch{jason.And(istio.RequestMatch_Path(istio.StringMatch_Prefix(jsii.String("/ratings")), nil))},
		Delay:    &istio.FaultDelay{Duration: cdk8s.Duration_Millis(jsii.Number(1500)), Percentage: jsii.Number(12.5)},
	})

	gateway := istio.NewIngressGateway(bookinfo, jsii.String("bookinfo-gateway"), &istio.IngressGatewayProps{
		Listeners: &[]*istio.GatewayListener{{
			Hosts:        jsii.Strings("bookinfo.example.com"),
			Tls:          &istio.ListenerTls{CredentialName: jsii.String("bookinfo-cert")},
			RedirectHttp: jsii.Bool(true),
		}},
	})
	istio.NewExposedService(bookinfo, jsii.String("public"), &istio.ExposedServiceProps{
		Service: productpage,
		Gateway: gateway,
		Hosts:   jsii.Strings("bookinfo.example.com"),
	})

	app.Synth()
}
