import type { AppObject } from './app-object';
import type { Report } from './check';
import { show } from '../model/field';
import type { Json, JsonObject } from '../model/json';

/**
 * A value in a rendered object that knows its field path. Reading never fails: what is missing or of another type than
 * asked for reads as `undefined` or as empty, because checks run on whatever people wrote. `null` reads as missing, as it
 * does in Kubernetes.
 */
export class Cursor {
  /** The value; `undefined` if there is none. */
  public readonly json: Json | undefined;
  /** While checks look at the object one after the other, the members that one of them read are kept for the next. */
  private members?: Cursor[];
  private byKey?: Map<string | number, Cursor>;
  private elements?: Cursor[];

  constructor(
    public readonly object: AppObject,
    json: Json | undefined,
    private readonly parent?: Cursor,
    private readonly key: string | number = '',
  ) {
    this.json = json ?? undefined;
  }

  /** The field path from the object down, for example `spec.http[0].route`. */
  public get path(): string {
    if (this.parent === undefined) { return ''; }
    if (typeof this.key === 'number') { return `${this.parent.path}[${this.key}]`; }
    if (!/^[A-Za-z_$][\w$]*$/.test(this.key)) { return `${this.parent.path}[${JSON.stringify(this.key)}]`; }
    const above = this.parent.path;
    return above === '' ? this.key : `${above}.${this.key}`;
  }

  /** What holds the value; none, if it is the object itself. */
  public get holder(): Cursor | undefined {
    return this.parent;
  }

  /** Whether there is a value. */
  public get given(): boolean {
    return this.json !== undefined;
  }

  /** The value under a key, or under a key of that, and so on. */
  public at(...keys: Array<string | number>): Cursor {
    // eslint-disable-next-line @typescript-eslint/no-this-alias
    let cursor: Cursor = this;
    for (const key of keys) { cursor = cursor.child(key); }
    return cursor;
  }

  /** The same place with another value: one that was read from its text, for example. */
  public as(json: Json): Cursor {
    return new Cursor(this.object, json, this.parent, this.key);
  }

  /** The value, if it is a plain object. */
  public get fields(): JsonObject | undefined {
    return typeof this.json === 'object' && this.json !== null && !Array.isArray(this.json) ? this.json : undefined;
  }

  /** The value, if it is a text. */
  public get text(): string | undefined {
    return typeof this.json === 'string' ? this.json : undefined;
  }

  /** The value, if it is a number. */
  public get number(): number | undefined {
    return typeof this.json === 'number' ? this.json : undefined;
  }

  /** Whether the value is `true`. */
  public get isTrue(): boolean {
    return this.json === true;
  }

  /** The elements, if the value is a list. */
  public items(): readonly Cursor[] {
    if (!Array.isArray(this.json)) { return NONE; }
    if (this.elements !== undefined) { return this.elements; }
    const elements = this.json.map((item, i) => new Cursor(this.object, item, this, i));
    if (this.object.isKept) { this.elements = elements; }
    return elements;
  }

  /** The members that have a value, if the value is a plain object. */
  public entries(): Array<[string, Cursor]> {
    const fields = this.fields ?? {};
    return Object.keys(fields).filter((key) => fields[key] !== undefined && fields[key] !== null)
      .map((key) => [key, this.child(key)]);
  }

  /** The texts among the elements, if the value is a list. */
  public texts(): string[] {
    return Array.isArray(this.json) ? this.json.filter((item): item is string => typeof item === 'string') : [];
  }

  /** The members that are texts, if the value is a plain object: labels, a selector. */
  public labels(): { [label: string]: string } {
    const fields = this.fields ?? {};
    return Object.fromEntries(Object.entries(fields).filter((entry): entry is [string, string] => typeof entry[1] === 'string'));
  }

  /** Reports that the value is not what is allowed here. */
  public mustBe(allowed: string, more: ReportOptions = {}): Report {
    return { place: this, message: `${this.path} is ${show(this.json)}; it must be ${allowed}`, ...more };
  }

  /** Reports something else about the value; the text goes on after the field path: `names …`. */
  public problem(text: string, more: ReportOptions = {}): Report {
    return { place: this, message: `${this.path} ${text}`, ...more };
  }

  private child(key: string | number): Cursor {
    const { json } = this;
    if (typeof json !== 'object' || json === null || !Object.hasOwn(json, key)) { return new Cursor(this.object, undefined, this, key); }
    const known = this.kept(key);
    if (known !== undefined) { return known; }
    const child = new Cursor(this.object, (json as JsonObject)[key], this, key);
    if (this.object.isKept) { this.keep(key, child); }
    return child;
  }

  /** Most objects have few members: to look through those is faster than a map, and costs less to make. */
  private kept(key: string | number): Cursor | undefined {
    if (this.byKey !== undefined) { return this.byKey.get(key); }
    if (this.members === undefined) { return undefined; }
    for (const member of this.members) { if (member.key === key) { return member; } }
    return undefined;
  }

  private keep(key: string | number, child: Cursor): void {
    if (this.members === undefined) {
      this.members = [child];
    } else if (this.members.length < FEW) {
      this.members.push(child);
    } else {
      this.byKey ??= new Map(this.members.map((member) => [member.key, member]));
      this.byKey.set(key, child);
    }
  }
}

/** Up to how many members are looked through. */
const FEW = 12;

const NONE: readonly Cursor[] = [];

/** What a single report says differently from its check. */
export type ReportOptions = Pick<Report, 'fix' | 'severity'>;
