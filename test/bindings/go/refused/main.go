package main

import (
	"fmt"

	"github.com/aws/jsii-runtime-go"
	istio "github.com/cdk8s-istio/cdk8s-istio-go/cdk8sistio"
	"github.com/cdk8s-team/cdk8s-core-go/cdk8s/v2"
)

var http = &[]*istio.ServicePort{{Name: jsii.String("http"), Number: jsii.Number(9080)}}

// Prints what a statement is refused with.
func refused(statement func()) {
	defer func() {
		if problem := recover(); problem != nil {
			fmt.Println(problem)
		} else {
			fmt.Println("is accepted")
		}
	}()
	statement()
}

// A check of one's own whose findings stop the synth.
type ownHosts struct {
	istio.PolicyCheck
}

func newOwnHosts() istio.PolicyCheck {
	check := &ownHosts{}
	istio.NewPolicyCheck_Override(check, &istio.PolicyCheckProps{
		Code:        jsii.String("ACME002"),
		Name:        jsii.String("own-hosts"),
		Title:       jsii.String("DestinationRules are for hosts of our own."),
		Severity:    istio.Severity_ERROR,
		Kinds:       jsii.Strings("DestinationRule"),
		Explanation: jsii.String("Others say how their hosts are called."),
		Fix:         jsii.String("ask its owners"),
	})
	return check
}

func (check *ownHosts) Examine(item istio.PolicyObject, app istio.PolicyApp) *[]istio.PolicyReport {
	text := fmt.Sprintf("is not a host of namespace %s's team", *item.Namespace())
	return &[]istio.PolicyReport{item.At(jsii.String("spec.host")).Problem(&text, nil)}
}

func main() {
	app := cdk8s.NewApp(nil)
	shop := cdk8s.NewChart(app, jsii.String("shop"), &cdk8s.ChartProps{Namespace: jsii.String("shop")})
	reviews := istio.NewMeshService(shop, jsii.String("reviews"), &istio.MeshServiceProps{Name: jsii.String("reviews"), Ports: http})
	stable, canary := reviews.Version(jsii.String("v1"), nil), reviews.Version(jsii.String("v2"), nil)

	// Values that can never be right.
	refused(func() {
		istio.NewCanaryRelease(shop, jsii.String("much"), &istio.CanaryReleaseProps{
			Service: reviews, Stable: stable, Canary: canary, Weight: jsii.Number(120),
		})
	})
	refused(func() {
		istio.NewCanaryRelease(shop, jsii.String("half"), &istio.CanaryReleaseProps{
			Service: reviews, Stable: stable, Canary: canary, Weight: jsii.Number(0.5),
		})
	})
	refused(func() {
		istio.NewMeshService(shop, jsii.String("silent"), &istio.MeshServiceProps{Name: jsii.String("silent"), Ports: &[]*istio.ServicePort{}})
	})
	refused(func() {
		istio.NewServiceAccess(shop, jsii.String("nobody"), &istio.ServiceAccessProps{
			Service: reviews,
			Allow:   &[]*istio.AccessRule{{Callers: &[]istio.Caller{}, Methods: jsii.Strings("get")}},
		})
	})
	refused(func() { istio.StringMatch_Regex(jsii.String("([")) })
	refused(func() { istio.AuthorizationRules_AnyOf() })
	refused(func() {
		istio.NewPolicyPack(&istio.PolicyPackProps{Prefix: jsii.String("acme"), Checks: &[]istio.PolicyCheck{}})
	})

	// What only the whole app shows.
	istio.NewResilientService(shop, jsii.String("patient"), &istio.ResilientServiceProps{
		Service: reviews, Timeout: cdk8s.Duration_Seconds(jsii.Number(60)),
	})
	istio.NewResilientService(shop, jsii.String("quick"), &istio.ResilientServiceProps{
		Service: reviews, Timeout: cdk8s.Duration_Seconds(jsii.Number(1)),
	})
	istio.NewVirtualService(shop, jsii.String("by-hand"), &istio.VirtualServiceProps{
		Hosts: &[]*string{reviews.Host()},
		Http: &[]*istio.HttpRoute{{
			Destinations: &[]*istio.HttpDestination{{
				Destination: istio.Destination_Of(reviews.Host(), &istio.DestinationOptions{Subset: jsii.String("v9")}),
			}},
		}},
	})
	refused(func() { app.Synth() })

	other := cdk8s.NewApp(nil)
	pack := istio.NewPolicyPack(&istio.PolicyPackProps{Prefix: jsii.String("ACME"), Checks: &[]istio.PolicyCheck{newOwnHosts()}})
	istio.NewMesh(other, jsii.String("mesh"), &istio.MeshProps{PolicyPacks: &[]istio.PolicyPack{pack}})
	chart := cdk8s.NewChart(other, jsii.String("other"), &cdk8s.ChartProps{Namespace: jsii.String("shop")})
	istio.NewMeshService(chart, jsii.String("reviews"), &istio.MeshServiceProps{Name: jsii.String("reviews"), Ports: http}).
		Version(jsii.String("v1"), nil)
	refused(func() { other.Synth() })
}
