import { type Examples, istio, service, yaml } from './example';

const object = (apiVersion: string, kind: string, metadata: string, more: string = '') => `apiVersion: ${apiVersion}\nkind: ${kind}\nmetadata: ${metadata}\n${more}`;
const namespace = (name: string, labels: string) => object('v1', 'Namespace', `{name: ${name}, labels: ${labels}}`);
const webhooks = (name: string, list: string, kind = 'MutatingWebhookConfiguration') => object('admissionregistration.k8s.io/v1', kind, `{name: ${name}}`, `webhooks: ${list}`);
const injector = (name: string, selector: string, to = 'istiod') => webhooks(name,
  `[{name: rev.sidecar-injector.istio.io, namespaceSelector: ${selector}, clientConfig: {service: {name: ${to}, namespace: istio-system}}}]`);
const istiod = object('v1', 'Service', '{name: istiod, namespace: istio-system}', 'spec: {ports: [{name: https-webhook, port: 443}]}');
const networks = (registry: string) => object('v1', 'ConfigMap', '{name: istio, namespace: istio-system}',
  `data: {meshNetworks: "networks: {east: {endpoints: [{fromRegistry: ${registry}}]}}"}`);
const crd = (name: string, version: string) => object('apiextensions.k8s.io/v1', 'CustomResourceDefinition',
  `{name: ${name}.gateway.networking.k8s.io, annotations: {gateway.networking.k8s.io/bundle-version: ${version}}}`);
const policy = (spec: string, name = 'policy', inNamespace = 'shop') => object('security.istio.io/v1', 'AuthorizationPolicy', `{name: ${name}, namespace: ${inNamespace}}`, `spec: ${spec}`);

/** Examples for the checks of what a mesh has beside its routes. */
export const MESH_OBJECT_EXAMPLES: Examples = {
  CI0035: {
    wrong: yaml(service('reviews'), istio('Telemetry', 'far', '{selector: {matchLabels: {app: reviews}}}', 'other'), istio('Sidecar', 'near', '{workloadSelector: {labels: {app: review}}}'),
      policy('{rules: [{}]}', 'empty', 'elsewhere'), policy('{selector: {matchLabels: {app: gone}}}', 'mesh', 'istio-system')),
    finds: [
      'info app/empty: metadata.namespace is "elsewhere", where the app has no pods; it must be the namespace of those that it is '
        + 'for; correct the labels, or move the object to the namespace of the workload [CI0035]',
      'info app/far: spec.selector.matchLabels is app=reviews, which picks no pods that are known in namespace other, but '
        + 'Deployment shop/reviews-v1; it must be labels of pods; correct the labels, or move the object to the namespace of the '
        + 'workload [CI0035]',
      'info app/mesh: spec.selector.matchLabels is app=gone, which picks no pods that are known; it must be labels of pods; correct '
        + 'the labels, or move the object to the namespace of the workload [CI0035]',
      'warning app/near: spec.workloadSelector.labels is app=review, which picks no pods that are known in namespace shop; it must '
        + 'be labels of pods; correct the labels, or move the object to the namespace of the workload [CI0035]',
    ],
    right: yaml(service('reviews'), istio('Sidecar', 'near', '{workloadSelector: {labels: {app: reviews}}}'), istio('Telemetry', 'all', '{}'),
      policy('{selector: {matchLabels: {app: reviews}}}', 'mesh', 'istio-system'), policy('{selector: {matchLabels: {istio: ingressgateway}}}', 'edge', 'istio-system'),
      policy('{rules: [{}]}', 'shop'), policy('{selector: {matchLabels: {app: x}}}', 'owned', 'theirs')),
    context: { knownNamespaces: ['theirs'] },
  },
  CI0036: {
    wrong: yaml(namespace('shop', '{team: a}'), object('v1', 'ConfigMap', '{name: istio-sidecar-injector, namespace: istio-system}', 'data: {values: "{}"}')),
    finds: [
      'info app/shop: metadata.labels says nothing of the mesh, so that pods get no sidecar; it must have a label for it, if they '
        + 'are to; label it istio-injection=enabled, istio.io/rev or istio.io/dataplane-mode=ambient; or istio-injection=disabled '
        + '[CI0036]',
    ],
    right: yaml(namespace('shop', '{istio-injection: enabled}'), namespace('out', '{istio-injection: disabled}'), namespace('rev', '{istio.io/rev: canary}'),
      namespace('ambient', '{istio.io/dataplane-mode: ambient}'), namespace('kube-system', '{}')),
  },
  CI0037: {
    wrong: yaml(injector('old', '{matchLabels: {istio-injection: enabled}}'), injector('new', '{matchExpressions: [{key: istio-injection, operator: In, values: [enabled]}]}', 'istiod-2'), istiod),
    finds: [
      'info app/new: webhooks[0].clientConfig.service is {"name":"istiod-2","namespace":"istio-system"}; it must be a Service '
        + 'that exists; there is no istio-system/istiod-2; correct the name, or install the control plane [CI0037]',
      'warning app/old: webhooks[0] is asked about pods that webhooks[0] of MutatingWebhookConfiguration new is asked about; one of '
        + 'them must not be; leave the old one out, or let their selectors take different revisions [CI0037]',
    ],
    right: yaml(injector('old', '{matchLabels: {istio-injection: enabled}, matchExpressions: [{key: istio.io/rev, operator: DoesNotExist}]}'),
      injector('new', '{matchLabels: {istio.io/rev: canary}}'), istiod, webhooks('other', '[{name: other.example.com}]')),
  },
  CI0038: {
    wrong: yaml(webhooks('istio-sidecar-injector', '[{name: a.istio.io, clientConfig: {}}, {name: b.istio.io, clientConfig: {url: "https://192.0.2.7:15017/inject"}}]'),
      webhooks('istio-validator-shop', '[{name: c.istio.io, clientConfig: {url: "istiod:15017"}}]', 'ValidatingWebhookConfiguration')),
    finds: [
      'warning app/istio-sidecar-injector: webhooks[0].clientConfig.url is missing; it must be given, as there is no service; set '
        + 'clientConfig.url to that of the external control plane, or clientConfig.service [CI0038]',
      'info app/istio-sidecar-injector: webhooks[1].clientConfig.url is "https://192.0.2.7:15017/inject"; it must be one with a '
        + 'host name; set clientConfig.url to that of the external control plane, or clientConfig.service [CI0038]',
      'warning app/istio-validator-shop: webhooks[0].clientConfig.url is "istiod:15017"; it must be an absolute URL; set '
        + 'clientConfig.url to that of the external control plane, or clientConfig.service [CI0038]',
    ],
    right: yaml(webhooks('istio-sidecar-injector', '[{name: a.istio.io, clientConfig: {url: "https://istiod.example.com:15017/inject"}}]'),
      webhooks('istio-validator-shop', '[{name: c.istio.io, clientConfig: {service: {name: istiod, namespace: istio-system}}}]', 'ValidatingWebhookConfiguration')),
  },
  CI0039: {
    wrong: networks('west'),
    finds: [
      'info app/istio: data.meshNetworks names the registry "west"; it must be Kubernetes or External or Mock; correct the name, or '
        + 'add the Secret of the cluster [CI0039]',
    ],
    right: yaml(networks('west'), object('v1', 'Secret', '{name: west, namespace: istio-system, labels: {istio/multiCluster: "true"}}', 'stringData: {west: x}')),
  },
  CI0069: {
    wrong: object('v1', 'Service', '{name: web, namespace: shop, annotations: {networking.istio.io/exportTo: "."}}'),
    finds: [
      'info app/web: metadata.annotations["networking.istio.io/exportTo"] is an annotation that Istio calls alpha; what it does '
        + 'must be tested with each version; test it with each new version of Istio [CI0069]',
    ],
    right: yaml(object('v1', 'Pod', '{name: a, namespace: shop, annotations: {traffic.sidecar.istio.io/includeInboundPorts: "80", proxy.istio.io/config: "{}"}}'), service('web')),
  },
  CI1501: {
    wrong: yaml(crd('tlsroutes', 'v1.4.9')),
    finds: [
      'warning app/tlsroutes.gateway.networking.k8s.io: metadata.annotations["gateway.networking.k8s.io/bundle-version"] is '
        + '"v1.4.9"; it must be v1.5.0 or later; install newer CRDs of the Gateway API [CI1501]',
    ],
    right: yaml(crd('tlsroutes', 'v1.5.0-rc.1'), crd('grpcroutes', 'v1.10.0'), crd('httproutes', 'v0.8.0')),
  },
  CI1502: {
    wrong: policy('{selector: {matchLabels: {gateway.networking.k8s.io/gateway-name: edge}}}'),
    finds: [
      'warning app/policy: spec.selector picks the pods of the Kubernetes Gateway edge; the policy must name the Gateway in '
        + 'targetRefs; write targetRefs with the kind, group and name of the Gateway instead of the selector [CI1502]',
    ],
    right: yaml(policy('{targetRefs: [{kind: Gateway, group: gateway.networking.k8s.io, name: edge}]}'), policy('{selector: {matchLabels: {app: reviews}}}', 'other'), service('reviews')),
  },
  CI1503: {
    wrong: `${object('gateway.networking.k8s.io/v1', 'HTTPRoute', '{name: reviews, namespace: shop}')}status: {parents: [{conditions: [{type: Accepted, status: "True"}, `
      + '{type: ResolvedRefs, status: "False", reason: BackendNotFound, message: no Service}]}]}',
    finds: [
      'warning app/reviews: status.parents[0].conditions[1] says that ResolvedRefs is False (BackendNotFound: no Service); it must '
        + 'be True for the object to be in force; do what the message of the condition says [CI1503]',
    ],
    right: `${object('gateway.networking.k8s.io/v1', 'HTTPRoute', '{name: reviews, namespace: shop}')}status: {parents: [{conditions: [{type: Accepted, status: "True"}]}]}`,
  },
};
