import type { Cursor } from './cursor';
import type { Severity } from './finding';
import { PolicyReport } from './policy-report';
import { pathOf } from '../model/field-path';

/** What a report says differently from its check. */
export interface PolicyReportOptions {
  /**
   * What to do in this very case; goes on after a semicolon: `add timeout`.
   *
   * @default - what the check says in general
   */
  readonly fix?: string;

  /**
   * How much this very case matters.
   *
   * @default - as the check says in general
   */
  readonly severity?: Severity;
}

/**
 * A value in a rendered object, which knows its place. Reading never fails: what is missing, or of another type than asked for, reads
 * as missing or as empty.
 */
export class PolicyValue {
  /** @internal */
  public static _of(cursor: Cursor): PolicyValue {
    return new PolicyValue(cursor);
  }

  private constructor(private readonly cursor: Cursor) {}

  /** The field path from the object down, for example `spec.http[0].timeout`. */
  public get path(): string {
    return this.cursor.path;
  }

  /** Whether there is a value. */
  public get isGiven(): boolean {
    return this.cursor.given;
  }

  /** The value, if it is a text. */
  public get text(): string | undefined {
    return this.cursor.text;
  }

  /** The value, if it is a number. */
  public get number(): number | undefined {
    return this.cursor.number;
  }

  /** Whether the value is `true`. */
  public get isTrue(): boolean {
    return this.cursor.isTrue;
  }

  /** The elements, if the value is a list. */
  public get items(): PolicyValue[] {
    return this.cursor.items().map((item) => new PolicyValue(item));
  }

  /** The elements that are texts, if the value is a list. */
  public get texts(): string[] {
    return this.cursor.texts();
  }

  /** The names of the fields that have a value, if the value has fields. */
  public get names(): string[] {
    return this.cursor.entries().map(([name]) => name);
  }

  /**
   * A value further down.
   *
   * @param path the field path from here, for example `spec.http[0].timeout`; names with dots in quotes: `labels["a.b/c"]`
   */
  public at(path: string): PolicyValue {
    return new PolicyValue(this.cursor.at(...pathOf(path)));
  }

  /**
   * Reports that the value is not what is allowed here.
   *
   * @param allowed what is allowed; goes on after `it must be`: `given`, `10s or less`
   * @param options what is different in this case
   */
  public mustBe(allowed: string, options: PolicyReportOptions = {}): PolicyReport {
    return PolicyReport._of(this.cursor.mustBe(allowed, options));
  }

  /**
   * Reports something else about the value.
   *
   * @param text goes on after the field path: `names a host that must not be public`
   * @param options what is different in this case
   */
  public problem(text: string, options: PolicyReportOptions = {}): PolicyReport {
    return PolicyReport._of(this.cursor.problem(text, options));
  }
}
