import { wholeApp } from '../check';
import { Severity } from '../finding';

const VARIABLE = 'BLOCKED_CIDRS_IN_JWKS_URIS';

/** See its title. */
export const tokenKeysFetchedSafely = wholeApp({
  code: 'CI1021',
  name: 'token-keys-fetched-safely',
  title: 'The control plane fetches the keys of tokens from addresses outside only.',
  severity: Severity.INFO,
  kinds: ['RequestAuthentication', 'Deployment'],
  explanation: 'The control plane fetches the keys itself, from whatever address a jwksUri names. Who may write RequestAuthentications can make it ask servers inside, such as the metadata '
    + 'service of a cloud. It is told if the app has the Deployment of istiod.',
  fix: 'set BLOCKED_CIDRS_IN_JWKS_URIS to the networks that are none of theirs, such as 169.254.0.0/16',
  equivalents: ['IST0175'],
  *run(view) {
    for (const istiod of view.ofKind('Deployment')) {
      if (istiod.labels.app !== 'istiod') { continue; }
      const containers = istiod.spec.at('template', 'spec', 'containers');
      const isSet = containers.items().flatMap((container) => container.at('env').items())
        .some((variable) => variable.at('name').text === VARIABLE && variable.at('value').text !== '' && (variable.at('value').given || variable.at('valueFrom').given));
      if (isSet) { continue; }
      yield containers.problem(`sets no ${VARIABLE}, and ${view.ofKind('RequestAuthentication')[0].fullId} may name any address; it must be set`);
    }
  },
});
