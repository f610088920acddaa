import { isDnsSubdomain } from '../../model/names';
import { ANY, eachObject } from '../check';
import { Severity } from '../finding';

const NAME = /^[A-Za-z0-9]([A-Za-z0-9_.-]*[A-Za-z0-9])?$/;

/** Whether the text can be the key of a label or an annotation: a name, after a DNS name and "/" if wanted. */
export function isQualifiedName(text: string): boolean {
  const slash = text.indexOf('/');
  const name = text.slice(slash + 1);
  return name.length <= 63 && NAME.test(name) && (slash === -1 || isDnsSubdomain(text.slice(0, slash)));
}

/** See its title. */
export const labelSyntax = eachObject({
  code: 'CI0023',
  name: 'label-syntax',
  title: 'Labels are ones that Kubernetes takes.',
  severity: Severity.ERROR,
  kinds: [ANY],
  fields: ['labels'],
  explanation: 'Kubernetes refuses the object: keys and values of labels have a syntax, and values are texts ("true", not true).',
  fix: 'correct the label; what does not fit there can be an annotation',
  equivalents: [],
  *object(object) {
    // Those of an ApplicationSet's template are not labels yet: they may be `{{.cluster}}`.
    const templates = object.kind === 'ApplicationSet.argoproj.io' ? [] : [object.spec.at('template', 'metadata', 'labels')];
    for (const labels of [object.root.at('metadata', 'labels'), ...templates]) {
      for (const [key, value] of labels.entries()) {
        if (!isQualifiedName(key)) {
          yield value.problem(`has the key ${JSON.stringify(key)}; it must be at most 63 letters, digits, "-", "_" and ".", `
            + 'with a letter or digit at both ends, after a DNS name and "/" if wanted');
        }
        const text = value.text;
        if (text === undefined || text.length > 63 || (text !== '' && !NAME.test(text))) {
          yield value.mustBe('a text of at most 63 letters, digits, "-", "_" and ".", with a letter or digit at both ends');
        }
      }
    }
  },
});
