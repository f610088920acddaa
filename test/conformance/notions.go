package main

import (
	"bufio"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net"
	"net/netip"
	"net/url"
	"os"
	"strconv"
	"strings"
	"time"

	"github.com/google/cel-go/cel"
	"github.com/lestrrat-go/jwx/jwk"
	"google.golang.org/protobuf/types/known/durationpb"

	"istio.io/api/annotation"
	extensions "istio.io/api/extensions/v1alpha1"
	meshconfig "istio.io/api/mesh/v1alpha1"
	networking "istio.io/api/networking/v1alpha3"
	operatorvalidation "istio.io/istio/operator/pkg/apis/validation"
	"istio.io/istio/operator/pkg/values"
	"istio.io/istio/pkg/config"
	"istio.io/istio/pkg/config/labels"
	"istio.io/istio/pkg/config/mesh"
	"istio.io/istio/pkg/config/security"
	"istio.io/istio/pkg/config/validation"
	"istio.io/istio/pkg/config/validation/agent"
	"istio.io/istio/pkg/config/visibility"
	"istio.io/istio/pkg/kube/inject"
	"istio.io/istio/pkg/util/grpc"
)

// notions are the functions that Istio's webhook checks texts with, by the names that the library's tests give them.
var notions = map[string]func(text string) error{
	"host-label":       is(labels.IsDNS1123Label),
	"wildcard-label":   is(labels.IsWildcardDNS1123Label),
	"port-name":        validation.ValidatePortName,
	"fqdn":             agent.ValidateFQDN,
	"wildcard-domain":  agent.ValidateWildcardDomain,
	"partial-wildcard": agent.ValidatePartialWildCard,
	"sni-host": func(text string) error {
		return agent.ValidateWildcardDomainForVirtualServiceBoundToGateway(true, text)
	},
	"gateway-host":  func(text string) error { return agent.ValidateNamespaceSlashWildcardHostname(text, true, false) },
	"sidecar-host":  func(text string) error { return agent.ValidateNamespaceSlashWildcardHostname(text, false, false) },
	"trust-domain":  agent.ValidateTrustDomain,
	"export-to":     func(text string) error { return visibility.Instance(text).Validate() },
	"ip":            agent.ValidateIPAddress,
	"ip-or-cidr":    agent.ValidateIPSubnet,
	"cidr":          parses(netip.ParsePrefix),
	"unix-address":  validation.ValidateUnixAddress,
	"host-port":     agent.ValidateProxyAddress,
	"label-key":     func(text string) error { return labels.Instance{text: ""}.Validate() },
	"label-value":   func(text string) error { return labels.Instance{"app": text}.Validate() },
	"go-duration":   parses(time.ParseDuration),
	"duration":      duration(agent.ValidateDuration),
	"whole-seconds": duration(agent.ValidateDrainDuration),
	"host-port-split": func(text string) error {
		_, _, err := net.SplitHostPort(text)
		return err
	},

	"match-header-name":   validation.ValidateHTTPHeaderNameOrJwtClaimRoute,
	"cors-header-name":    validation.ValidateCORSHTTPHeaderName,
	"strict-header-name":  validation.ValidateStrictHTTPHeaderName,
	"probe-header-name":   validation.ValidateProbeHeaderName,
	"request-header-name": validation.ValidateHTTPHeaderWithAuthorityOperationName,
	"header-name":         validation.ValidateHTTPHeaderOperationName,
	"header-value":        validation.ValidateHTTPHeaderValue,

	"cipher-suite": is(security.IsValidCipherSuite),
	"ecdh-curve":   is(security.IsValidECDHCurve),
	"grpc-status": is(func(text string) bool {
		_, found := grpc.SupportedGRPCStatus[text]
		return found
	}),
	"envoy-status": func(text string) error {
		return agent.ValidateExtensionProviderEnvoyExtAuthzGRPC(
			&meshconfig.MeshConfig_ExtensionProvider_EnvoyExternalAuthorizationGrpcProvider{Service: "a", Port: 1, StatusOnError: text})
	},
	"cors-method": func(text string) error {
		return validRoute(&networking.HTTPRoute{CorsPolicy: &networking.CorsPolicy{AllowMethods: []string{text}}})
	},
	"retry-condition": func(text string) error {
		return validRoute(&networking.HTTPRoute{Retries: &networking.HTTPRetry{Attempts: 1, RetryOn: "5xx," + text}})
	},

	"interception-mode": inject.AnnotationValidation[annotation.SidecarInterceptionMode.Name],
	"unsigned":          inject.AnnotationValidation[annotation.SidecarStatusReadinessPeriodSeconds.Name],
	"status-port":       inject.AnnotationValidation[annotation.SidecarStatusPort.Name],
	"port-list":         inject.ValidateExcludeInboundPorts,
	"port-list-or-all":  inject.ValidateIncludeInboundPorts,
	"cidr-list":         inject.ValidateExcludeIPRanges,
	"cidr-list-or-all":  inject.ValidateIncludeIPRanges,
	"interface-list":    inject.ValidateExcludeInterfaces,
	"boolean-text":      inject.AnnotationValidation[annotation.PrometheusMergeMetrics.Name],
	"quantity":          inject.AnnotationValidation[annotation.SidecarProxyCPU.Name],
	"operator-ports":    installs("values", "global", "proxy", "includeInboundPorts"),
	"hub":               installs("hub"),
	"installation":      wholeInstallation,
	"mesh-config":       parses(mesh.ApplyMeshConfigDefaults),
	"mesh-networks":     parses(mesh.ParseMeshNetworks),
	"proxy-config":      inject.AnnotationValidation[annotation.ProxyConfig.Name],
	"image-tag":         installs("tag"),

	"path-template":          func(text string) error { return security.CheckValidPathTemplate("paths", []string{text}) },
	"address-block":          func(text string) error { return security.ValidateIPs([]string{text}) },
	"condition-key":          func(text string) error { return security.ValidateAttribute(text, nil) },
	"service-account":        func(text string) error { return security.CheckServiceAccount("a", []string{text}) },
	"authorization-wildcard": func(text string) error { return security.CheckWildcardValues("a", []string{text}) },
	"trust-domain-pattern":   func(text string) error { return security.CheckTrustDomainValues("a", []string{text}) },
	"port-text":              func(text string) error { return security.ValidatePorts([]string{text}) },
	"prime":                  prime,
	"sha256": func(text string) error {
		return validSpec(validation.ValidateWasmPlugin, &extensions.WasmPlugin{Url: "oci://a", Sha256: text})
	},
	"url":                parses(url.Parse),
	"request-url-scheme": both(parses(url.ParseRequestURI), parses(url.Parse)),
	"jwks-uri":           parses(security.ParseJwksURI),
	"module-url": func(text string) error {
		return validSpec(validation.ValidateWasmPlugin, &extensions.WasmPlugin{Url: text})
	},
	"url-path": func(text string) error {
		return agent.ValidateExtensionProviderEnvoyExtAuthzHTTP(
			&meshconfig.MeshConfig_ExtensionProvider_EnvoyExternalAuthorizationHttpProvider{Service: "a", Port: 1, PathPrefix: text})
	},
	"jwks": func(text string) error {
		_, err := jwk.Parse([]byte(text))
		return err
	},
	"cel": func(text string) error {
		_, issues := celEnv.Parse(text)
		return issues.Err()
	},
}

// celEnv is made as the webhook makes its own.
var celEnv, _ = cel.NewEnv()

func is(takes func(string) bool) func(string) error {
	return func(text string) error {
		if !takes(text) {
			return errors.New("not taken")
		}
		return nil
	}
}

func parses[T any](parse func(string) (T, error)) func(string) error {
	return func(text string) error {
		_, err := parse(text)
		return err
	}
}

func both(one, other func(string) error) func(string) error {
	return func(text string) error { return errors.Join(one(text), other(text)) }
}

func duration(valid func(*durationpb.Duration) error) func(string) error {
	return func(text string) error {
		d, err := time.ParseDuration(text)
		if err != nil {
			return err
		}
		return valid(durationpb.New(d))
	}
}

func prime(text string) error {
	size, err := strconv.ParseUint(text, 10, 64)
	if err != nil || size > 1e9 {
		return errors.New("not a number, or too large to look at")
	}
	err = validSpec(validation.ValidateDestinationRule, &networking.DestinationRule{Host: "a", TrafficPolicy: &networking.TrafficPolicy{
		LoadBalancer: &networking.LoadBalancerSettings{LbPolicy: &networking.LoadBalancerSettings_ConsistentHash{
			ConsistentHash: &networking.LoadBalancerSettings_ConsistentHashLB{
				HashKey: &networking.LoadBalancerSettings_ConsistentHashLB_UseSourceIp{UseSourceIp: true},
				HashAlgorithm: &networking.LoadBalancerSettings_ConsistentHashLB_Maglev{
					Maglev: &networking.LoadBalancerSettings_ConsistentHashLB_MagLev{TableSize: size}},
			}}}}})
	if err != nil && strings.Contains(err.Error(), "prime") {
		return err
	}
	return nil
}

func validRoute(route *networking.HTTPRoute) error {
	route.Route = []*networking.HTTPRouteDestination{{Destination: &networking.Destination{Host: "a"}}}
	return validSpec(validation.ValidateVirtualService, &networking.VirtualService{Hosts: []string{"a"}, Http: []*networking.HTTPRoute{route}})
}

func validSpec(valid validation.ValidateFunc, spec config.Spec) error {
	_, err := valid(config.Config{Meta: config.Meta{Name: "a", Namespace: "b"}, Spec: spec})
	return err
}

// installs says whether istioctl takes the text at a place in the spec of an IstioOperator.
func installs(path ...string) func(string) error {
	return func(text string) error {
		spec := map[string]any{}
		at := spec
		for _, name := range path[:len(path)-1] {
			below := map[string]any{}
			at[name], at = below, below
		}
		at[path[len(path)-1]] = text
		_, errs := operatorvalidation.ParseAndValidateIstioOperator(values.Map{"spec": spec}, nil)
		return errs.ToError()
	}
}

// wholeInstallation says whether istioctl takes an IstioOperator, which is JSON here.
func wholeInstallation(text string) (err error) {
	defer func() {
		if broken := recover(); broken != nil {
			err = fmt.Errorf("istioctl breaks: %v", broken)
		}
	}()
	var object values.Map
	if err := json.Unmarshal([]byte(text), &object); err != nil {
		return err
	}
	_, errs := operatorvalidation.ParseAndValidateIstioOperator(object, nil)
	return errs.ToError()
}

// notionsCommand reads lines of {notion, text}, and prints for each whether Istio takes the text: {ok}.
func notionsCommand(out io.Writer) (int, error) {
	lines := bufio.NewScanner(os.Stdin)
	lines.Buffer(nil, 1<<24)
	writer := bufio.NewWriter(out)
	defer writer.Flush()
	for lines.Scan() {
		var asked struct{ Notion, Text string }
		if err := json.Unmarshal(lines.Bytes(), &asked); err != nil {
			return 2, err
		}
		takes, found := notions[asked.Notion]
		if !found {
			return 2, fmt.Errorf("there is no notion %q", asked.Notion)
		}
		fmt.Fprintf(writer, "{\"ok\":%t}\n", takes(asked.Text) == nil)
	}
	return 0, lines.Err()
}
