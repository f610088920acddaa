import type { Labels } from '../../../checks/labels';
import type { Json } from '../../../model/json';
import type { AuthorizationVerdict } from '../../authorization-verdict';
import type { HopSecurity } from '../../hop-security';

/** The pods at which a request arrives. */
export interface ServingWorkload {
  readonly namespace: string;
  readonly name: string;
  readonly labels: Labels;
  readonly serviceAccount?: string;
  /** Whether a proxy stands before the app. */
  readonly hasSidecar: boolean;
  /** Whether the pods are a gateway's. Its listeners and their TLS are those of Gateways, and decided before. */
  readonly isGateway?: boolean;
  /** The annotations of the pods; those that the app shows, if missing. */
  readonly annotations?: Labels;
}

/** The claims of a token, as JSON has them. */
export type Claims = { readonly [claim: string]: Json | undefined };

/** A request, as a proxy looks at it. */
export interface ArrivingRequest {
  /** The `:authority`, port included where the client wrote it. */
  readonly host: string;
  readonly method: string;
  /** With its query. */
  readonly path: string;
  /** Names in any case. */
  readonly headers: { readonly [name: string]: string };
}

/** A connection and what it carries, at the moment when it comes to a proxy. */
export interface Arriving {
  /** Mutual TLS of the mesh, TLS of the caller's own, or neither. */
  readonly tls: 'mutual' | 'plain' | 'simple';
  /** The identity that the certificate of the caller shows, without `spiffe://`. Not known, if missing from mutual TLS. */
  readonly principal?: string;
  /** The address at the other end of the connection. */
  readonly sourceIp?: string;
  /** The address of the client before all proxies; of HTTP as the proxy makes it out from `x-forwarded-for`, if missing. */
  readonly remoteIp?: string;
  /** The address of the pod. */
  readonly destinationIp?: string;
  /** The port of the pod. */
  readonly port: number;
  /** What the caller's side takes it for. */
  readonly protocol: 'http' | 'tcp';
  /** Of HTTP: the request. */
  readonly request?: ArrivingRequest;
  /** The server name of the TLS handshake. */
  readonly sni?: string;
  /** The claims of the token that the request carries. It is taken to be signed and in time. */
  readonly claims?: Claims;
}

/** What policies say; `allowed` is missing where that is not decided. */
export type ServerAuthorization = Omit<AuthorizationVerdict, 'allowed'> & { readonly allowed?: boolean };

/** What becomes of a request at the place where it arrives. */
export interface ServerVerdict {
  readonly outcome: 'admitted' | 'refused' | 'unauthenticated' | 'denied' | 'undecided';
  /** The status that the proxy answers with, if it answers: 401 or 403. */
  readonly status?: number;
  readonly security: HopSecurity;
  readonly authorization: ServerAuthorization;
  /** Policies with action AUDIT that the request matches, with their rules, as Envoy names them. */
  readonly audited: readonly string[];
  readonly explanation: readonly string[];
  readonly undecided: readonly string[];
}
