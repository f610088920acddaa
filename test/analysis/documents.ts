import fc from 'fast-check';

/** What an object has beside its kind. */
export type Content = { readonly [key: string]: unknown };

/** Texts that have a rule of their own, or seem to. */
const SPECIAL = [
  '', ' ', '~', 'null', 'Null', 'y', 'Y', 'yes', 'No', 'on', 'OFF', 'TRUE', 'false', '012', '0o7', '0x1F', '0b1', '1_0', '1.', '.1', '+1', '-0', '0.', '1e3', '.inf',
  '-.INF', '.nan', '12:30', '1:2:3.4', '190:20:30', '2026-01-01', '2026-1-1 10:00:00', '-', '--', '---', '--- a', '...', '- a', '-a', '?', '? a', '?a', ':', ': a', 'a:',
  'a: b', 'a:b', '#', 'a #b', 'a#b', '<<', '=', '!a', '&a', '*a', '|', '>', '%a', '@a', '`', '"', '\'', '\'a"b\'', '{a', 'a}', '[', ']', ',', ',a', 'a,b', 'true ',
  'a\nb', 'a\n', 'a\n\n', '\na', ' a\nb', 'a\n b', 'a \nb', 'a\n\n\nb\n', 'a\n---\nb', '%a\nb', 'a\n...', '---\na', 'a\n   ', '   \n a', 'a\n \n', 'a: b\n# c\n',
  '\t', 'a\tb', 'a\n\tb', '\r', 'a\r\nb', '\u0000', '\u007f', '\u0085', '\u00a0', '\u2028', 'a\u2028---', '\ufeff', '\ud800', 'ä', '日本', '😀',
  'x'.repeat(1025), 'word '.repeat(30), 'word '.repeat(30).trim(), `${'word '.repeat(30)}\nmore`, '__proto__', 'constructor', 'toString',
];
const PLAIN = { noNullPrototype: true } as const;
const PIECES = 'aby01 \n\n:#-?.,_e+T"\'[]{}\\&*!|>%@`~<=\t'.split('');

const texts = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom(...SPECIAL) },
  { weight: 3, arbitrary: fc.stringMatching(/^[a-z][a-z0-9.-]{0,20}$/) },
  { weight: 2, arbitrary: fc.string({ unit: fc.constantFrom(...PIECES) }) },
  { weight: 1, arbitrary: fc.string({ unit: 'grapheme' }) },
  { weight: 1, arbitrary: fc.string({ unit: 'binary' }) },
);

const lists = fc.array(texts, { maxLength: 2 });

const values = fc.letrec((tie) => ({
  value: fc.oneof(
    { maxDepth: 4, depthSize: 'medium' },
    texts, fc.integer(), fc.double(), fc.boolean(), fc.constantFrom(null, undefined),
    fc.array(tie('value'), { maxLength: 4 }),
    fc.dictionary(texts, tie('value'), { maxKeys: 4, noNullPrototype: true }),
  ),
})).value;

/** Documents: of any shape, and small ones with a single text in each place. */
export const documents: fc.Arbitrary<Content> = fc.oneof(
  fc.dictionary(texts, values, { maxKeys: 4, noNullPrototype: true }),
  fc.record({ data: fc.dictionary(texts, texts, { maxKeys: 4, noNullPrototype: true }) }, PLAIN),
  fc.record({ data: fc.record({ list: lists, lists: fc.array(lists, { maxLength: 2 }) }, PLAIN) }, PLAIN),
  fc.record({ data: fc.array(fc.dictionary(texts, values, { maxKeys: 2, noNullPrototype: true }), { maxLength: 2 }) }, PLAIN),
);
