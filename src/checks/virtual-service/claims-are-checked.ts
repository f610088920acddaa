import type { AppObject } from '../app-object';
import { eachObject } from '../check';
import type { Cursor } from '../cursor';
import { Severity } from '../finding';
import { selects } from '../labels';
import { gatewaysOf } from '../routes';

/** See its title. */
export const claimsAreChecked = eachObject({
  code: 'CI0121',
  name: 'claims-are-checked',
  title: 'Routes by the claims of a token are for gateways that check tokens.',
  severity: Severity.WARNING,
  kinds: ['VirtualService', 'Gateway', 'RequestAuthentication'],
  fields: ['gateways'],
  explanation: 'A match on @request.auth.claims reads what a RequestAuthentication of the gateway pods has found in the token. Without one there are no claims, and the '
    + 'route takes no request. It must be in the namespace of the gateway pods or in the root namespace.',
  fix: 'add a RequestAuthentication that selects the gateway pods',
  equivalents: ['IST0149'],
  *object(object, view) {
    const claim = claimOf(object);
    if (claim === undefined) { return; }
    for (const { place, id } of gatewaysOf(object, view)) {
      const gateway = view.gateways.get(id);
      if (gateway === undefined) { continue; }
      for (const { labels, namespace } of view.gateways.workloadsOf(gateway)) {
        if (namespace !== undefined && view.context.knownNamespaces.includes(namespace)) { continue; }
        const isChecked = view.ofKind('RequestAuthentication').some((authentication) => {
          const { spec } = authentication;
          return spec.at('targetRefs').items().length === 0 && !spec.at('targetRef').given && selects(spec.at('selector', 'matchLabels').labels(), labels)
            && (namespace === undefined || [namespace, view.context.rootNamespace].includes(authentication.namespace));
        });
        if (isChecked) { continue; }
        yield claim.problem(`is for tokens, and no RequestAuthentication is for the pods of ${gateway.fullId} (${place.path}); they must have one`);
        return;
      }
    }
  },
});

/** The first match of a route on a claim, `@request.auth.claims.groups` or `@request.auth.claims[groups]`. */
function claimOf({ spec }: AppObject): Cursor | undefined {
  for (const match of spec.at('http').items().flatMap((route) => route.at('match').items())) {
    const headers = ['headers', 'withoutHeaders'].flatMap((field) => match.at(field).entries());
    const claim = headers.find(([name]) => /^@request\.auth\.claims[.[]/i.test(name));
    if (claim !== undefined) { return claim[1]; }
  }
  return undefined;
}
