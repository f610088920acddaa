import type { CheckInfo } from './check';
import { Severity } from './finding';

/** Reported by the engine when a check throws. It must not stop anyone's synth: the mistake is the library's. */
export const CHECK_FAILED: CheckInfo = {
  code: 'CI0001',
  name: 'check-failed',
  title: 'Every check runs to its end.',
  severity: Severity.WARNING,
  explanation: 'A check of the library threw an error on the objects of the app. What it would have found is not known; all other checks ran.',
  fix: 'report it to the makers of the library with the object that it fails on',
  equivalents: ['IST0001'],
};

/** Reported by the analysis of a construct tree. */
export const OBJECT_NOT_RENDERED: CheckInfo = {
  code: 'CI0002',
  name: 'object-not-rendered',
  title: 'Every object of the app can be rendered.',
  severity: Severity.ERROR,
  explanation: 'The object threw an error while it was rendered, so nothing can be written or checked for it.',
  fix: 'correct the values that the object was given',
  equivalents: [],
};

/** Reported where YAML is read. */
export const YAML_NOT_READ: CheckInfo = {
  code: 'CI0003',
  name: 'yaml-not-read',
  title: 'YAML can be read.',
  severity: Severity.ERROR,
  explanation: 'The document is broken, a template, or more than can be read. Nothing in it was checked, and what refers to its objects does not find them.',
  fix: 'correct the document, or render the template first',
  equivalents: [],
};

/** Reported where YAML is read, for documents of something else. */
export const NOT_AN_OBJECT: CheckInfo = {
  code: 'CI0004',
  name: 'not-an-object',
  title: 'A document of YAML is an object of Kubernetes.',
  severity: Severity.WARNING,
  explanation: 'The document has no apiVersion and no kind, as the values of a Helm chart have none. It was passed over.',
  fix: 'give it apiVersion and kind, or leave the file out',
  equivalents: [],
};

/** Reported by the engine, which knows what all checks found, and by the analysis of a construct tree. */
export const SUPPRESSION_IDLE: CheckInfo = {
  code: 'CI0060',
  name: 'suppression-idle',
  title: 'What is silenced is found.',
  severity: Severity.INFO,
  explanation: 'Nothing of this code is found, so that there is nothing to silence: the mistake was corrected, or it is elsewhere. Left as it is, the ' +
    'annotation would silence a mistake that somebody makes later.',
  fix: 'remove it',
  equivalents: [],
};

/** The codes that no check of the registry reports. */
export const BUILT_IN: readonly CheckInfo[] = [CHECK_FAILED, OBJECT_NOT_RENDERED, YAML_NOT_READ, NOT_AN_OBJECT, SUPPRESSION_IDLE];
