/** How much a release says to have changed; later ones more. */
export const LEVELS = ['patch', 'minor', 'major'] as const;
export type Level = typeof LEVELS[number];

/** A version as releases have it: three numbers, nothing behind them. */
export class Version {
  /** Before the first release. */
  public static readonly NONE = new Version([0, 0, 0]);

  public static parse(text: string): Version | undefined {
    const match = /^(0|[1-9]\d*)\.(0|[1-9]\d*)\.(0|[1-9]\d*)$/.exec(text);
    return match === null ? undefined : new Version([Number(match[1]), Number(match[2]), Number(match[3])]);
  }

  private constructor(private readonly numbers: readonly [number, number, number]) {}

  /** Whether users must expect breaks with each minor version. */
  public get isUnstable(): boolean { return this.numbers[0] === 0; }

  public isAbove(other: Version): boolean {
    const at = this.numbers.findIndex((number, i) => number !== other.numbers[i]);
    return at !== -1 && this.numbers[at]! > other.numbers[at]!;
  }

  /** The version that follows with a change of this level. */
  public next(level: Level): Version {
    const [major, minor, patch] = this.numbers;
    switch (level) {
      case 'major': return new Version([major + 1, 0, 0]);
      case 'minor': return new Version([major, minor + 1, 0]);
      case 'patch': return new Version([major, minor, patch + 1]);
    }
  }

  /** The least level that says what changed, by Semantic Versioning; before 1.0.0 a minor version may break. */
  public levelFor(changes: { readonly breaks: boolean; readonly adds: boolean }): Level {
    if (changes.breaks) { return this.isUnstable ? 'minor' : 'major'; }
    return changes.adds && !this.isUnstable ? 'minor' : 'patch';
  }

  public toString(): string { return this.numbers.join('.'); }
}
