import type { Check } from './check';
import type { PolicyCheck } from './policy-check';
import { Field } from '../model/field';
import { requireSome } from '../model/require';

/** Properties of a PolicyPack. */
export interface PolicyPackProps {
  /** The capital letters that all codes of the pack begin with, for example `ACME`. */
  readonly prefix: string;

  /** The checks. */
  readonly checks: PolicyCheck[];
}

/** The checks of a company, which run wherever those of the library do. It is given to `Mesh`, or to `cdk8s-istio analyze --policy`. */
export class PolicyPack {
  /** The capital letters that all codes of the pack begin with. */
  public readonly prefix: string;
  private readonly checks: readonly PolicyCheck[];

  constructor(props: PolicyPackProps) {
    const field = new Field(`PolicyPack ${String(props.prefix)}`);
    if (!/^[A-Z]{2,12}$/.test(props.prefix)) { throw field.at('prefix').error(props.prefix, '2 to 12 capital letters'); }
    const seen = new Set<string>();
    requireSome(props.checks, field.at('checks')).forEach(({ _info: { code } }, i) => {
      const place = field.at('checks').at(i).at('code');
      if (code.replace(/\d+$/, '') !== props.prefix) { throw place.error(code, `${props.prefix} and digits`); }
      if (seen.has(code)) { throw place.error(code, 'a code that no other check of the pack has'); }
      seen.add(code);
    });
    this.prefix = props.prefix;
    this.checks = [...props.checks];
  }

  /** The codes of the checks. */
  public get codes(): string[] {
    return this.checks.map(({ _info: { code } }) => code);
  }

  /** @internal */
  public _checks(): Check[] {
    return this.checks.flatMap((check) => check._checks());
  }
}
