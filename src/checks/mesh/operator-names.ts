import { hostLabelProblem } from '../../model/go/host-names';
import { hubProblem, imageTagProblem } from '../../model/go/image-names';
import { eachObject } from '../check';
import { Severity } from '../finding';

/** See its title. */
export const operatorNames = eachObject({
  code: 'CI1326',
  name: 'operator-names',
  title: 'Images, the revision and the gateways of an installation have names that istioctl takes.',
  severity: Severity.ERROR,
  kinds: ['IstioOperator'],
  fields: ['hub', 'revision', 'tag', 'ingressGateways', 'egressGateways'],
  explanation: 'No installation comes of it, as istioctl refuses such values.',
  fix: 'correct the name',
  equivalents: ['IV-IO-010', 'IV-IO-011', 'IV-IO-012', 'IV-IO-013'],
  *object({ spec }) {
    for (const [name, problem] of [['hub', hubProblem], ['revision', hostLabelProblem]] as const) {
      const value = spec.at(name);
      const allowed = value.text === undefined || value.text === '' ? undefined : problem(value.text);
      if (allowed !== undefined) { yield value.mustBe(allowed); }
    }
    const tag = spec.at('tag');
    // A tag such as 1.31 is a number in YAML, which istioctl writes out.
    const allowed = tag.given ? imageTagProblem(typeof tag.json === 'object' ? '' : String(tag.json)) : undefined;
    if (allowed !== undefined) { yield tag.mustBe(allowed); }
    for (const gateway of ['ingressGateways', 'egressGateways'].flatMap((list) => spec.at('components', list).items())) {
      const name = gateway.at('name');
      if (name.text !== undefined && !/^[a-z0-9.-]{0,254}$/.test(name.text)) { yield name.mustBe('at most 254 lower-case letters, digits, "-" and "."'); }
    }
  },
});
