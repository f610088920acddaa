/** A request as a proxy reads it. */
export interface HttpRequest {
  readonly method: string;
  readonly scheme: 'http' | 'https';
  readonly authority: string;
  /** The path with its query. */
  readonly path: string;
  /** By name in lower case. */
  readonly headers: ReadonlyMap<string, string>;
}

/** What a request is made of. */
export interface HttpRequestParts {
  readonly method: string;
  readonly scheme: 'http' | 'https';
  readonly authority: string;
  readonly path: string;
  readonly query?: { readonly [name: string]: string };
  readonly headers?: { readonly [name: string]: string };
}

/** A request as its caller sends it; the path as it is written. */
export function httpRequest({ method, scheme, authority, path, query = {}, headers = {} }: HttpRequestParts): HttpRequest {
  const [bare, own] = cut(path);
  const parameters = Object.entries(query).map(([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(value)}`);
  const all = [...(own === undefined ? [] : [own]), ...parameters].join('&');
  return {
    method,
    scheme,
    authority,
    path: all === '' && own === undefined ? bare : `${bare}?${all}`,
    headers: new Map(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value])),
  };
}

/** The path without its query, and the query. */
export function cut(path: string): [string, string | undefined] {
  const mark = path.indexOf('?');
  return mark === -1 ? [path, undefined] : [path.slice(0, mark), path.slice(mark + 1)];
}

/** The first value of each parameter of a query, as it is written. */
export function parametersOf(query: string | undefined): ReadonlyMap<string, string> {
  const parameters = new Map<string, string>();
  for (const part of (query ?? '').split('&')) {
    const equals = part.indexOf('=');
    const name = equals === -1 ? part : part.slice(0, equals);
    if (part !== '' && !parameters.has(name)) { parameters.set(name, equals === -1 ? '' : part.slice(equals + 1)); }
  }
  return parameters;
}
