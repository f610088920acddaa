import type { Report } from './check';

/** What a check of a policy pack says of one value; `PolicyValue` makes it. */
export class PolicyReport {
  /** @internal */
  public static _of(report: Report): PolicyReport {
    return new PolicyReport(report);
  }

  /** @internal */
  public readonly _report: Report;

  private constructor(report: Report) {
    this._report = report;
  }

  /** What is there and what may be there; begins with the field path. */
  public get message(): string {
    return this._report.message;
  }
}
