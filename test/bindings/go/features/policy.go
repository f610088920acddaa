package main

import (
	"github.com/aws/jsii-runtime-go"
	istio "github.com/cdk8s-istio/cdk8s-istio-go/cdk8sistio"
)

type timeoutGiven struct {
	istio.PolicyCheck
}

func newTimeoutGiven() istio.PolicyCheck {
	check := &timeoutGiven{}
	istio.NewPolicyCheck_Override(check, &istio.PolicyCheckProps{
		Code:        jsii.String("ACME001"),
		Name:        jsii.String("timeout-given"),
		Title:       jsii.String("Every HTTP route has a timeout."),
		Severity:    istio.Severity_WARNING,
		Kinds:       jsii.Strings("VirtualService"),
		Explanation: jsii.String("Without a timeout a request waits for as long as the service takes."),
		Fix:         jsii.String("add timeout: 10s"),
	})
	return check
}

func (check *timeoutGiven) Examine(item istio.PolicyObject, app istio.PolicyApp) *[]istio.PolicyReport {
	reports := []istio.PolicyReport{}
	for _, route := range *item.At(jsii.String("spec.http")).Items() {
		if timeout := route.At(jsii.String("timeout")); !*timeout.IsGiven() {
			reports = append(reports, timeout.MustBe(jsii.String("given"), nil))
		}
	}
	return &reports
}
