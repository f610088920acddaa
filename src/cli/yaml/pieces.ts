/** A part of a file that can be read by itself. */
export interface Piece {
  readonly text: string;
  /** The line in the file that it begins on; the first is 1. */
  readonly line: number;
  /** Whether it holds items of a list, as a list. */
  readonly isItems?: boolean;
}

/** In characters. */
export const MIB = 1024 * 1024;

/** Lists of this size, in characters, are read item by item, and so many characters at a time. */
const LONG = MIB;
const PORTION = MIB / 4;

/**
 * The parts of a file: its documents, and of long lists as kubectl prints them some items at a time. The tree of all values, each with
 * its place, takes fifty times as much memory as the text; so only one part has one.
 */
export function pieces(text: string): Piece[] {
  // What a directive says is for the document after it.
  const documents = /^%/m.test(text) ? [{ text, line: 1 }] : split(text, 1, /^---(?=\s|$)/gm, 0);
  return documents.flatMap((document) => (document.text.length > LONG ? items(document) ?? [document] : [document]));
}

function items(document: Piece): Piece[] | undefined {
  const { text, line } = document;
  const head = /^items:[^\S\n]*\r?\n(?=- )/m.exec(text);
  // An alias may stand for what is in another part.
  if (head === null || /(^|[\s,:[{-])[&*]\w/m.test(text)) { return undefined; }
  const start = head.index + head[0].length;
  const length = text.slice(start).search(/^[^\s#-]/m);
  const end = length === -1 ? text.length : start + length;
  const around = text.slice(0, start) + text.slice(end);
  if (!/^kind:[^\S\n]*\w*List[^\S\n]*\r?$/m.test(around)) { return undefined; }
  return split(text.slice(start, end), line + linesIn(text.slice(0, start)), /^- /gm, PORTION).map((piece) => ({ ...piece, isItems: true }));
}

/** Cuts before each match, but not before a part has the least length. */
function split(text: string, line: number, before: RegExp, least: number): Piece[] {
  const found: Piece[] = [];
  let start = 0;
  let at = line;
  const cut = (end: number) => {
    const part = text.slice(start, end);
    found.push({ text: part, line: at });
    at += linesIn(part);
    start = end;
  };
  for (const { index } of text.matchAll(before)) {
    if (index > start && index - start >= least) { cut(index); }
  }
  cut(text.length);
  return found;
}

function linesIn(text: string): number {
  let count = 0;
  for (let i = text.indexOf('\n'); i !== -1; i = text.indexOf('\n', i + 1)) { count++; }
  return count;
}
