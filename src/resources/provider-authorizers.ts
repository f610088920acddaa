import type { Duration } from 'cdk8s';
import { renderDuration } from './duration';
import { type ProviderService, renderProviderService } from './provider-service';
import type { Field } from '../model/field';
import { envoyStatusProblem } from '../model/go/http';
import { urlPathProblem } from '../model/go/url';
import { defined, given, type JsonObject } from '../model/json';
import { requireInteger } from '../model/require';

/** How much of a request's body an authorizer sees. */
export interface CheckedBody {
  /** So many bytes at most. Longer bodies are answered with status 413, even where `failOpen` is true. */
  readonly maxRequestBytes: number;

  /**
   * Whether longer bodies are cut instead.
   *
   * @default false
   */
  readonly allowPartialMessage?: boolean;

  /**
   * Whether the body is sent as bytes, not as a text. For authorizers by gRPC.
   *
   * @default false
   */
  readonly packAsBytes?: boolean;
}

/** A service that decides by gRPC who may do what: Envoy's `ext_authz`. */
export interface GrpcAuthorizer extends ProviderService {
  /**
   * How long its answer may take.
   *
   * @default - 10 minutes
   */
  readonly timeout?: Duration;

  /**
   * Whether requests are let in when it does not answer, or fails with a 5xx status.
   *
   * @default false
   */
  readonly failOpen?: boolean;

  /**
   * The status that callers get when it does not answer.
   *
   * @default 403
   */
  readonly statusOnError?: number;

  /**
   * Whether the route is chosen anew after it has changed headers.
   *
   * @default false
   */
  readonly clearRouteCache?: boolean;

  /**
   * How much of the body it sees.
   *
   * @default - nothing
   */
  readonly includeRequestBodyInCheck?: CheckedBody;
}

/**
 * A service that decides by HTTP who may do what: Envoy's `ext_authz`. Headers are named exactly, or by how they begin (`x-*`) or
 * end (`*-id`).
 */
export interface HttpAuthorizer extends GrpcAuthorizer {
  /**
   * What goes before the path of the request that it is sent: `/check`.
   *
   * @default - nothing
   */
  readonly pathPrefix?: string;

  /**
   * Headers of the request that it sees, besides host, method, path and length.
   *
   * @default - none
   */
  readonly includeRequestHeadersInCheck?: string[];

  /**
   * Headers that it is sent besides, whatever the request has.
   *
   * @default - none
   */
  readonly includeAdditionalHeadersInCheck?: { [header: string]: string };

  /**
   * Headers of its answer that a request goes on with which is let in.
   *
   * @default - none: the request goes on as it is
   */
  readonly headersToUpstreamOnAllow?: string[];

  /**
   * Headers of its answer that go to the caller whose request is let in.
   *
   * @default - none
   */
  readonly headersToDownstreamOnAllow?: string[];

  /**
   * Headers of its answer that go to the caller whose request is refused.
   *
   * @default - all but `authority`
   */
  readonly headersToDownstreamOnDeny?: string[];
}

const MAX_UINT32 = 4294967295;

/** The `envoyExtAuthzGrpc` of a provider. */
export function renderGrpcAuthorizer(authorizer: GrpcAuthorizer, field: Field): JsonObject {
  const { timeout, failOpen, statusOnError, clearRouteCache, includeRequestBodyInCheck } = authorizer;
  return defined({
    ...renderProviderService(authorizer, field),
    timeout: given(timeout, (duration) => renderDuration(duration, field.at('timeout'))),
    failOpen,
    statusOnError: given(statusOnError, (status) => renderStatus(status, field.at('statusOnError'))),
    clearRouteCache,
    includeRequestBodyInCheck: given(includeRequestBodyInCheck, (body) => renderBody(body, field.at('includeRequestBodyInCheck'))),
  });
}

/** The `envoyExtAuthzHttp` of a provider. */
export function renderHttpAuthorizer(authorizer: HttpAuthorizer, field: Field): JsonObject {
  const { pathPrefix, includeRequestBodyInCheck } = authorizer;
  if (includeRequestBodyInCheck?.packAsBytes !== undefined) {
    const at = field.at('includeRequestBodyInCheck').at('packAsBytes');
    throw at.error(includeRequestBodyInCheck.packAsBytes, 'left out: only authorizers by gRPC look at it');
  }
  const problem = given(pathPrefix, urlPathProblem);
  if (problem !== undefined) { throw field.at('pathPrefix').error(pathPrefix, problem); }
  return defined({
    ...renderGrpcAuthorizer(authorizer, field),
    pathPrefix,
    includeRequestHeadersInCheck: authorizer.includeRequestHeadersInCheck,
    includeAdditionalHeadersInCheck: authorizer.includeAdditionalHeadersInCheck,
    headersToUpstreamOnAllow: authorizer.headersToUpstreamOnAllow,
    headersToDownstreamOnAllow: authorizer.headersToDownstreamOnAllow,
    headersToDownstreamOnDeny: authorizer.headersToDownstreamOnDeny,
  });
}

function renderStatus(status: number, field: Field): string {
  const problem = envoyStatusProblem(String(status));
  if (problem !== undefined) { throw field.error(status, problem); }
  return String(status);
}

function renderBody({ maxRequestBytes, allowPartialMessage, packAsBytes }: CheckedBody, field: Field): JsonObject {
  requireInteger(maxRequestBytes, field.at('maxRequestBytes'), 1, MAX_UINT32);
  return defined({ maxRequestBytes, allowPartialMessage, packAsBytes });
}
