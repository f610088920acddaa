import { rewrittenPath } from './rewrite';
import type { JsonObject } from '../../../model/json';
import type { TreatedRedirect } from '../../route-actions';
import type { HttpRequest } from '../http-request';
import { numberAt, textAt } from '../read';

/** The answer of a route with a redirect, as Istio writes it for a port (`ApplyRedirect`) and Envoy makes it (`newUri`). */
export function redirectOf(redirect: JsonObject, match: JsonObject | undefined, request: HttpRequest, port: number): TreatedRedirect {
  const scheme = textAt(redirect, 'scheme') ?? request.scheme;
  const said = numberAt(redirect, 'port') ?? (redirect.derivePort === 'FROM_REQUEST_PORT' ? port : 0);
  const isUsual = (said === 80 && scheme === 'http') || (said === 443 && scheme === 'https');
  const newPort = said === 0 || isUsual ? '' : `:${said}`;
  const host = textAt(redirect, 'authority') ?? hostOf(request, scheme, newPort);
  const status = numberAt(redirect, 'redirectCode') ?? 0;
  return { status: status === 0 ? 301 : status, location: `${scheme}://${host}${newPort}${pathOf(redirect, match, request)}` };
}

/** The answer of a server of a Gateway with `httpsRedirect`: the port that the request says stays (`createSslRedirectPath`). */
export function httpsRedirectOf(request: HttpRequest): TreatedRedirect {
  return { status: 301, location: `https://${request.authority}${request.path}` };
}

/** The host as the request says it; its port goes where another is said, or where it is that of the old scheme. */
function hostOf({ authority, scheme }: HttpRequest, newScheme: string, newPort: string): string {
  const [, host, port] = /^(.*?)(:\d+)?$/.exec(authority) as RegExpExecArray;
  const isOfScheme = newScheme !== scheme && port === (scheme === 'https' ? ':443' : ':80');
  return port === undefined || newPort !== '' || isOfScheme ? host : authority;
}

function pathOf(redirect: JsonObject, match: JsonObject | undefined, request: HttpRequest): string {
  const prefix = textAt(redirect, 'prefixRewrite');
  if (prefix !== undefined) { return rewrittenPath({ uri: prefix }, match, request.path); }
  const uri = textAt(redirect, 'uri') ?? '';
  if (uri === '') { return request.path; }
  const path = uri.startsWith('/') ? uri : `/${uri}`;
  const query = request.path.indexOf('?');
  return query === -1 || path.includes('?') ? path : `${path}${request.path.slice(query)}`;
}
