import { ANY, type Check, type CheckInfo } from './check';
import { Severity } from './finding';
import { PolicyApp, PolicyObject } from './policy-object';
import type { PolicyReport } from './policy-report';
import { Field } from '../model/field';
import { requireSome, requireText } from '../model/require';

/** Properties of a PolicyCheck: what people read of it. */
export interface PolicyCheckProps {
  /** The code of its findings: capital letters, those of the pack first, and digits, for example `ACME001`. It never changes its meaning. */
  readonly code: string;

  /** A name of lower-case words joined by `-`, for example `timeout-given`. */
  readonly name: string;

  /** What must hold, as one sentence: `Every route has a timeout.` */
  readonly title: string;

  /** The kinds whose objects it looks at, for example `VirtualService`; `*` stands for all. */
  readonly kinds: string[];

  /** What happens when it does not hold, and why. */
  readonly explanation: string;

  /** What to do; goes on after a semicolon: `add timeout`. */
  readonly fix: string;

  /**
   * How much a finding matters.
   *
   * @default Severity.WARNING
   */
  readonly severity?: Severity;

  /**
   * The address of a page that says more.
   *
   * @default - none
   */
  readonly link?: string;
}

/**
 * A check of a company's own. A class that extends it looks at one object at a time, and reports what is not as it must be. It is
 * given to a `PolicyPack`.
 */
export abstract class PolicyCheck {
  /** @internal */
  public readonly _info: CheckInfo;
  private readonly kinds: readonly string[];

  constructor(props: PolicyCheckProps) {
    const field = new Field(`PolicyCheck ${String(props.code)}`);
    if (!/^[A-Z]{2,12}\d{1,6}$/.test(props.code)) { throw field.at('code').error(props.code, '2 to 12 capital letters and 1 to 6 digits'); }
    if (/^(CI|IST|KIA)\d/.test(props.code)) { throw field.at('code').error(props.code, 'of other letters: CI, IST and KIA are taken'); }
    if (!/^[a-z0-9]+(-[a-z0-9]+)*$/.test(props.name)) { throw field.at('name').error(props.name, 'lower-case words joined by "-"'); }
    for (const name of ['title', 'explanation', 'fix'] as const) { requireText(props[name], field.at(name)); }
    requireSome(props.kinds, field.at('kinds')).forEach((kind, i) => requireText(kind, field.at('kinds').at(i)));
    const { code, name, title, severity = Severity.WARNING, explanation, fix, link } = props;
    this._info = { code, name, title, severity, explanation, fix, equivalents: [], ...(link === undefined ? {} : { link }) };
    this.kinds = props.kinds.includes(ANY) ? [ANY] : [...new Set(props.kinds)];
  }

  /**
   * Looks at an object.
   *
   * @param item an object of one of the kinds
   * @param app all objects of the app
   * @returns what is not as it must be; nothing, if all is well
   */
  public abstract examine(item: PolicyObject, app: PolicyApp): PolicyReport[];

  /**
   * The check as the engine runs it, once for each kind.
   *
   * @internal
   */
  public _checks(): Check[] {
    return this.kinds.map((kind) => ({
      ...this._info,
      kinds: [kind],
      isPolicy: true,
      object: (object, view) => this.examine(PolicyObject._of(object), PolicyApp._of(view)).map(({ _report }) => _report),
    }));
  }
}
