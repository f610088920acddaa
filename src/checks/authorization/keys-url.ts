import { goUrl } from '../../model/go/url';
import { eachObject } from '../check';
import { Severity } from '../finding';

/** See its title. */
export const keysUrl = eachObject({
  code: 'CI1063',
  name: 'keys-url',
  title: 'The port in the URL of a jwksUri is one.',
  severity: Severity.ERROR,
  kinds: ['RequestAuthentication'],
  fields: ['jwksUri', 'jwks_uri'],
  explanation: 'Istio refuses a URL with a port that is no number it can read, and fetches nothing from one that is beyond 65535: no token is valid then.',
  fix: 'write a port between 1 and 65535, or none',
  equivalents: ['IV-RA-003'],
  *object(authentication) {
    for (const rule of authentication.spec.at('jwtRules').items()) {
      for (const uri of [rule.at('jwksUri'), rule.at('jwks_uri')]) {
        const [, port] = /:(\d+)$/.exec(goUrl(uri.text ?? '')?.host ?? '') ?? [];
        if (port !== undefined && (Number(port) > 65535 || Number(port) === 0)) { yield uri.mustBe('a URL whose port is between 1 and 65535'); }
      }
    }
  },
});
