import { type Conditions, intersectConditions, normalConditions } from './conditions';
import { describeConditions } from './describe';
import { Field } from './field';
import { renderLabels } from './labels';
import { requireDnsLabel } from './names';
import { INEXPRESSIBLE, NOTHING, type Pattern } from './pattern';
import { quoteRegex } from './re2';
import { requirePort } from './require';
import { StringMatch } from './string-match';

/** The characters of an HTTP token: names of headers and methods. */
const TOKEN = /^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/;

/** Headers that Envoy keeps under another name, and the match that reads them. */
const PSEUDO_HEADERS: { readonly [name: string]: string } = {
  ':path': 'RequestMatch.path',
  ':method': 'RequestMatch.method',
  ':scheme': 'RequestMatch.scheme',
  ':authority': 'RequestMatch.authority',
  'host': 'RequestMatch.authority',
};

/** Begins what stands for a claim of the verified token. */
const CLAIMS = '@request.auth.claims';

/** How a path is compared. */
export interface PathMatchOptions {
  /**
   * Takes upper and lower case letters (of ASCII) for equal. Not for regular expressions: write `(?i)` in them.
   *
   * @default false
   */
  readonly ignoreCase?: boolean;
}

/**
 * Which requests: those that fulfil every condition of the match.
 *
 * Where a list of matches is taken, a request that fulfils any of them is meant.
 *
 * @see https://istio.io/latest/docs/reference/config/networking/virtual-service/#HTTPMatchRequest
 */
export class RequestMatch {
  /**
   * Requests with such a header. Names of headers have no case: they are written in lower case.
   *
   * At gateways, `@request.auth.claims.NAME` stands for a claim of the verified token.
   */
  public static header(name: string, value: StringMatch): RequestMatch {
    return required(`header:${headerName(name, new Field('RequestMatch.header').at('name'))}`, value);
  }

  /**
   * Requests whose header has another value, or that lack the header. (A missing header counts as an empty value.)
   *
   * @param name the header
   * @param value what the header must not be; left out, requests that lack the header are meant
   */
  public static withoutHeader(name: string, value?: StringMatch): RequestMatch {
    const header = headerName(name, new Field('RequestMatch.withoutHeader').at('name'));
    return normal([], [[header, (value ?? StringMatch.present())._pattern]]);
  }

  /** Requests that carry such a cookie, among others or alone. */
  public static cookie(name: string, value: StringMatch): RequestMatch {
    const field = new Field('RequestMatch.cookie').at('name');
    if (!TOKEN.test(name)) { throw field.error(name, 'the name of a cookie: letters, digits and !#$%&\'*+-.^_`|~'); }
    const expression = `(.*; ?)?${quoteRegex(name)}=${cookieValue(value._pattern)}(;.*)?`;
    return required('header:cookie', StringMatch.regex(expression));
  }

  /** Requests for such a path: what comes before the `?`. */
  public static path(value: StringMatch, options: PathMatchOptions = {}): RequestMatch {
    const field = new Field('RequestMatch.path');
    const pattern = value._pattern;
    if (pattern.kind !== 'present' && pattern.kind !== 'regex' && !pattern.value.startsWith('/')) {
      throw field.at('value').error(pattern.value, 'a path, which begins with "/"');
    }
    if (options.ignoreCase !== true) { return required('path', value); }
    if (pattern.kind === 'regex') {
      throw field.at('ignoreCase').error(true, 'left out for a regular expression', `write "(?i)${pattern.value}"`);
    }
    return normal([['path', pattern.kind === 'present' ? pattern : { ...pattern, ignoreCase: true }]], []);
  }

  /** Requests with such a method: `GET`, `POST`, … Methods have case. */
  public static method(name: string): RequestMatch {
    if (!/^[!#$%&'*+\-.^_`|~0-9A-Z]+$/.test(name)) {
      throw new Field('RequestMatch.method').at('name').error(name, 'an HTTP method in upper case, such as "GET"');
    }
    return required('method', StringMatch.exact(name));
  }

  /** Requests whose method is like this: `StringMatch.regex('GET|HEAD')`. Methods have case. */
  public static methodMatching(value: StringMatch): RequestMatch {
    return required('method', value);
  }

  /** Requests with such a scheme: `http` or `https`. */
  public static scheme(value: StringMatch): RequestMatch {
    return required('scheme', value);
  }

  /** Requests for such an authority: the host that the client asked for, with the port if the client gave one. */
  public static authority(value: StringMatch): RequestMatch {
    return required('authority', value);
  }

  /** Requests with such a parameter in the query. */
  public static query(name: string, value: StringMatch): RequestMatch {
    if (name === '') { throw new Field('RequestMatch.query').at('name').error(name, 'a text that is not empty'); }
    return required(`query:${name}`, value);
  }

  /** Requests to one port of the service. In the `requests` of an ExposedService: to one port of the gateway. */
  public static port(port: number): RequestMatch {
    return required('port', StringMatch.exact(String(requirePort(port, new Field('RequestMatch.port').at('port')))));
  }

  /** Requests from pods with these labels. Requests that enter at a gateway come from outside, and have none. */
  public static sourceLabels(labels: { [label: string]: string }): RequestMatch {
    const field = new Field('RequestMatch.sourceLabels').at('labels');
    const entries = Object.entries(renderLabels(labels, field));
    if (entries.length === 0) { throw field.error(labels, 'at least one label'); }
    return normal(entries.map(([label, value]) => [`sourceLabel:${label}`, { kind: 'exact', value }]), []);
  }

  /** Requests from one namespace. Requests that enter at a gateway come from outside, and have none. */
  public static sourceNamespace(name: string): RequestMatch {
    requireDnsLabel(name, new Field('RequestMatch.sourceNamespace').at('name'));
    return required('sourceNamespace', StringMatch.exact(name));
  }

  /** @internal */
  public static _of(conditions: Conditions): RequestMatch {
    return new RequestMatch(conditions);
  }

  /** @internal */
  private constructor(
    /** @internal */
    public readonly _conditions: Conditions,
  ) {}

  /** Requests that fulfil this match and another. */
  public and(other: RequestMatch): RequestMatch {
    const both = intersectConditions(this._conditions, other._conditions);
    if (both !== NOTHING && both !== INEXPRESSIBLE) { return new RequestMatch(both); }
    const texts = `${describeConditions(this._conditions)} and ${describeConditions(other._conditions)}`;
    throw new Field('RequestMatch.and').problem(both === NOTHING
      ? `no request can have ${texts}; the two must not contradict each other`
      : `requests with ${texts} cannot be told in one Istio match, which has one condition for each property; ` +
        'the two must be of different properties, or one must contain the other', both === NOTHING ? undefined : 'write one regular expression for both');
  }
}

function required(property: string, value: StringMatch): RequestMatch {
  return normal([[property, value._pattern]], []);
}

function normal(requires: [string, Pattern][], forbids: [string, Pattern][]): RequestMatch {
  const conditions = normalConditions(requires, forbids);
  if (conditions === NOTHING) { throw new Error('one condition cannot contradict itself'); }
  return RequestMatch._of(conditions);
}

function headerName(name: string, field: Field): string {
  if (name.startsWith(CLAIMS)) {
    if (/^(\..|\[.)/.test(name.slice(CLAIMS.length))) { return name; }
    throw field.error(name, `followed by the name of a claim: ${CLAIMS}.sub or ${CLAIMS}[sub]`);
  }
  const lower = name.toLowerCase();
  const reader = PSEUDO_HEADERS[lower];
  if (reader !== undefined) { throw field.error(name, 'the name of a header', `use ${reader}`); }
  if (!TOKEN.test(name)) { throw field.error(name, 'the name of a header: letters, digits and !#$%&\'*+-.^_`|~'); }
  return lower;
}

function cookieValue(pattern: Pattern): string {
  switch (pattern.kind) {
    case 'present': return '[^;]*';
    case 'exact': return quoteRegex(pattern.value);
    case 'prefix': return `${quoteRegex(pattern.value)}[^;]*`;
    case 'regex': return `(?:${pattern.value})`;
  }
}
