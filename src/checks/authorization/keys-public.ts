import { parseJwks } from '../../model/go/jwks';
import { eachObject } from '../check';
import { Severity } from '../finding';

/** See its title. */
export const keysPublic = eachObject({
  code: 'CI1062',
  name: 'keys-public',
  title: 'The keys in a RequestAuthentication are public ones.',
  severity: Severity.WARNING,
  kinds: ['RequestAuthentication'],
  fields: ['jwks'],
  explanation: 'Tokens are checked with public keys. Who can read the object, can read a private or symmetric key in it, and make tokens of the issuer.',
  fix: 'publish the public half only, and replace the key: it is known now',
  equivalents: ['IV-RA-005'],
  *object(authentication) {
    for (const rule of authentication.spec.at('jwtRules').items()) {
      const leaked = (parseJwks(rule.at('jwks').text ?? '') ?? []).flatMap(({ isPrivate }, i) => (isPrivate ? [i] : []));
      if (leaked.length > 0) { yield rule.at('jwks').problem(`has the private key ${leaked.map((i) => `keys[${i}]`).join(', ')}; its keys must be public`); }
    }
  },
});
