import { Field } from '../model/field';
import { defined, given, type JsonObject } from '../model/json';
import { requirePort, requireText } from '../model/require';

/** The port that a redirect sends the client to. */
export class RedirectPort {
  /** A port. */
  public static number(port: number): RedirectPort {
    return new RedirectPort({ port: requirePort(port, new Field('RedirectPort.number').at('port')) });
  }

  /** The one of the scheme: 80 for http, 443 for https. */
  public static fromScheme(): RedirectPort {
    return new RedirectPort({ derivePort: 'FROM_PROTOCOL_DEFAULT' });
  }

  /** The one that the request came to. */
  public static fromRequest(): RedirectPort {
    return new RedirectPort({ derivePort: 'FROM_REQUEST_PORT' });
  }

  private constructor(private readonly json: JsonObject) {}

  /** @internal */
  public _render(): JsonObject {
    return { ...this.json };
  }
}

/** Schemes that a redirect may send the client to. */
export enum RedirectScheme {
  /** Plain HTTP. */
  HTTP = 'http',
  /** HTTP over TLS. */
  HTTPS = 'https',
}

/**
 * Where the client is sent.
 *
 * @see https://istio.io/latest/docs/reference/config/networking/virtual-service/#HTTPRedirect
 */
export interface Redirect {
  /**
   * The new path, in whole.
   *
   * @default - the path stays
   */
  readonly uri?: string;

  /**
   * What takes the place of the prefix that the route matches, in place of `uri`.
   *
   * @default - the path stays
   */
  readonly prefixRewrite?: string;

  /**
   * The new host.
   *
   * @default - the host stays
   */
  readonly authority?: string;

  /**
   * The new port.
   *
   * @default - the one of the new scheme or host; else the port stays
   */
  readonly port?: RedirectPort;

  /**
   * The new scheme.
   *
   * @default - the scheme stays
   */
  readonly scheme?: RedirectScheme;

  /**
   * The status of the response: 301, 302, 303, 307 or 308.
   *
   * @default 301
   */
  readonly code?: number;
}

const CODES: ReadonlyArray<number> = [301, 302, 303, 307, 308];

/** The `redirect` of a route. */
export function renderRedirect(redirect: Redirect, field: Field): JsonObject {
  if (redirect.uri !== undefined && redirect.prefixRewrite !== undefined) {
    throw field.problem(`${field.at('uri').path} and ${field.at('prefixRewrite').path} are given; it must be one of them`);
  }
  const aims = [redirect.uri, redirect.prefixRewrite, redirect.authority, redirect.port, redirect.scheme];
  if (aims.every((aim) => aim === undefined)) {
    throw field.error(redirect, 'at least one of uri, prefixRewrite, authority, port and scheme');
  }
  if (redirect.code !== undefined && !CODES.includes(redirect.code)) {
    throw field.at('code').error(redirect.code, `one of ${CODES.join(', ')}`);
  }
  return defined({
    uri: given(redirect.uri, (uri) => requireText(uri, field.at('uri'))),
    prefixRewrite: given(redirect.prefixRewrite, (prefix) => requireText(prefix, field.at('prefixRewrite'))),
    authority: given(redirect.authority, (authority) => requireText(authority, field.at('authority'))),
    ...redirect.port?._render(),
    scheme: redirect.scheme,
    redirectCode: redirect.code,
  });
}
