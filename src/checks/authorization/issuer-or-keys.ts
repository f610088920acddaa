import { eachObject } from '../check';
import { Severity } from '../finding';

/** See its title. */
export const issuerOrKeys = eachObject({
  code: 'CI1060',
  name: 'issuer-or-keys',
  title: 'A rule of a RequestAuthentication names the issuer of the tokens, or where its keys are.',
  severity: Severity.ERROR,
  kinds: ['RequestAuthentication'],
  fields: ['jwtRules'],
  explanation: 'Without an issuer and without jwksUri Istio knows neither whose tokens to check nor by which keys, and refuses the object. Keys that are written '
    + 'in it (jwks) need an issuer.',
  fix: 'set issuer to the iss of the tokens',
  equivalents: ['IV-RA-002'],
  *object(authentication) {
    for (const rule of authentication.spec.at('jwtRules').items()) {
      if (rule.fields !== undefined && !['issuer', 'jwksUri', 'jwks_uri'].some((name) => rule.at(name).given)) {
        yield rule.at('issuer').mustBe('given, or jwksUri');
      }
    }
  },
});
