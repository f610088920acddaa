import { ANY, eachObject } from '../check';
import { Severity } from '../finding';
import { ISTIO_KINDS } from '../group-kinds';
import { reportsOf } from '../structure-index';

/** See its title. */
export const valueInBounds = eachObject({
  code: 'CI1201',
  name: 'value-in-bounds',
  title: 'A value in an object of Istio is within the bounds of its field.',
  severity: Severity.ERROR,
  kinds: [ANY],
  subjects: ISTIO_KINDS,
  explanation: 'The API server refuses the object, as istioctl does with an IstioOperator.',
  fix: 'write a value within the bounds',
  equivalents: ['IST0106'],
  object: (object, view) => reportsOf('bounds', object, view),
});
