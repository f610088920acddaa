import { Duration } from 'cdk8s';
import { type Program, TARGETS } from './support';
import { Jwks, RequestAuthentication } from 'cdk8s-istio';

const KEYS = '{"keys":[{"kty":"EC","crv":"P-256","kid":"one","x":"f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU","y":"x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0"}]}';

/** RequestAuthentications: keys that are fetched, and keys that are written there. */
export const requestAuthentications: Program = (chart) => {
  new RequestAuthentication(chart, 'fetched', {
    target: TARGETS['for-workloads'],
    jwtRules: [{
      issuer: 'https://issuer.example.com',
      jwks: Jwks.uri('https://issuer.example.com/.well-known/jwks.json'),
      audiences: ['shop'],
      fromHeaders: [{ name: 'x-token', prefix: 'Bearer ' }],
      fromParams: ['token'],
      fromCookies: ['session'],
      outputPayloadToHeader: 'x-payload',
      outputClaimToHeaders: [{ header: 'x-group', claim: 'realm.group' }],
      forwardOriginalToken: true,
      timeout: Duration.seconds(2),
      spaceDelimitedClaims: ['groups'],
    }],
  });
  new RequestAuthentication(chart, 'inline', {
    target: TARGETS['for-objects'],
    jwtRules: [{ issuer: 'https://other.example.com', jwks: Jwks.inline(KEYS) }],
  });
};
