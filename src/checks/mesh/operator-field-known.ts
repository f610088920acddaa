import { nearest } from '../../model/structure/nearest';
import { istioKind } from '../../model/structure/schema';
import { structuralProblems } from '../../model/structure/validate';
import { eachObject } from '../check';
import { Severity } from '../finding';
import { unknownText } from '../mesh-places';

/** What is looked at elsewhere, and what istioctl hands on to the charts as it is. */
const ELSEWHERE = /^spec\.(?:meshConfig|values\.meshConfig|unvalidatedValues|values\.global\.meshNetworks)(?:\.|$)/;

/** See its title. */
export const operatorFieldKnown = eachObject({
  code: 'CI1325',
  name: 'operator-field-known',
  title: 'The fields of an IstioOperator and of its values are fields that istioctl has.',
  severity: Severity.ERROR,
  kinds: ['IstioOperator'],
  explanation: 'With a field that it does not know, istioctl installs nothing. Values for the charts that are not in its own list go to unvalidatedValues.',
  fix: 'take a field that is there, or leave it out',
  equivalents: ['IV-IO-001', 'IV-IO-005'],
  *object(operator) {
    if (operator.isTyped) { return; }
    const kind = istioKind('IstioOperator');
    if (kind === undefined || operator.root.fields === undefined) { return; }
    // Under another group the schema is held to its word.
    for (const { wrong, path, known = [] } of structuralProblems(operator.root.fields, { ...kind, group: '', schema: kind.schema })) {
      const where = path.join('.');
      const name = String(path[path.length - 1]);
      if (wrong !== 'unknown' || ELSEWHERE.test(where)) { continue; }
      // Values are read as messages, whose names have no dashes; the rest as Go's JSON, for which case is no matter.
      const isAlike = where.startsWith('spec.values.') ? known.some((each) => each.replace(/-/g, '_') === name) : known.some((each) => each.toLowerCase() === name.toLowerCase());
      const meant = nearest(name, known);
      if (!isAlike) { yield operator.root.at(...path).problem(unknownText('IstioOperator', known), { fix: meant === undefined ? undefined : `write ${meant}` }); }
    }
  },
});
