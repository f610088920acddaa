import type { Omissions } from './omissions';

const ZERO = 'the value that a missing field has: what protobuf reads is the same';
const NAMESPACE = 'rejected by the CRD: "cross namespace referencing is not currently supported"; a text that is not empty never passes';
const UNREAD_KEY = 'ignored: hidden from the documentation, and nothing in istio.io/istio reads VerificationKey';
const REMOVED = 'rejected by istioctl: "is removed" (NOTES.txt of the chart of istiod)';
const NO_DAEMON_SET = 'rejected by the API server: istioctl puts it into a DaemonSet, which has no such field';
const NO_PATCH = 'ignored: not among the fields of k8s that operator/pkg/render/postprocess.go applies';

/**
 * What the programs leave out: what Istio 1.31 itself rejects or ignores, with where it does. Each rejection is recorded in
 * `rejected`, and Istio is asked again by `scripts/proofs.sh --istio`.
 */
export const LEFT_OUT: Omissions = {
  AuthorizationPolicy: { 'spec.targetRefs[].namespace': NAMESPACE },
  DestinationRule: { '**.loadBalancer.simple=UNSPECIFIED': ZERO },
  EnvoyFilter: {
    'spec.configPatches[].applyTo=INVALID': 'rejected by the webhook: "Envoy filter: missing applyTo"',
    'spec.configPatches[].patch.operation=INVALID': 'rejected by the webhook: "Envoy filter: missing patch operation"',
    'spec.configPatches[].match.listener.portName':
      'ignored: hidden from the documentation, and pilot/pkg/networking/core/envoyfilter/listener_patch.go does not read it',
    'spec.targetRefs[].namespace': NAMESPACE,
  },
  Gateway: {
    'spec.servers[].defaultEndpoint': 'ignored: "NOT IMPLEMENTED" in gateway.proto, and nothing in istio.io/istio reads it of a server',
    'spec.servers[].tls.tlsCertificates[].caCertificates':
      'ignored: hidden from the documentation; pilot/pkg/security/model/authentication.go reads certificate and key of each pair only',
  },
  IstioOperator: {
    'spec.components.istiodRemote.**': 'ignored: operator/pkg/component/component.go installs no such component, and nothing else reads it',
    'spec.components.cni.k8s.replicaCount': NO_DAEMON_SET,
    'spec.components.cni.k8s.strategy.**': NO_DAEMON_SET,
    'spec.components.ztunnel.k8s.replicaCount': NO_DAEMON_SET,
    'spec.components.ztunnel.k8s.strategy.**': NO_DAEMON_SET,
    '**meshConfig.meshMTLS.ecdhCurves[]': 'rejected by istioctl: "mesh TLS does not support ECDH curves configuration"',
    '**.controlPlaneAuthPolicy=INHERIT': 'rejected by istioctl: "unrecognized control plane auth policy "INHERIT""',
    '**.tracing.stackdriver.**': REMOVED,
    'spec.values.global.tracer.stackdriver.**': REMOVED,
    '**.k8s.volumes[]**': NO_PATCH,
    '**.k8s.volumeMounts[]**': NO_PATCH,
  },
  RequestAuthentication: {
    'spec.jwtRules[].jwks_uri': 'another spelling of jwksUri: one field of the proto ("altName=jwks_uri"), and the CRD takes one of the two',
    'spec.targetRefs[].namespace': NAMESPACE,
  },
  Sidecar: {
    'spec.ingress[].tls.caCertCredentialName': 'ignored: read next to credentialName only, which the webhook rejects here',
    'spec.ingress[].tls.credentialName': 'rejected by the webhook: "sidecar: credentialName is not currently supported"',
    'spec.ingress[].tls.credentialNames[]': 'rejected by the webhook: "sidecar: credentialNames is not currently supported"',
    'spec.ingress[].tls.httpsRedirect': 'rejected by the webhook: "sidecar: httpsRedirect is not supported"',
    'spec.ingress[].tls.mode=AUTO_PASSTHROUGH': 'rejected by the webhook: "cannot set mode to AUTO_PASSTHROUGH in sidecar ingress tls"',
    'spec.ingress[].tls.mode=ISTIO_MUTUAL': 'rejected by the webhook: "cannot set mode to ISTIO_MUTUAL in sidecar ingress tls"',
    'spec.ingress[].tls.mode=PASSTHROUGH':
      'ignored: pilot/pkg/networking/core/listener_inbound.go has the sidecar end TLS whatever the mode, and the webhook warns of the files it needs for that',
    'spec.ingress[].tls.subjectAltNames[]': 'rejected by the webhook: "sidecar: subjectAltNames is not supported in ingress tls"',
    'spec.ingress[].tls.tlsCertificates[].**': 'rejected by the webhook: "sidecar: tls_certificates is not currently supported"',
  },
  Telemetry: { 'spec.targetRefs[].namespace': NAMESPACE },
  TrafficExtension: {
    'spec.match[].mode=UNDEFINED': ZERO,
    'spec.phase=UNSPECIFIED': ZERO,
    'spec.targetRefs[].namespace': NAMESPACE,
    'spec.wasm.imagePullPolicy=UNSPECIFIED_POLICY': ZERO,
    'spec.wasm.type=UNSPECIFIED_PLUGIN_TYPE': ZERO,
    'spec.wasm.verificationKey': UNREAD_KEY,
  },
  VirtualService: {
    'spec.http[].corsPolicy.unmatchedPreflights=UNSPECIFIED': ZERO,
    'spec.http[].fault.abort.http2Error': 'rejected by the webhook: "HTTP/2 abort fault injection not supported yet"',
    'spec.http[].fault.delay.exponentialDelay': 'rejected by the webhook: "exponentialDelay not supported yet"',
    'spec.tcp[].match[].sourceSubnet': 'ignored: hidden from the documentation, and nothing in istio.io/istio reads it',
  },
  WasmPlugin: {
    'spec.imagePullPolicy=UNSPECIFIED_POLICY': ZERO,
    'spec.match[].mode=UNDEFINED': ZERO,
    'spec.phase=UNSPECIFIED_PHASE': ZERO,
    'spec.targetRefs[].namespace': NAMESPACE,
    'spec.type=UNSPECIFIED_PLUGIN_TYPE': ZERO,
    'spec.verificationKey': UNREAD_KEY,
  },
  WorkloadGroup: {
    'spec.probe.grpc.**': 'rejected by the webhook: "unknown health check method *v1alpha3.ReadinessProbe_Grpc"',
    'spec.template.address': 'ignored: pilot/pkg/autoregistration/controller.go puts the address of the workload in its place',
  },
};
