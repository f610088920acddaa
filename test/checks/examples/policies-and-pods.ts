import { type Examples, istio, service, yaml } from './example';

const namespace = (name: string, labels: string) => `apiVersion: v1\nkind: Namespace\nmetadata: {name: ${name}, labels: ${labels}}`;
const pod = (name: string, spec: string, more = '') => `apiVersion: v1\nkind: Pod\nmetadata: {name: ${name}, namespace: shop${more}}\nspec: ${spec}`;
const deployment = (name: string, template: string, inNamespace = 'shop', labels = '{}') =>
  `apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: ${name}, namespace: ${inNamespace}, labels: ${labels}}\nspec: {template: ${template}}`;
const second = (ports: string) => `apiVersion: v1\nkind: Service\nmetadata: {name: second, namespace: shop}\nspec: {selector: {version: v1}, ports: ${ports}}`;
const policy = (source: string) => `apiVersion: security.istio.io/v1\nkind: AuthorizationPolicy\nmetadata: {name: policy, namespace: shop}\nspec: {rules: [{from: [{source: ${source}}]}]}`;
const istiod = (env: string) => deployment('istiod', `{spec: {containers: [{name: discovery, env: [${env}]}]}}`, 'istio-system', '{app: istiod}');
const authentication = 'apiVersion: security.istio.io/v1\nkind: RequestAuthentication\nmetadata: {name: jwt, namespace: shop}\nspec: {jwtRules: [{issuer: a}]}';
const filter = (name: string, patches: string, more = '') => istio('EnvoyFilter', name, `{configPatches: [${patches}]${more}}`).replace('/v1', '/v1alpha3');
const insert = (operation: string, after: string, name: string) => `{applyTo: HTTP_FILTER, match: {listener: {filterChain: {filter: {name: hcm, subFilter: {name: ${after}}}}}}, `
  + `patch: {operation: ${operation}, value: {name: ${name}}}}`;
const injectorValues = 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: istio-sidecar-injector, namespace: istio-system}\n'
  + 'data: {values: \'{"global": {"hub": "registry.example.com/istio", "tag": "1.31.0", "proxy": {"image": "proxyv2"}}}\'}';
const injected = (image: string) => yaml(namespace('shop', '{istio-injection: enabled}'), injectorValues, pod('a', `{containers: [{name: istio-proxy, image: ${image}}]}`));

/** Examples for the checks of policies, and of the pods that they are for. */
export const POLICY_AND_POD_EXAMPLES: Examples = {
  CI0721: {
    wrong: yaml(namespace('shop', '{istio.io/dataplane-mode: ambient}'), service('reviews'), istio('Sidecar', 'all', '{}'), istio('Sidecar', 'some', '{workloadSelector: {labels: {app: reviews}}}')),
    finds: [
      'warning app/all: metadata.name is "all" in Namespace shop, which is in the ambient mesh; it must be for pods with sidecars; '
        + 'leave it out; AuthorizationPolicies say who may call whom [CI0721]',
      'warning app/some: spec.workloadSelector picks Deployment shop/reviews-v1, which is in the ambient mesh; it must be for pods '
        + 'with sidecars; leave it out; AuthorizationPolicies say who may call whom [CI0721]',
    ],
    right: yaml(namespace('shop', '{istio.io/dataplane-mode: ambient, istio-injection: enabled}'), service('reviews'), istio('Sidecar', 'all', '{}'),
      istio('Sidecar', 'some', '{workloadSelector: {labels: {app: reviews}}}')),
  },
  CI0820: {
    wrong: yaml(service('reviews'), second('[{name: tcp, port: 80, targetPort: 8080}, {name: http-admin, port: 8081, targetPort: 9090}, {name: http-alias, port: 9091, targetPort: 9090}]'),
      second('[{name: http-x, port: 9092, targetPort: 9090}]').replace('name: second', 'name: third')),
    finds: [
      'warning app/second: spec.ports[0] has TCP on port 80 for port 8080 for the pods of Deployment shop/reviews-v1; it must agree '
        + 'with Service shop/reviews, which has HTTP on port 80 for port 8080; give the port one protocol in all Services of the pods, '
        + 'or remove one of the Services [CI0820]',
      'info app/third: spec.ports[0] is port 9092 for port 9090 for the pods of Deployment shop/reviews-v1; it must agree with '
        + 'Service shop/second, which has HTTP on port 8081 for port 9090; give the port one protocol in all Services of the pods, or '
        + 'remove one of the Services [CI0820]',
    ],
    right: yaml(service('reviews'), second('[{name: http-admin, port: 8081, targetPort: 9090}, {name: dns, port: 80, protocol: UDP, targetPort: 53}]').replace('port: 80,', 'port: 53,')),
  },
  CI0821: {
    wrong: yaml(pod('a', '{securityContext: {runAsUser: 1337}, containers: [{name: main}]}'), deployment('b', '{spec: {containers: [{name: main, securityContext: {runAsUser: 1337}}]}}')),
    finds: [
      'warning app/a: spec.securityContext.runAsUser is 1337; it must be a user other than 1337, which is the proxy\'s; run it as '
        + 'another user [CI0821]',
      'warning app/b: spec.template.spec.containers[0].securityContext.runAsUser is 1337; it must be a user other than 1337, which '
        + 'is the proxy\'s; run it as another user [CI0821]',
    ],
    right: yaml(pod('a', '{securityContext: {runAsUser: 1000}, containers: [{name: main}, {name: istio-proxy, securityContext: {runAsUser: 1337}}]}'),
      deployment('istiod', '{spec: {securityContext: {runAsUser: 1337}, containers: [{name: discovery}]}}', 'istio-system', '{istio: pilot}'),
      deployment('edge', '{spec: {securityContext: {runAsUser: 1337}, containers: [{name: istio-proxy, image: auto}]}}')),
  },
  CI0822: {
    wrong: yaml(namespace('shop', '{istio-injection: disabled}'), deployment('edge', '{spec: {containers: [{name: istio-proxy, image: auto}]}}'),
      pod('late', '{containers: [{name: istio-proxy, image: auto}]}').replace('namespace: shop', 'namespace: other')),
    finds: [
      'error app/edge: spec.template.spec.containers[0].image is "auto", and namespace shop says istio-injection "disabled"; it '
        + 'must be the image of a proxy, or its pods must be injected; label the namespace or the pods for injection [CI0822]',
      'info app/late: spec.containers[0].image is "auto" in Pod other/late; it must be replaced when the Pod is made; label the '
        + 'namespace or the pods for injection [CI0822]',
    ],
    right: yaml(namespace('shop', '{istio-injection: enabled}'), deployment('edge', '{spec: {containers: [{name: istio-proxy, image: auto}]}}'),
      pod('asks', '{containers: [{name: istio-proxy, image: auto}]}', ', labels: {sidecar.istio.io/inject: "true"}'),
      'apiVersion: admissionregistration.k8s.io/v1\nkind: MutatingWebhookConfiguration\nmetadata: {name: istio-sidecar-injector}\n'
      + 'webhooks: [{name: a.istio.io, namespaceSelector: {matchLabels: {istio-injection: enabled}}}, {name: b.istio.io, objectSelector: {matchExpressions: [{key: sidecar.istio.io/inject, operator: Exists}]}}]'),
  },
  CI0823: {
    wrong: injected('registry.example.com/istio/proxyv2:1.30.0'),
    finds: [
      'info app/a: spec.containers[0].image is "registry.example.com/istio/proxyv2:1.30.0"; it must be '
        + 'registry.example.com/istio/proxyv2:1.31.0, as Namespace shop gets it; restart the workloads of the namespace [CI0823]',
    ],
    right: injected('registry.example.com/istio/proxyv2:1.31.0-distroless'),
  },
  CI0920: {
    wrong: istio('Telemetry', 'default', '{accessLogging: [{}, {disabled: true}]}'),
    finds: [
      'info app/default: spec.accessLogging[0] names no provider; it must name one, unless the mesh has '
        + 'defaultProviders.accessLogging; name the provider: envoy writes to the standard output of the proxy [CI0920]',
    ],
    right: yaml(istio('Telemetry', 'default', '{accessLogging: [{match: {mode: SERVER}}]}'),
      'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: istio, namespace: istio-system}\ndata: {mesh: "defaultProviders: {accessLogging: [envoy]}"}'),
  },
  CI1020: {
    wrong: yaml(namespace('shop', '{}'), policy('{namespaces: [web, "shop-*"], notNamespaces: ["*-test"]}')),
    finds: [
      'info app/policy: spec.rules[0].from[0].source.namespaces[0] is "web"; it must be a namespace that exists; correct the name, '
        + 'or add it to knownNamespaces of the Mesh if it exists elsewhere [CI1020]',
      'info app/policy: spec.rules[0].from[0].source.namespaces[1] is "shop-*"; it must be a namespace that exists; correct the '
        + 'name, or add it to knownNamespaces of the Mesh if it exists elsewhere [CI1020]',
      'info app/policy: spec.rules[0].from[0].source.notNamespaces[0] is "*-test"; it must be a namespace that exists; correct the '
        + 'name, or add it to knownNamespaces of the Mesh if it exists elsewhere [CI1020]',
    ],
    right: yaml(namespace('shop', '{}'), namespace('shop-test', '{}'), policy('{namespaces: [shop, "shop-*", "*", theirs], notNamespaces: ["*-test"]}')),
    context: { knownNamespaces: ['theirs'] },
  },
  CI1021: {
    wrong: yaml(istiod('{name: BLOCKED_CIDRS_IN_JWKS_URIS, value: ""}'), authentication),
    finds: [
      'info app/istiod: spec.template.spec.containers sets no BLOCKED_CIDRS_IN_JWKS_URIS, and RequestAuthentication shop/jwt may '
        + 'name any address; it must be set; set BLOCKED_CIDRS_IN_JWKS_URIS to the networks that are none of theirs, such as '
        + '169.254.0.0/16 [CI1021]',
    ],
    right: yaml(istiod('{name: BLOCKED_CIDRS_IN_JWKS_URIS, value: 10.0.0.0/8}'), authentication),
  },
  CI1120: {
    wrong: yaml(filter('a', insert('INSERT_FIRST', 'router', 'lua')), filter('b', insert('INSERT_AFTER', 'lua', 'second')), filter('c', insert('INSERT_BEFORE', 'router', 'third'))),
    finds: [
      'warning app/b: spec.configPatches[0].patch.operation is INSERT_AFTER with priority 0; a priority must say which EnvoyFilters '
        + 'go first, as EnvoyFilter shop/a adds the filter; set spec.priority: lower ones are applied first; or use an absolute '
        + 'operation, such as INSERT_FIRST or ADD [CI1120]',
      'info app/c: spec.configPatches[0].patch.operation is INSERT_BEFORE with priority 0; a priority must say which EnvoyFilters '
        + 'go first; set spec.priority: lower ones are applied first; or use an absolute operation, such as INSERT_FIRST or ADD [CI1120]',
    ],
    right: yaml(filter('a', insert('INSERT_FIRST', 'router', 'lua')), filter('b', insert('INSERT_AFTER', 'lua', 'second'), ', priority: 10')),
  },
  CI1121: {
    wrong: filter('a', '{applyTo: CLUSTER, patch: {operation: REPLACE, value: {}}}, {applyTo: ROUTE_CONFIGURATION, patch: {operation: ADD, value: {}}}, '
      + '{applyTo: HTTP_FILTER, patch: {operation: MERGE_AND_REPLACE_LIST, value: {}}}, {applyTo: HTTP_ROUTE, patch: {operation: ADD, value: {}}}'),
    finds: [
      'error app/a: spec.configPatches[0].patch.operation is "REPLACE"; it must be one that Istio carries out for CLUSTER: ADD, '
        + 'MERGE, MERGE_AND_REPLACE_LIST, REMOVE; use another operation, or apply the patch to something else [CI1121]',
      'error app/a: spec.configPatches[1].patch.operation is "ADD"; it must be one that Istio carries out for ROUTE_CONFIGURATION: '
        + 'MERGE, MERGE_AND_REPLACE_LIST; use another operation, or apply the patch to something else [CI1121]',
      'error app/a: spec.configPatches[2].patch.operation is "MERGE_AND_REPLACE_LIST"; it must be one that Istio carries out for '
        + 'HTTP_FILTER: ADD, INSERT_BEFORE, INSERT_AFTER, INSERT_FIRST, MERGE, REPLACE, REMOVE; use another operation, or apply the '
        + 'patch to something else [CI1121]',
      'info app/a: spec.configPatches[3].patch.operation is "ADD"; it must be another one: the reference says that it is ignored '
        + 'for HTTP_ROUTE; test it with each new version of Istio, or use INSERT_FIRST or MERGE [CI1121]',
    ],
    right: filter('a', '{applyTo: CLUSTER, patch: {operation: MERGE, value: {}}}, {applyTo: VIRTUAL_HOST, patch: {operation: REPLACE, value: {}}}'),
  },
};
