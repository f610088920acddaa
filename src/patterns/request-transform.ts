import { Construct } from 'constructs';
import type { MeshHost } from './mesh-host';
import { priorityOf, type RequestScope, requestsOf } from './requests';
import { headerAspects, pathAspects, redirectAspects, requirePreflights } from './transform-aspects';
import type { Treatment } from '../model/facet';
import { defined, given, type Json } from '../model/json';
import type { RequestMatch } from '../model/request-match';
import { type Cors, renderCors } from '../resources/cors';
import { type DirectResponse, renderDirectResponse } from '../resources/direct-response';
import { fieldOf } from '../resources/emit';
import type { HeaderOperations } from '../resources/headers';
import type { Redirect } from '../resources/redirect';
import type { Rewrite } from '../resources/rewrite';

/** Properties of a RequestTransform. */
export interface RequestTransformProps extends RequestScope {
  /** The service whose requests are changed or answered. */
  readonly service: MeshHost;

  /**
   * How the path and host are changed before the request is forwarded.
   *
   * `uri` takes the place of the prefix that a match asks for; of all of the path, if it asks for an exact one or by a
   * regular expression. Where no path is asked for, the prefix is "/".
   *
   * @default - they stay
   */
  readonly rewrite?: Rewrite;

  /**
   * How headers are changed on the way there and back. The host of a request is changed by `rewrite`.
   *
   * @default - they stay
   */
  readonly headers?: HeaderOperations;

  /**
   * Which scripts of other origins may use the service from a browser.
   *
   * @default - the proxy leaves that to the service
   */
  readonly cors?: Cors;

  /**
   * Where the client is sent instead. Nothing is forwarded.
   *
   * @default - the request is forwarded
   */
  readonly redirect?: Redirect;

  /**
   * The response that the proxy gives itself. Nothing is forwarded.
   *
   * @default - the request is forwarded
   */
  readonly directResponse?: DirectResponse;
}

const PARTS = ['rewrite', 'headers', 'cors', 'redirect', 'directResponse'] as const;

/**
 * Changes requests of a service on their way, or answers them in its place: rewrites, headers, CORS, redirects, direct
 * responses.
 *
 * Each of these is a question of its own, and each header is: what several constructs say of different ones adds up. A
 * redirect and a direct response say where requests go, as a canary does; the more specific wins. What is answered so is
 * not forwarded, and has no timeout, no retries, no fault and no copies.
 */
export class RequestTransform extends Construct {
  constructor(scope: Construct, id: string, props: RequestTransformProps) {
    super(scope, id);
    const field = fieldOf(this);
    const { service, rewrite, headers, cors, redirect, directResponse } = props;
    if (PARTS.every((part) => props[part] === undefined)) {
      throw field.problem(`none of ${PARTS.join(', ')} is given; it must be at least one`);
    }
    if (redirect !== undefined && directResponse !== undefined) {
      throw field.problem('redirect and directResponse are given; it must be one of them');
    }
    const answered = redirect !== undefined ? 'redirect' : directResponse !== undefined ? 'directResponse' : undefined;
    const forwarded = rewrite !== undefined ? 'rewrite' : headers?.request !== undefined ? 'headers.request' : undefined;
    if (answered !== undefined && forwarded !== undefined) {
      throw field.problem(`${forwarded} is given next to ${answered}; it must be left out: such a request is not forwarded`);
    }
    const requests = requestsOf(props, field);
    if (cors !== undefined) { requirePreflights(requests, field); }
    const priority = priorityOf(props, field);
    const add = (wanted: RequestMatch[], says: Treatment) => {
      if (Object.keys(says).length > 0) { service._addFacet({ owner: this, name: id, priority, requests: wanted, says: () => says }); }
    };

    add(requests, defined({
      'rewrite.authority': given(rewrite?.authority, (authority) => authority as Json),
      'corsPolicy': given(cors, (policy) => renderCors(policy, field.at('cors')) as Json),
      'forward': given(directResponse, (response) => ({ directResponse: renderDirectResponse(response, field.at('directResponse')) }) as Json),
      ...given(headers, (changes) => headerAspects(changes, field.at('headers'))),
    }) as Treatment);
    // What takes the place of a prefix is said for each prefix on its own.
    if (rewrite !== undefined) { pathAspects(rewrite, requests, field).forEach(({ wanted, says }) => add(wanted, says)); }
    if (redirect !== undefined) { redirectAspects(redirect, requests, field).forEach(({ wanted, says }) => add(wanted, says)); }
  }
}
