import { Yaml } from 'cdk8s';
import { isPlainJson } from './plain-json';
import { blockOf, keyOf, lineOf } from './yaml-text';

/**
 * Objects as YAML, byte by byte as `Yaml.stringify` of cdk8s writes them, in a fraction of its time. Objects with anything whose form is not
 * certain are left to `Yaml.stringify`, and so are all if a new version of it writes something else than this does.
 */
export function yamlOf(documents: readonly unknown[]): string {
  const isAlike = agrees();
  return documents.map((document) => (isAlike ? documentOf(document) : undefined) ?? Yaml.stringify(document)).join('---\n');
}

/** A document, or `undefined` if its form is not certain. */
export function documentOf(document: unknown): string | undefined {
  if (!isMap(document)) { return undefined; }
  const writer = new DocumentWriter(isPlainJson(document) ? undefined : new Set());
  return writer.map(document, '') ? writer.text.slice(1).concat('\n') : undefined;
}

/** How many keys are remembered. An app has few; annotations and data may bring many. */
const REMEMBERED = 5000;
const KEYS = new Map<string, string>();

class DocumentWriter {
  /** What is written so far. Each line begins with the break that ends the one before. */
  public text = '';

  /** With the objects and lists so far, unless none can be met twice: that would be written as an anchor and an alias. */
  constructor(private readonly met: Set<object> | undefined) {}

  /** Writes the members of an object, each in a line of its own. Returns whether all are certain. */
  public map(map: { readonly [key: string]: unknown }, indent: string): boolean {
    const keys = Object.keys(map);
    if (keys.length === 0 || !this.isNew(map)) { return false; }
    for (const key of keys) {
      if (!this.begin(`\n${indent}`, key) || !this.value(map[key], `${indent}  `, `\n${indent}  `)) { return false; }
    }
    return true;
  }

  /** Writes the members of an object that is in a list. */
  private item(map: { readonly [key: string]: unknown }, indent: string): boolean {
    if (!this.isNew(map)) { return false; }
    let isFirst = true;
    for (const key of Object.keys(map)) {
      if (!this.begin(isFirst ? ' ' : `\n${indent}`, key) || !this.value(map[key], `${indent}  `, `\n${indent}  `)) { return false; }
      isFirst = false;
    }
    return true;
  }

  private begin(lead: string, key: string): boolean {
    const known = KEYS.get(key) ?? remembered(key);
    if (known === undefined) { return false; }
    this.text += lead + known;
    return true;
  }

  /** Writes the value of a member, or an entry of a list, after the mark that announces it. */
  private value(value: unknown, indent: string, lead: string): boolean {
    switch (typeof value) {
      case 'string': {
        const text = lineOf(value) ?? blockOf(value, indent);
        if (text === undefined) { return false; }
        this.text += ` ${text}`;
        return true;
      }
      case 'number':
        this.text += ` ${value}`;
        return Number.isFinite(value);
      case 'boolean':
        this.text += ` ${value}`;
        return true;
      default:
        if (Array.isArray(value)) { return this.list(value, indent, lead); }
        if (!isMap(value)) { return false; }
        if (isEmpty(value)) {
          this.text += ' {}';
          return this.isNew(value);
        }
        return lead === '' ? this.item(value, indent) : this.map(value, indent);
    }
  }

  private list(list: readonly unknown[], indent: string, lead: string): boolean {
    if (!this.isNew(list)) { return false; }
    if (list.length === 0) {
      this.text += ' []';
      return true;
    }
    let isFirst = true;
    for (const entry of list) {
      // A list in a list begins in the line of its mark.
      this.text += isFirst && lead === '' ? ' -' : `\n${indent}-`;
      if (!this.value(entry, `${indent}  `, '')) { return false; }
      isFirst = false;
    }
    return true;
  }

  private isNew(value: object): boolean {
    if (this.met === undefined) { return true; }
    const before = this.met.size;
    return this.met.add(value).size > before;
  }
}

function isMap(value: unknown): value is { readonly [key: string]: unknown } {
  return typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype;
}

function isEmpty(value: object): boolean {
  for (const _ in value) { return false; }
  return true;
}

function remembered(key: string): string | undefined {
  const known = keyOf(key);
  if (known === undefined) { return undefined; }
  if (KEYS.size < REMEMBERED) { KEYS.set(key, `${known}:`); }
  return `${known}:`;
}

/** One of each thing that has a rule. */
const EACH_RULE = {
  'key': 'plain',
  'yes': 'yes',
  'a b': ['- a', 'a: b', 'a #b', 'a#b:c', ' a', 'a ', '', '~', 'null', 'y', 'off', '012', '0x1f', '1_000', '1.5', '.5', '1e3', '.inf', '12:30:45', '2026-01-01', 'v1.2'],
  'quotes': ['"a"', '\'a\'', '\'"', 'it\'s "so": \\', '*', '{a}', '[a]', '%a', '@a', '`a', '?', '-', '?a', '-a', '--- a', 'a:', 'ä', '\u00a0a'],
  'blocks': { strip: 'a\n b\n\nc', clip: 'a: b\nc\n', list: ['a\nb\n', 'c'] },
  'long': 'word '.repeat(40).trim(),
  'values': { number: 1, fraction: -0.25, big: 1e21, yes: true, no: false, map: {}, list: [], lists: [[1, [2, 3]], [{ a: 1, b: [4] }], [[]], [{}]] },
};
let agreement: boolean | undefined;

function agrees(): boolean {
  agreement ??= documentOf(EACH_RULE) === Yaml.stringify(EACH_RULE);
  return agreement;
}
