import { canonical } from '../../model/json';
import type { AppObject } from '../app-object';
import { ANY, wholeApp } from '../check';
import { Severity } from '../finding';

/** See its title. */
export const objectIsUnique = wholeApp({
  code: 'CI0020',
  name: 'object-is-unique',
  title: 'No two objects of an app have the same kind, namespace and name.',
  severity: Severity.ERROR,
  kinds: [ANY],
  explanation: 'Kubernetes keeps one object of a kind, namespace and name: what is applied last replaces what was applied before, without a word.',
  fix: 'give one of them another name or namespace',
  equivalents: [],
  *run(view) {
    const first = new Map<string, AppObject>();
    for (const object of view.objects) {
      if (object.name === '' || object.kind === '') { continue; }
      const id = object.fullId;
      const earlier = first.get(id);
      if (earlier === undefined) {
        first.set(id, object);
        continue;
      }
      const name = object.root.at('metadata', 'name');
      if (canonical(earlier.root.json) === canonical(object.root.json)) {
        yield name.problem(`is that of ${id}, which ${earlier.source} makes as well, with the same content`, {
          severity: Severity.WARNING,
          fix: 'leave one of them out',
        });
      } else {
        yield name.problem(`is that of ${id}, which ${earlier.source} makes as well; one would replace the other`);
      }
    }
  },
});
