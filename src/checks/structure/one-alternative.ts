import { ANY, eachObject } from '../check';
import { Severity } from '../finding';
import { reportsOf } from '../structure-index';

/** See its title. */
export const oneAlternative = eachObject({
  code: 'CI1202',
  name: 'one-alternative',
  title: 'An object of Istio says one of several alternatives.',
  severity: Severity.ERROR,
  kinds: [ANY],
  explanation: 'The fields exclude each other: the API server refuses an object that has several of them.',
  fix: 'keep one of them',
  equivalents: ['IST0106'],
  object: (object, view) => reportsOf('choice', object, view),
});
