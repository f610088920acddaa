import { type Examples, istio, yaml } from './example';

const ra = (rule: string, name = 'a') => istio('RequestAuthentication', name, `{jwtRules: [${rule}]}`);
const RSA = '{"keys":[{"kty":"RSA","n":"xAE7","e":"AQAB"}]}';

/** Examples for the checks of RequestAuthentications. */
export const REQUEST_AUTHENTICATION_EXAMPLES: Examples = {
  CI1060: {
    wrong: yaml(ra('{}'), ra(`{issuer: null, jwks: '${RSA}'}`, 'b')),
    finds: [
      'error app/a: spec.jwtRules[0].issuer is missing; it must be given, or jwksUri; set issuer to the iss of the tokens [CI1060]',
      'error app/b: spec.jwtRules[0].issuer is missing; it must be given, or jwksUri; set issuer to the iss of the tokens [CI1060]',
    ],
    right: yaml(ra('{issuer: a}'), ra('{jwksUri: "https://a.example.com/keys"}', 'b'), ra('{jwks_uri: "https://a.example.com/keys"}', 'c')),
  },
  CI1061: {
    wrong: yaml(ra('{issuer: a, jwks: not json}'), ra('{issuer: a, jwks: \'{"keys":[{"kty":"RSA","n":"xAE7"}]}\'}', 'b'), ra('{issuer: a, jwks: \'[]\'}', 'c')),
    finds: [
      'error app/a: spec.jwtRules[0].jwks is "not json"; it must be a JSON Web Key Set: {"keys": […]}, whose keys have all that their type needs; paste what the URL in the jwks_uri of the issuer returns, or set jwksUri to that URL [CI1061]',
      'error app/b: spec.jwtRules[0].jwks is "{\\"keys\\":[{\\"kty\\":\\"RSA\\",\\"n\\":\\"xAE7\\"}]}"; it must be a JSON Web Key Set: {"keys": […]}, whose keys have all that their type needs; paste what the URL in the jwks_uri of the issuer returns, or set jwksUri to that URL [CI1061]',
      'error app/c: spec.jwtRules[0].jwks is "[]"; it must be a JSON Web Key Set: {"keys": […]}, whose keys have all that their type needs; paste what the URL in the jwks_uri of the issuer returns, or set jwksUri to that URL [CI1061]',
    ],
    right: yaml(ra(`{issuer: a, jwks: '${RSA}'}`), ra('{issuer: a, jwks: \'{"keys":[]}\'}', 'b'), ra('{issuer: a, jwks: ""}', 'c')),
  },
  CI1062: {
    wrong: yaml(ra('{issuer: a, jwks: \'{"keys":[{"kty":"oct","k":"AyM1"},{"kty":"RSA","n":"xAE7","e":"AQAB"}]}\'}')),
    finds: [
      'warning app/a: spec.jwtRules[0].jwks has the private key keys[0]; its keys must be public; publish the public half only, and replace the key: it is known now [CI1062]',
    ],
    right: yaml(ra(`{issuer: a, jwks: '${RSA}'}`), ra('{issuer: a, jwks: not json}', 'b')),
  },
  CI1063: {
    wrong: yaml(ra('{issuer: a, jwksUri: "https://a.example.com:65536/keys"}'), ra('{issuer: a, jwks_uri: "http://user:word@[::1]:99999999999999999999"}', 'b')),
    finds: [
      'error app/a: spec.jwtRules[0].jwksUri is "https://a.example.com:65536/keys"; it must be a URL whose port is between 1 and 65535; write a port between 1 and 65535, or none [CI1063]',
      'error app/b: spec.jwtRules[0].jwks_uri is "http://user:word@[::1]:99999999999999999999"; it must be a URL whose port is between 1 and 65535; write a port between 1 and 65535, or none [CI1063]',
    ],
    right: yaml(ra('{issuer: a, jwksUri: "https://a.example.com:8443/keys?a=b:99999999"}'), ra('{issuer: a, jwksUri: "https://a.example.com:/keys"}', 'b'),
      ra('{issuer: a, jwksUri: "https://[2001:db8::1]/keys"}', 'c')),
  },
  CI1064: {
    wrong: yaml(ra('{issuer: a, timeout: 1.0001s}'), ra('{issuer: a, timeout: 0s}', 'b')),
    finds: [
      'error app/a: spec.jwtRules[0].timeout is "1.0001s"; it must be a duration of at least 1ms, in whole milliseconds, such as 1.5s; round it to milliseconds [CI1064]',
    ],
    right: yaml(ra('{issuer: a, timeout: 1.5s}'), ra('{issuer: a, timeout: 1h}', 'b')),
  },
};
