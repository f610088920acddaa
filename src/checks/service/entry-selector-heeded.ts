import { eachObject } from '../check';
import { Severity } from '../finding';

/** See its title. */
export const entrySelectorHeeded = eachObject({
  code: 'CI0649',
  name: 'entry-selector-heeded',
  title: 'A ServiceEntry that selects workloads has a resolution that heeds them.',
  severity: Severity.WARNING,
  kinds: ['ServiceEntry'],
  fields: ['workloadSelector'],
  explanation: 'With resolution NONE, which is also the default, connections go on to the address they are for: the selected workloads get none of them.',
  fix: 'make the resolution STATIC',
  equivalents: ['IV-SE-017'],
  *object({ spec }) {
    const resolution = spec.at('resolution');
    if (spec.at('workloadSelector').fields === undefined || (resolution.text ?? 'NONE') !== 'NONE') { return; }
    yield resolution.mustBe('STATIC or DNS beside workloadSelector');
  },
});
