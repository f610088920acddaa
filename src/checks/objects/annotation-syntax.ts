import { ANY, eachObject } from '../check';
import { Severity } from '../finding';
import { isQualifiedName } from './label-syntax';

/** See its title. */
export const annotationSyntax = eachObject({
  code: 'CI0024',
  name: 'annotation-syntax',
  title: 'Annotations are ones that Kubernetes takes.',
  severity: Severity.ERROR,
  kinds: [ANY],
  fields: ['annotations'],
  explanation: 'Kubernetes refuses the object: keys of annotations have a syntax, and values are texts ("true", not true).',
  fix: 'correct the annotation',
  equivalents: [],
  *object(object) {
    for (const annotations of [object.root.at('metadata', 'annotations'), object.spec.at('template', 'metadata', 'annotations')]) {
      for (const [key, value] of annotations.entries()) {
        if (!isQualifiedName(key.toLowerCase())) {
          yield value.problem(`has the key ${JSON.stringify(key)}; it must be at most 63 letters, digits, "-", "_" and ".", `
            + 'with a letter or digit at both ends, after a DNS name and "/" if wanted');
        }
        if (value.text === undefined) { yield value.mustBe('a text'); }
      }
    }
  },
});
