/** Valid in a segment of a path beside a template: what RFC 3986 calls `pchar`, all but "*". */
const LITERAL = /^[a-zA-Z0-9-._~%!$&'()+,;:@=]+$/;

/** For a path of an AuthorizationPolicy (`CheckValidPathTemplate`): what is allowed; `undefined`, if the path is. */
export function pathTemplateProblem(text: string): string | undefined {
  const isTemplate = text.includes('{*}') || text.includes('{**}');
  let rest = false;
  for (const segment of text.replace(/^\/+|\/+$/g, '').split('/')) {
    if (segment === '{*}' || segment === '{**}') {
      if (rest) { return 'a path in which {**} is the last operator'; }
      rest = segment === '{**}';
    } else if (/[{}]/.test(segment)) {
      return 'a path in which braces are those of whole segments {*} or {**}';
    } else if (isTemplate && !LITERAL.test(segment)) {
      return 'a path whose segments beside {*} and {**} are not empty, and consist of characters of URLs without "*"';
    }
  }
  return undefined;
}
