import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';

/** The top of the repository. */
export const ROOT = join(__dirname, '..', '..');

/** A fenced block of a page. */
export interface Block {
  readonly language: string;
  /** The words after the language, such as `nofixture`. */
  readonly marks: readonly string[];
  readonly text: string;
  /** The number of the line with the opening fence, from 1. */
  readonly line: number;
}

/** A block of TypeScript, and the blocks after it that say what comes of it. */
export interface Snippet {
  readonly page: string;
  readonly code: Block;
  /** YAML that it yields. */
  readonly yields: readonly Block[];
  /** What it prints, or the error that it ends with. */
  readonly prints: readonly Block[];
}

/** The pages whose code is checked: README.md and all of docs/. */
export function pages(): string[] {
  const docs = readdirSync(join(ROOT, 'docs'), { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.md'));
  return ['README.md', ...docs.map((name) => join('docs', name).split(sep).join('/')).sort()];
}

/** The text of a page. */
export function read(page: string): string {
  return readFileSync(join(ROOT, page), 'utf8');
}

/** The fenced blocks of a page, in order. */
export function blocksOf(text: string): Block[] {
  const blocks: Block[] = [];
  let open: { info: string; line: number; lines: string[] } | undefined;
  text.split('\n').forEach((line, i) => {
    if (open === undefined) {
      const fence = /^```(\S.*)?$/.exec(line);
      if (fence !== null) { open = { info: fence[1] ?? '', line: i + 1, lines: [] }; }
    } else if (line === '```') {
      const [language = '', ...marks] = open.info.split(/\s+/);
      blocks.push({ language, marks, text: open.lines.join('\n'), line: open.line });
      open = undefined;
    } else {
      open.lines.push(line);
    }
  });
  if (open !== undefined) { throw new Error(`the block that opens in line ${open.line} is not closed`); }
  return blocks;
}

/**
 * The snippets of a page. A block of YAML or text belongs to the code before it, unless it is marked `aside`.
 */
export function snippetsOf(page: string, text: string): Snippet[] {
  const snippets: Array<{ page: string; code: Block; yields: Block[]; prints: Block[] }> = [];
  let current: typeof snippets[number] | undefined;
  for (const block of blocksOf(text)) {
    if (block.marks.includes('aside')) { continue; }
    switch (block.language) {
      case 'ts':
        current = { page, code: block, yields: [], prints: [] };
        snippets.push(current);
        break;
      case 'yaml':
      case 'text': {
        if (current === undefined) { throw new Error(`${page}:${block.line}: no code goes before this block; mark it \`aside\``); }
        (block.language === 'yaml' ? current.yields : current.prints).push(block);
        break;
      }
      default:
    }
  }
  return snippets;
}

/** The program that a snippet is, once it stands in its fixture. */
export function programOf({ code }: Pick<Snippet, 'code'>, text: string = code.text): string {
  if (code.marks.includes('nofixture')) { return text; }
  const named = code.marks.map((mark) => /^fixture=([\w-]+)$/.exec(mark)?.[1]).find((name) => name !== undefined);
  const fixture = readFileSync(join(ROOT, 'rosetta', `${named ?? 'default'}.ts-fixture`), 'utf8');
  return fixture.replace('/// here', () => text);
}

/** Where a snippet is, for the names of tests. */
export function placeOf({ page, code }: Snippet): string {
  return `${relative('.', page)}:${code.line}`;
}

/** A statement and the error that it must end with. */
export interface Refusal {
  readonly statement: string;
  readonly error: string;
}

/** The statements of a block that is marked `refused`: each is followed by its error, as a comment. */
export function refusalsOf(code: Block): Refusal[] {
  const refusals: Refusal[] = [];
  let statement: string[] = [];
  for (const line of code.text.split('\n')) {
    const comment = /^\/\/ (.*)$/.exec(line)?.[1];
    if (comment === undefined) {
      if (line.trim() !== '') { statement.push(line); }
    } else if (statement.length > 0) {
      refusals.push({ statement: statement.join('\n'), error: comment });
      statement = [];
    } else {
      throw new Error(`line ${code.line}: the error ${JSON.stringify(comment)} follows no statement`);
    }
  }
  if (statement.length > 0) { throw new Error(`line ${code.line}: the statement ${JSON.stringify(statement.join('\n'))} has no error`); }
  return refusals;
}
