import { istioKind } from '../../model/structure/schema';
import { ANY, eachObject } from '../check';
import { Severity } from '../finding';
import { isIstioName } from '../group-kinds';

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
  *object({ root, isTyped }) {
    if (isTyped) { return; }
    const [apiVersion, kind] = [root.at('apiVersion').text ?? '', root.at('kind').text ?? ''];
    const slash = apiVersion.indexOf('/');
    const group = slash === -1 ? '' : apiVersion.slice(0, slash);
    if (Object.hasOwn(GONE, group)) {
      yield root.at('apiVersion').problem(`is ${JSON.stringify(apiVersion)}, which Istio no longer has; it must be one that Istio serves`, { fix: GONE[group] });
      return;
    }
    // Other projects have kinds of the same names, in groups of their own. An IstioOperator goes to no API server.
    if (!isIstioName(kind) || kind === 'IstioOperator' || (group !== '' && !group.endsWith('.istio.io'))) { return; }
    const known = istioKind(kind);
    const versions = known?.versions.map((version) => `${known.group}/${version}`) ?? [];
    if (!versions.includes(apiVersion)) { yield root.at('apiVersion').mustBe(`${versions.join(' or ')} for ${kind}`, { fix: `write ${versions[0]}` }); }
  },
});
