import { jwksProblem } from '../../model/go/jwks';
import { eachObject } from '../check';
import { Severity } from '../finding';

/** See its title. */
export const keysReadable = eachObject({
  code: 'CI1061',
  name: 'keys-readable',
  title: 'The keys in a RequestAuthentication are a JSON Web Key Set.',
  severity: Severity.ERROR,
  kinds: ['RequestAuthentication'],
  fields: ['jwks'],
  explanation: 'Istio refuses keys that it cannot read. They are JSON in a text, as the jwks_uri of an issuer returns it; no PEM, and no certificate alone.',
  fix: 'paste what the URL in the jwks_uri of the issuer returns, or set jwksUri to that URL',
  equivalents: ['IV-RA-004'],
  *object(authentication) {
    for (const rule of authentication.spec.at('jwtRules').items()) {
      const { text } = rule.at('jwks');
      const allowed = text === undefined || text === '' ? undefined : jwksProblem(text);
      if (allowed !== undefined) { yield rule.at('jwks').mustBe(allowed); }
    }
  },
});
