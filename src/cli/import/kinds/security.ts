import { policyTarget, SELECTORS } from './policy-target';
import { matchLabels } from './references';
import { type JwtClaimHeader, type JwtHeader, Jwks, type JwtRule, MtlsMode, type PeerAuthenticationProps, type RequestAuthenticationProps } from '../../../resources';
import { call } from '../code';
import { byField, listOf, mapOf, type Members, needed, oneOf, outOf, record, text, texts, truth } from '../reader';
import { duration } from '../values';

const mtls = byField({ mode: oneOf('MtlsMode', MtlsMode) });

export const PEER_AUTHENTICATION: Members<Omit<PeerAuthenticationProps, 'metadata'>> = {
  selector: matchLabels,
  mtls,
  portLevelMtls: mapOf(mtls),
};

const jwtRule = record<JwtRule>({
  issuer: text,
  jwks: outOf<Jwks>(['jwksUri', 'jwks'], (node) => {
    const [uri, inline] = [node.at('jwksUri'), node.at('jwks')];
    if (uri !== undefined && inline !== undefined) { return node.problem('has jwksUri and jwks; it must have one of them'); }
    return uri !== undefined ? call('Jwks.uri', text(uri)) : inline !== undefined ? call('Jwks.inline', text(inline)) : undefined;
  }),
  audiences: texts,
  fromHeaders: listOf(record<JwtHeader>({ name: needed('name', text), prefix: text })),
  fromParams: texts,
  fromCookies: texts,
  outputPayloadToHeader: text,
  outputClaimToHeaders: listOf(record<JwtClaimHeader>({ header: needed('header', text), claim: needed('claim', text) })),
  forwardOriginalToken: truth,
  timeout: duration,
  spaceDelimitedClaims: texts,
});

export const REQUEST_AUTHENTICATION: Members<Omit<RequestAuthenticationProps, 'metadata'>> = {
  target: outOf(SELECTORS, policyTarget),
  jwtRules: needed('jwtRules', listOf(jwtRule)),
};
