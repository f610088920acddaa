/*
 * Texts as cdk8s has them written, by the library `yaml` for YAML 1.1 without a limit of lines. Each function knows the texts whose form
 * is certain, and returns `undefined` for all others: those are left to the library itself.
 */

/** Control characters, halves of surrogate pairs and separators of lines have rules of their own. */
// eslint-disable-next-line no-control-regex
const UNCERTAIN = /[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]/;

/** What would be read as something else than text, if it stood there without quotes. The marker of merges is left to the library. */
const NEEDS_QUOTES = new RegExp([
  // Indicators, at the start; a comment or the end of a key, anywhere; spaces at the end.
  /^[ ,[\]{}#&*!|>'"%@`]|^[?-](?: |$)|: | #|[ :]$/,
  // Nothing, truth and falsehood.
  /^(?:~|[Nn]ull|NULL)?$/,
  /^(?:[Yy]|[Yy]es|YES|[Tt]rue|TRUE|[Oo]n|ON|[Nn]|[Nn]o|NO|[Ff]alse|FALSE|[Oo]ff|OFF)$/,
  // Numbers: of each base, with fractions, exponents, infinite, none, and those with colons.
  /^[-+]?0b[01_]+$|^[-+]?[0-9][0-9_]*$|^[-+]?0x[0-9a-fA-F_]+$/,
  /^(?:[-+]?\.(?:inf|Inf|INF)|\.nan|\.NaN|\.NAN)$/,
  /^[-+]?(?:[0-9][0-9_]*)?(?:\.[0-9_]*)?[eE][-+]?[0-9]+$|^[-+]?(?:[0-9][0-9_]*)?\.[0-9_]*$/,
  /^[-+]?[0-9][0-9_]*(?::[0-5]?[0-9])+(?:\.[0-9_]*)?$/,
  // Times.
  /^[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}(?:(?:t|T| +)[0-9]{1,2}:[0-9]{1,2}:[0-9]{1,2}(?:\.[0-9]+)?(?: *(?:Z|[-+][012]?[0-9](?::[0-9]{2})?))?)?$/,
].map(({ source }) => source).join('|'));

/** Most texts by far: names, hosts, versions and paths, which no rule is about. The first letter excludes numbers, the length words. */
const PLAIN = /^[A-Za-z/][\w./-]{5,}$/;

/** A key longer than this is written in another form. */
const LONGEST_KEY = 1024;

/** A text of one line, as a value. */
export function lineOf(text: string): string | undefined {
  if (PLAIN.test(text)) { return text; }
  if (text === '<<' || UNCERTAIN.test(text)) { return undefined; }
  if (!NEEDS_QUOTES.test(text)) { return text; }
  return text.includes('"') && !text.includes('\'') ? `'${text}'` : JSON.stringify(text);
}

/** A text as a key. */
export function keyOf(text: string): string | undefined {
  // At the start of a line three dashes or dots part documents.
  return text.length > LONGEST_KEY || text.startsWith('---') || text.startsWith('...') ? undefined : lineOf(text);
}

/** A text of several lines, as a block that stands as it is. */
export function blockOf(text: string, indent: string): string | undefined {
  // Spaces at the start, and spaces and more than one empty line at the end, change the block's header.
  if (!text.includes('\n') || /^\s|[^\S\n]$|\s\n$/.test(text)) { return undefined; }
  if (UNCERTAIN.test(text.replaceAll('\n', ''))) { return undefined; }
  const body = text.endsWith('\n') ? text.slice(0, -1) : text;
  return `${text.endsWith('\n') ? '|' : '|-'}\n${indent}${body.replace(/\n+/g, `$&${indent}`)}`;
}
