import { FIELDS } from '../../../imports/fields';
import { ANY, eachObject } from '../check';
import { Severity } from '../finding';

/** The versions that Istio's CRDs serve beside the newest. */
const OLDER: { readonly [group: string]: readonly string[] } = {
  'networking.istio.io': ['v1beta1', 'v1alpha3'], 'security.istio.io': ['v1beta1'], 'telemetry.istio.io': ['v1alpha1'], 'extensions.istio.io': [],
};
/** What has only the version that imports/ has. */
const OF_ONE_VERSION: readonly string[] = ['EnvoyFilter', 'ProxyConfig'];
/** Groups that Istio no longer has, and what does the same. */
const GONE: { readonly [group: string]: string } = {
  'authentication.istio.io': 'use PeerAuthentication and RequestAuthentication of security.istio.io/v1',
  'rbac.istio.io': 'use AuthorizationPolicy of security.istio.io/v1',
  'config.istio.io': 'use AuthorizationPolicy, Telemetry or WasmPlugin',
};

/** See its title. */
export const istioApiVersion = eachObject({
  code: 'CI0034',
  name: 'istio-api-version',
  title: 'The apiVersion of an object of Istio is one that Istio serves.',
  severity: Severity.ERROR,
  kinds: [ANY],
  explanation: 'Kubernetes knows no kind of that version and refuses the object.',
  fix: 'correct apiVersion',
  equivalents: [],
  *object({ root }) {
    const [apiVersion, kind] = [root.at('apiVersion').text ?? '', root.at('kind').text ?? ''];
    const slash = apiVersion.indexOf('/');
    const group = slash === -1 ? '' : apiVersion.slice(0, slash);
    if (Object.hasOwn(GONE, group)) {
      yield root.at('apiVersion').problem(`is ${JSON.stringify(apiVersion)}, which Istio no longer has; it must be one that Istio serves`, { fix: GONE[group] });
      return;
    }
    if (!Object.hasOwn(FIELDS, kind)) { return; }
    const known = FIELDS[kind];
    // Other projects have kinds of the same names, in groups of their own.
    if (group !== '' && !group.endsWith('.istio.io')) { return; }
    const versions = [known.version, ...OF_ONE_VERSION.includes(kind) ? [] : OLDER[known.group]].map((version) => `${known.group}/${version}`);
    if (!versions.includes(apiVersion)) { yield root.at('apiVersion').mustBe(`${versions.join(' or ')} for ${kind}`, { fix: `write ${versions[0]}` }); }
  },
});
