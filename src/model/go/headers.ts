/**
 * Names and values of HTTP headers as Istio's webhook takes them (`pkg/config/validation/validation.go`,
 * `header_value_validator.go`). The functions return what is allowed; `undefined`, if the text is.
 */

// Istio's own expression has the range from "+" to ".", and so takes "," too.
const TOKEN = /^[!#$%&'*+-.^_`|~A-Za-z0-9]+$/;
const TOKEN_TEXT = 'the name of a header: letters, digits and !#$%&\'*+-.^_`|~';
const PSEUDO_HEADERS: ReadonlySet<string> = new Set([':method', ':scheme', ':authority', ':path', ':status']);

/** For a header that a route matches (`ValidateHTTPHeaderNameOrJwtClaimRoute`): also a pseudo-header or a claim of a token. */
export function matchHeaderNameProblem(name: string): string | undefined {
  return isClaim(name) || PSEUDO_HEADERS.has(name) || TOKEN.test(name) ? undefined
    : `${TOKEN_TEXT}, or like @request.auth.claims.NAME or @request.auth.claims[NAME]`;
}

/** For a header in a CORS policy (`ValidateCORSHTTPHeaderName`). */
export function corsHeaderNameProblem(name: string): string | undefined {
  return TOKEN.test(name) ? undefined : `${TOKEN_TEXT}, or "*"`;
}

/** For a header that requests are hashed by, or whose value is metered (`ValidateStrictHTTPHeaderName`). */
export function strictHeaderNameProblem(name: string): string | undefined {
  return /^[-_A-Za-z0-9]+$/.test(name) ? undefined : 'the name of a header: letters, digits, "-" and "_"';
}

/** For a header of an HTTP probe (`ValidateProbeHeaderName`). */
export function probeHeaderNameProblem(name: string): string | undefined {
  return /^[-A-Za-z0-9]+$/.test(name) ? undefined : 'the name of a header: letters, digits and "-"';
}

/** For a header that is added to requests or set on them (`ValidateHTTPHeaderWithAuthorityOperationName`). */
export function requestHeaderNameProblem(name: string): string | undefined {
  return name !== '' && (!isInternal(name) || isAuthority(name)) ? undefined : 'the name of a header that does not begin with ":", or :authority';
}

/** For a header that is removed, or that responses get (`ValidateHTTPHeaderOperationName`). */
export function headerNameProblem(name: string): string | undefined {
  return name !== '' && !isInternal(name) && name.toLowerCase() !== 'host' ? undefined
    : 'the name of a header that does not begin with ":", and not Host';
}

/** For the value of a header that Istio writes (`ValidateHTTPHeaderValue`): commands of Envoy stand between "%". */
export function headerValueProblem(value: string): string | undefined {
  // eslint-disable-next-line no-control-regex
  if (/[\x00-\x08\x0a-\x1f\x7f]/.test(value)) { return 'a text without control characters'; }
  return commandsAreClosed(value) ? undefined : 'a text in which each "%" is doubled, or begins or ends a command such as %HOSTNAME%';
}

/** Go's `jwt.ToRoutingClaim`. */
function isClaim(name: string): boolean {
  return /^@request\.auth\.claims(?:\..|\[.+\]$)/is.test(name);
}

function isInternal(name: string): boolean {
  return name.startsWith(':') || name.toLowerCase() === 'host';
}

function isAuthority(name: string): boolean {
  return [':authority', 'host'].includes(name.toLowerCase());
}

/**
 * Envoy's own reading of a header's value, state by state: a command is `%NAME%`, `%NAME(ARGUMENT)%` or
 * `%NAME(["ARGUMENT", …])%`. What commands there are is not looked at.
 */
function commandsAreClosed(value: string): boolean {
  let state: 'literal' | 'name' | 'array' | 'string' | 'argument' | 'delimiter' | 'closing' | 'end' = 'literal';
  for (let i = 0; i < value.length; i++) {
    const char = value[i];
    const isLast = i + 1 === value.length;
    switch (state) {
      case 'literal':
        if (char !== '%') { break; }
        if (isLast) { return false; }
        if (value[i + 1] === '%') { i++; } else { state = 'name'; }
        break;
      case 'name':
        if (char === '%') { state = 'literal'; }
        if (char === '(') { state = 'array'; }
        break;
      case 'array':
        if (char === '[') { state = 'string'; } else if (char !== ' ') { state = 'argument'; }
        break;
      case 'string':
        if (char === '"') { state = 'argument'; } else if (char !== ' ') { return false; }
        break;
      case 'argument':
        if (char === '\\' && isLast) { return false; }
        if (char === '\\') { i++; }
        if (char === ')') { state = 'end'; }
        if (char === '"') { state = 'delimiter'; }
        break;
      case 'delimiter':
        if (char === ',') { state = 'string'; } else if (char === ']') { state = 'closing'; } else if (char !== ' ') { return false; }
        break;
      case 'closing':
        if (char === ')') { state = 'end'; } else if (char !== ' ') { return false; }
        break;
      case 'end':
        if (char === '%') { state = 'literal'; } else if (char !== ' ') { return false; }
        break;
    }
  }
  return state === 'literal';
}
