import type { AppObject } from './app-object';
import type { AppView } from './app-view';
import type { Cursor } from './cursor';
import type { Severity } from './finding';

/** What a check says about one place; the engine makes a finding of it. */
export interface Report {
  /** The value it is about. */
  readonly place: Cursor;
  /** What is there and what may be there; begins with the field path. */
  readonly message: string;
  /** What to do in this very case, if it is not what the check says in general. */
  readonly fix?: string;
  /** How much this very case matters, if not as the check says in general. */
  readonly severity?: Severity;
}

/** What every code has, also those that the engine itself reports. */
export interface CheckInfo {
  /** `CI` and four digits. Never changes its meaning, never used again. */
  readonly code: string;
  /** The name in kebab case; the file has the same. */
  readonly name: string;
  /** What must hold, as one sentence. */
  readonly title: string;
  readonly severity: Severity;
  /** What happens when it does not hold, and why. */
  readonly explanation: string;
  /** What to do; goes on after a semicolon: `add the subset …`. */
  readonly fix: string;
  /** The codes of other tools for it: `IST0101`, `KIA1107`; `GAP-17` and `IV-PA-001` where they have none. */
  readonly equivalents: readonly string[];
  /** The address of a page about it, if it is none of the library's. */
  readonly link?: string;
}

/** A mistake that can be found in the rendered objects of an app. A pure function with a description. */
export interface Check extends CheckInfo {
  /**
   * The kinds it reads. The first is the one that its findings are about: without an object of it, the check is not run.
   * `*` stands for all.
   */
  readonly kinds: readonly string[];
  /** The kinds whose objects `object` is asked of, where the first kind stands for all. It is asked of objects of all kinds, if missing. */
  readonly subjects?: readonly string[];
  /**
   * Names of fields: in an object that has none of them, at whatever depth, `object` finds nothing and is not asked. It is asked of every
   * object, if missing.
   */
  readonly fields?: readonly string[];
  /** Constructs refuse it themselves: what they wrote, and nobody patched, is not looked at again by `object`. */
  readonly isRefusedByConstructs?: boolean;
  /** Whether it belongs to a policy pack. */
  readonly isPolicy?: boolean;
  /** Looks at all objects together. */
  run?(view: AppView): Iterable<Report>;
  /** Looks at one object of the first kind; with the view, it can follow what the object refers to. */
  object?(object: AppObject, view: AppView): Iterable<Report>;
}

/** A check that looks at the app as a whole. */
export function wholeApp(check: Check & Required<Pick<Check, 'run'>>): Check {
  return check;
}

/** A check that looks at objects one by one, which costs less: all such checks look at an object before the next is read. */
export function eachObject(check: Check & Required<Pick<Check, 'object'>>): Check {
  return check;
}

/** Stands for every kind in the list of kinds that a check reads. */
export const ANY = '*';

/** Whether a check looks at single objects of a kind. */
export function looksAt({ kinds: [subject], subjects }: Check, kind: string): boolean {
  return subject === ANY ? subjects === undefined || subjects.includes(kind) : subject === kind;
}
