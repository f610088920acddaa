import { ANY, eachObject } from '../check';
import { Severity } from '../finding';
import { ISTIO_KINDS } from '../group-kinds';
import { reportsOf } from '../structure-index';

/** See its title. */
export const oneAlternative = eachObject({
  code: 'CI1202',
  name: 'one-alternative',
  title: 'An object of Istio says one of several alternatives.',
  severity: Severity.ERROR,
  kinds: [ANY],
  subjects: ISTIO_KINDS,
  explanation: 'The fields exclude each other: the API server refuses an object that has several of them.',
  fix: 'keep one of them',
  equivalents: ['IST0106'],
  object: (object, view) => reportsOf('choice', object, view),
});
