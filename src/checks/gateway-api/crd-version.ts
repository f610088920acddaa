import { eachObject } from '../check';
import { Severity } from '../finding';

/** The versions of the Gateway API that Istio reads a kind from. */
const MINIMUM: ReadonlyMap<string, string> = new Map([
  ['grpcroutes.gateway.networking.k8s.io', '1.1.0'],
  ['backendtlspolicies.gateway.networking.k8s.io', '1.4.0'],
  ['tlsroutes.gateway.networking.k8s.io', '1.5.0'],
  ['tcproutes.gateway.networking.k8s.io', '1.6.0'],
]);

const VERSION = 'gateway.networking.k8s.io/bundle-version';

/** See its title. */
export const crdVersion = eachObject({
  code: 'CI1501',
  name: 'crd-version',
  title: 'The CRDs of the Kubernetes Gateway API are of a version that Istio reads.',
  severity: Severity.WARNING,
  kinds: ['CustomResourceDefinition'],
  fields: [VERSION],
  explanation: 'Istio does not look at the objects of a kind whose CRD is older: routes of the kind have no effect, and nobody is told.',
  fix: 'install newer CRDs of the Gateway API',
  equivalents: ['IST0176'],
  *object(crd) {
    const minimum = MINIMUM.get(crd.name);
    const version = crd.root.at('metadata', 'annotations', VERSION);
    if (minimum === undefined || version.text === undefined) { return; }
    const [has, needs] = [version.text, minimum].map((text) => /^v?(\d+)\.(\d+)\.(\d+)/.exec(text)?.slice(1).map(Number));
    if (has === undefined || needs === undefined) { return; }
    const i = has.findIndex((part, at) => part !== needs[at]);
    if (i !== -1 && has[i] < needs[i]) { yield version.mustBe(`v${minimum} or later`); }
  },
});
