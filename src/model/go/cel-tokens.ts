/** The tokens of CEL (`parser/gen/CEL.g4` of `cel-go`). */

export type CelTokenType = 'symbol' | 'name' | 'quotedName' | 'int' | 'uint' | 'float' | 'string' | 'bytes' | 'word';

export interface CelToken {
  readonly type: CelTokenType;
  readonly text: string;
}

const ESCAPE = String.raw`\\(?:[abfnrtv"'\\?${'`'}]|[0-3][0-7][0-7]|[xX][0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8})`;
const STRING = [
  String.raw`[rR]"""[^]*?"""`, String.raw`[rR]'''[^]*?'''`, String.raw`[rR]"[^"\n\r]*"`, String.raw`[rR]'[^'\n\r]*'`,
  String.raw`"""(?:${ESCAPE}|[^\\])*?"""`, String.raw`'''(?:${ESCAPE}|[^\\])*?'''`,
  String.raw`"(?:${ESCAPE}|[^\\"\n\r])*"`, String.raw`'(?:${ESCAPE}|[^\\'\n\r])*'`,
].join('|');

/** In the order in which they are tried, which yields the longest one. */
const PATTERNS: ReadonlyArray<readonly [CelTokenType | 'space', string]> = [
  ['space', String.raw`[\t \r\n\f]+|//[^\n]*`],
  ['bytes', `[bB](?:${STRING})`],
  ['string', STRING],
  ['quotedName', '`[A-Za-z0-9_./ -]+`'],
  ['name', '[A-Za-z_][A-Za-z0-9_]*'],
  ['float', String.raw`[0-9]+\.[0-9]+(?:[eE][+-]?[0-9]+)?|[0-9]+[eE][+-]?[0-9]+|\.[0-9]+(?:[eE][+-]?[0-9]+)?`],
  ['uint', '(?:0x[0-9a-fA-F]+|[0-9]+)[uU]'],
  ['int', '0x[0-9a-fA-F]+|[0-9]+'],
  ['symbol', String.raw`==|!=|<=|>=|&&|\|\||[<>[\]{}().,\-!?:+*/%]`],
];
const TOKEN = new RegExp(PATTERNS.map(([, pattern]) => `(${pattern})`).join('|'), 'y');

/** The tokens of an expression, without white space and comments; throws a SyntaxError at what is none. */
export function celTokens(expression: string): CelToken[] {
  const tokens: CelToken[] = [];
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < expression.length) {
    const at = TOKEN.lastIndex;
    const match = TOKEN.exec(expression);
    if (match === null) { throw new SyntaxError(`${[...expression.slice(at, at + 2)][0]} stands where it cannot`); }
    const [type] = PATTERNS[match.slice(1).findIndex((group) => group !== undefined)];
    const text = match[0];
    if (type !== 'space') { tokens.push({ type: text === 'in' ? 'symbol' : ['true', 'false', 'null'].includes(text) ? 'word' : type, text }); }
  }
  return tokens;
}

/** Why `cel-go` cannot hold the value of a literal; `undefined`, if it can. */
export function celLiteralProblem({ type, text }: CelToken, isNegative: boolean): string | undefined {
  switch (type) {
    case 'int': return BigInt(text) <= 2n ** 63n - (isNegative ? 0n : 1n) ? undefined : `${text} has more than 64 bits`;
    case 'uint': return BigInt(text.slice(0, -1)) < 2n ** 64n ? undefined : `${text} has more than 64 bits`;
    case 'float': return Number.isFinite(Number(text)) ? undefined : `${text} has more than 64 bits`;
    case 'bytes': return escapesOf(text.slice(1)).some((escape) => /^\\u/i.test(escape)) ? 'bytes have no \\u' : undefined;
    case 'string': return escapesOf(text).every(isCharacter) ? undefined : 'there is no character of such a number';
    default: return undefined;
  }
}

function escapesOf(text: string): string[] {
  return /^[rR]/.test(text) ? [] : text.match(new RegExp(ESCAPE, 'g')) ?? [];
}

/** Go's runes leave out the halves of pairs. */
function isCharacter(escape: string): boolean {
  const [, digits] = /^\\[uU](.*)$/.exec(escape) ?? [];
  const code = digits === undefined ? 0 : parseInt(digits, 16);
  return code < 0xd800 || (code > 0xdfff && code <= 0x10ffff);
}
