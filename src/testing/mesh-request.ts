import type { RequestProtocol } from './request-protocol';
import type { RequestSource } from './request-source';

/** A request, or a connection, as its caller sends it. */
export interface MeshRequest {
  /** The host that is called. A name without dots is one of the namespace of the caller, as it is for its DNS. */
  readonly to: string;

  /**
   * The port that is called.
   *
   * @default - 80 if the host has that port, or else its only one; at a gateway 443 for HTTPS and TLS, 80 for others
   */
  readonly port?: number;

  /**
   * How the caller speaks.
   *
   * @default - as the port says; HTTP if it says nothing, and at gateways
   */
  readonly protocol?: RequestProtocol;

  /**
   * The method.
   *
   * @default 'GET'; 'POST' for gRPC
   */
  readonly method?: string;

  /**
   * The path, which may have a query.
   *
   * @default '/'
   */
  readonly path?: string;

  /**
   * Parameters of the query, unencoded, besides those in the path.
   *
   * @default - none
   */
  readonly query?: { readonly [name: string]: string };

  /**
   * The headers. Case does not matter in their names.
   *
   * @default - none
   */
  readonly headers?: { readonly [name: string]: string };

  /**
   * The host as the request says it in its `Host` header (`:authority`).
   *
   * @default - `to`, with the port where it is not the protocol's own (80 for HTTP, 443 for HTTPS), as clients write it
   */
  readonly authority?: string;

  /**
   * The server name of the TLS handshake, if the caller itself speaks TLS.
   *
   * @default - `to`
   */
  readonly sni?: string;

  /**
   * Who sends it. For a request that enters at a gateway it is the client outside of the mesh, of which the address counts only.
   *
   * @default - a workload with a sidecar, in the namespace of the service that is called
   */
  readonly source?: RequestSource;

  /**
   * The Gateway that the request enters at, as `namespace/name`; or only the name, if no other namespace has one of it.
   *
   * @default - it enters at none: it is sent in the mesh
   */
  readonly gateway?: string;

  /**
   * The claims of the JSON Web Token that the request carries, `iss` included. It is taken to be signed as it should be.
   *
   * @default - it carries none
   */
  readonly claims?: { readonly [claim: string]: unknown };
}
