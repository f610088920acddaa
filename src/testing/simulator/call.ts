import type { Caller } from './caller';
import type { GatewayPods } from './client/gateway-pods';
import type { MeshService } from './client/mesh-service';
import type { HttpRequest } from './http-request';

/** What a proxy can make out of what the caller sends. */
export type Wire = 'http' | 'tls' | 'tcp';

/** A request or a connection, as its caller sends it. */
export interface Call {
  readonly caller: Caller;
  /** The host that is called, with its full name. */
  readonly host: string;
  /** What its address belongs to; missing, if it is nothing of the mesh. */
  readonly service?: MeshService;
  readonly port: number;
  readonly wire: Wire;
  /** Of HTTP, also where the caller encrypts it. */
  readonly request?: HttpRequest;
  readonly sni?: string;
  /** The gateway that it enters at; none, if it is sent in the mesh. */
  readonly gateway?: GatewayPods;
  readonly claims?: { readonly [claim: string]: unknown };
  /** What was taken for granted about it. */
  readonly undecided: readonly string[];
}
