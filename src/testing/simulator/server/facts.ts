import type { ArrivingRequest, Claims } from './arrival';
import { type Known, UNKNOWN } from './truth';
import type { Json } from '../../../model/json';

/** What a proxy can tell policies of a request, or of a connection. */
export interface Facts {
  /** What the certificate of the caller says, with `spiffe://`. None, if it shows none. */
  readonly principal: Known<string>;
  readonly sourceIp: Known<string>;
  readonly remoteIp: Known<string>;
  readonly destinationIp: Known<string>;
  readonly port: number;
  readonly sni: Known<string>;
  /** Of HTTP; its path is normalized. */
  readonly request?: ArrivingRequest;
  /** The claims of a token that was verified; none, if no policy has it verified. */
  readonly claims: Known<Claims>;
}

/** Headers that proxies on the way set or remove, so that their values are not those that the caller sent. */
const OF_PROXIES = /^(?:x-envoy-.*|x-b3-.*|b3|traceparent|tracestate|x-request-id|x-forwarded-(?:for|proto|client-cert)|x-ot-span-context|authorization)$/;

/** The value of a header as the proxy sees it; names in any case. Pseudo headers such as `:method` are headers too. */
export function headerOf(request: ArrivingRequest, name: string): Known<string> {
  const wanted = name.toLowerCase();
  switch (wanted) {
    case ':method': return request.method;
    case ':path': return request.path;
    case ':authority': case 'host': return request.host;
    case ':scheme': return UNKNOWN;
    default:
  }
  const values = Object.entries(request.headers).filter(([own]) => own.toLowerCase() === wanted).map(([, value]) => value);
  if (values.length > 0) { return values.join(','); }
  return OF_PROXIES.test(wanted) ? UNKNOWN : undefined;
}

/** The value of a claim; names of nested ones follow each other. */
export function claimOf(claims: Claims, path: readonly string[]): Json | undefined {
  let value: Json | undefined = claims as { [claim: string]: Json | undefined };
  for (const name of path) {
    if (typeof value !== 'object' || value === null || Array.isArray(value) || !Object.hasOwn(value, name)) { return undefined; }
    value = value[name];
  }
  return value;
}
