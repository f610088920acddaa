import type { Duration } from 'cdk8s';

/** What is done to the headers of a request or response. */
export interface TreatedHeaders {
  /**
   * Headers that are set, whatever was there.
   *
   * @default - none
   */
  readonly set?: { readonly [name: string]: string };

  /**
   * Headers that are added to what is there.
   *
   * @default - none
   */
  readonly add?: { readonly [name: string]: string };

  /**
   * Headers that are taken away.
   *
   * @default - none
   */
  readonly remove?: string[];
}

/** A redirect that a proxy answers with. */
export interface TreatedRedirect {
  /** The status. */
  readonly status: number;
  /** The `location` header. */
  readonly location: string;
}

/** A response of a proxy. */
export interface TreatedResponse {
  /** The status. */
  readonly status: number;

  /**
   * The body.
   *
   * @default - none
   */
  readonly body?: string;
}

/** An injected delay. */
export interface TreatedDelay {
  /** The share of requests, in percent. */
  readonly percentage: number;
  /** How long. */
  readonly duration: Duration;
}

/** An injected failure. */
export interface TreatedAbort {
  /** The share of requests, in percent. */
  readonly percentage: number;

  /**
   * The status of HTTP.
   *
   * @default - it is a status of gRPC
   */
  readonly status?: number;

  /**
   * The status of gRPC, such as `UNAVAILABLE`.
   *
   * @default - it is a status of HTTP
   */
  readonly grpcStatus?: string;
}

/** How often and when a proxy tries again. */
export interface TreatedRetries {
  /** How often at most, after the first try. */
  readonly attempts: number;

  /**
   * How long each try may take.
   *
   * @default - as long as the timeout of all
   */
  readonly perTryTimeout?: Duration;

  /** The conditions, as Envoy names them, and statuses. */
  readonly on: string[];
}

/** What a proxy does about requests of other origins. */
export interface TreatedCors {
  /**
   * The origin of the request, if the policy allows it.
   *
   * @default - the request names none, or one that the policy does not allow
   */
  readonly allowedOrigin?: string;

  /** Whether the proxy itself answers: the request is a preflight (OPTIONS) of an allowed origin. */
  readonly preflight: boolean;

  /**
   * The methods that a preflight is told.
   *
   * @default - none
   */
  readonly allowMethods?: string[];

  /**
   * The headers that a preflight is told.
   *
   * @default - none
   */
  readonly allowHeaders?: string[];

  /**
   * The headers that scripts may read.
   *
   * @default - none
   */
  readonly exposeHeaders?: string[];

  /**
   * How long a preflight holds.
   *
   * @default - the browser decides
   */
  readonly maxAge?: Duration;

  /**
   * Whether credentials may be sent.
   *
   * @default - not said
   */
  readonly allowCredentials?: boolean;
}

/** What the path or the host becomes before the destination gets the request. */
export interface TreatedRewrite {
  /**
   * The path, with its query, that the destination gets.
   *
   * @default - it is not rewritten
   */
  readonly path?: string;

  /**
   * The host that the destination gets.
   *
   * @default - it is not rewritten
   */
  readonly authority?: string;
}
