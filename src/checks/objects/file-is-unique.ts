import type { AppObject } from '../app-object';
import { ANY, wholeApp } from '../check';
import { Severity } from '../finding';

/** See its title. */
export const fileIsUnique = wholeApp({
  code: 'CI0028',
  name: 'file-is-unique',
  title: 'With a file for each object, no two objects go to one file.',
  severity: Severity.ERROR,
  kinds: [ANY],
  explanation: 'The file of an object is named after its kind and its name, not after its namespace. The object that is written last replaces the '
    + 'others, and they are never applied.',
  fix: 'use YamlOutputType.FILE_PER_CHART, or give the objects different names',
  equivalents: [],
  *run(view) {
    const first = new Map<string, AppObject>();
    for (const object of view.objects) {
      if (object.file === undefined || !object.fileIsReplaced) { continue; }
      const earlier = first.get(object.file);
      if (earlier === undefined) {
        first.set(object.file, object);
      } else if (earlier.fullId !== object.fullId) {
        yield object.root.at('metadata', 'name').problem(`puts ${object.fullId} into file ${object.file}; it must be a file of its own, `
          + `and ${earlier.fullId} goes there as well`);
      }
    }
  },
});
