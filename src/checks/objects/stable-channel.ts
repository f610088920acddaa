import type { AppObject } from '../app-object';
import type { AppView } from '../app-view';
import { ANY, eachObject } from '../check';
import type { Cursor } from '../cursor';
import { Severity } from '../finding';

const REVISION = 'istio.io/rev';
const KINDS: readonly string[] = ['EnvoyFilter', 'WasmPlugin', 'ProxyConfig'];

/** See its title. */
export const stableChannel = eachObject({
  code: 'CI0050',
  name: 'stable-channel',
  title: 'Where the app installs Istio for stable features only, objects use no others.',
  severity: Severity.ERROR,
  kinds: [ANY],
  fields: [REVISION],
  explanation: 'With experimental.stableValidationPolicy an installation comes with a ValidatingAdmissionPolicy. For objects with the label istio.io/rev of that '
    + 'installation it refuses kinds and fields that may still change.',
  fix: 'leave it out, or install Istio without experimental.stableValidationPolicy',
  equivalents: [],
  *object(object, view) {
    const revision = object.labels[REVISION];
    if (revision === undefined || !stableRevisions(view).has(revision)) { return; }
    if (KINDS.includes(object.kind)) {
      yield object.root.at('kind').problem(`is ${object.kind}, which revision ${revision} refuses; it must be a kind whose features are stable`);
    }
    for (const field of unstable(object)) {
      if (field.given) { yield field.problem(`is given, which revision ${revision} refuses; it must be left out`); }
    }
  },
});

/** The values of the label for whose objects the app installs such a policy. */
function stableRevisions(view: AppView): ReadonlySet<string> {
  return view.once('stable-revisions', () => {
    const installations = [...view.ofKind('IstioOperator'), ...view.ofKind('Istio.sailoperator.io')];
    return new Set(installations.filter(({ spec }) => spec.at('values', 'experimental', 'stableValidationPolicy').isTrue)
      .map(({ spec }) => spec.at('revision').text ?? spec.at('values', 'revision').text ?? '').map((revision) => (revision === '' ? 'default' : revision)));
  });
}

function unstable({ kind, spec }: AppObject): Cursor[] {
  switch (kind) {
    case 'Telemetry': return [
      ...spec.at('tracing').items().map((tracing) => tracing.at('useRequestIdForTraceSampling')),
      ...spec.at('metrics').items().map((metrics) => metrics.at('reportingInterval')),
      ...spec.at('accessLogging').items().map((logging) => logging.at('filter')),
    ];
    case 'AuthorizationPolicy': return spec.at('rules').items().flatMap((rule) => rule.at('from').items())
      .flatMap((from) => [from.at('source', 'trustDomains'), from.at('source', 'notTrustDomains')]);
    default: return [];
  }
}
