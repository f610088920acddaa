import type { Arriving, ArrivingRequest, Claims } from './arrival';
import { type Known, PRESENT, UNKNOWN } from './truth';
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
  readonly request?: SeenRequest;
  /** The claims of a token that was verified; none, if no policy has it verified. */
  readonly claims: Claims | undefined | typeof UNKNOWN;
}

/** A request as policies see it: names of headers in small letters. */
export type SeenRequest = Omit<ArrivingRequest, 'headers'> & { readonly headers: { readonly [name: string]: Known<string> } };

/** Headers that proxies on the way may set, whatever the caller sends. */
const OF_PROXIES = /^(?:x-envoy-.*|x-b3-.*|b3|traceparent|tracestate|x-forwarded-for|x-ot-span-context|x-cloud-trace-context)$/;

/** Headers that each proxy sets. */
const ALWAYS: readonly string[] = ['x-request-id', 'x-forwarded-proto'];

/** The request with the headers that it has when policies look at it. */
export function seen(request: ArrivingRequest, { tls, claims }: Pick<Arriving, 'tls' | 'claims'>): SeenRequest {
  const headers: { [name: string]: Known<string> } = Object.fromEntries(ALWAYS.map((name) => [name, PRESENT]));
  if (tls === 'mutual') { headers['x-forwarded-client-cert'] = PRESENT; }
  if (claims !== undefined) { headers.authorization = PRESENT; }
  for (const [name, value] of Object.entries(request.headers)) { headers[name.toLowerCase()] = value; }
  return { ...request, headers };
}

/** The value of a header; pseudo headers such as `:method` are headers too. */
export function headerOf(request: SeenRequest, name: string): Known<string> {
  const wanted = name.toLowerCase();
  switch (wanted) {
    case ':method': return request.method;
    case ':path': return request.path;
    case ':authority': case 'host': return request.host;
    case ':scheme': return PRESENT;
    default:
  }
  return Object.hasOwn(request.headers, wanted) ? request.headers[wanted] : OF_PROXIES.test(wanted) ? UNKNOWN : undefined;
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
