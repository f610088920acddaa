import type { App, Chart } from 'cdk8s';

/** A way to make a mistake, and how the library meets it. */
export type Way =
  /** It cannot be written: the function holds a line that does not compile, which the type check of the tests verifies. */
  | { readonly impossible: string; readonly written: (chart: Chart) => unknown }
  /** The library writes what is right: this text is in what is rendered, and the text that was given is not. */
  | { readonly corrected: string; readonly written: (chart: Chart) => unknown; readonly given: string; readonly becomes: string }
  /** A constructor refuses it. */
  | { readonly thrown: (chart: Chart) => unknown }
  /** The synth reports it, made with constructs. */
  | { readonly reported: (chart: Chart, app: App) => unknown; readonly code: string }
  /** The synth reports it in YAML from elsewhere. */
  | { readonly yaml: string; readonly code: string }
  /** It is a broken twin of test/twins, of which Istio's verdict is recorded as well. */
  | { readonly twin: string };

/** A mistake that is common in examples of a scenario. */
export interface Mistake {
  readonly what: string;
  readonly ways: readonly Way[];
}

/** Something that the library must serve. */
export interface Scenario {
  readonly id: string;
  /** What a user wants. */
  readonly want: string;
  /** The constructs that serve it. */
  readonly constructs: readonly string[];
  /** The page, below docs/. */
  readonly page?: string;
  /** The folders in examples/ that show it. */
  readonly examples?: readonly string[];
  /** The tests that show it, below test/. */
  readonly tests?: readonly string[];
  /** The lab scenarios in which it was seen on real Envoys. */
  readonly lab?: readonly string[];
  /** What is not there yet: a file, and why. When the file exists, the entry must go. */
  readonly open?: { readonly file: string; readonly reason: string };
}

/** The mistakes of scenarios, by id. */
export interface Mistakes {
  readonly [id: string]: readonly Mistake[];
}

/** A heading of the table. */
export interface Section {
  readonly title: string;
  readonly scenarios: readonly Scenario[];
}
