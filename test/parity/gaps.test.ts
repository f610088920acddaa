import { parseAllDocuments } from 'yaml';
import { findingsOn } from './found';
import { HAS_REFERENCE, readReference } from './reference';
import { CATALOGUE } from '../../src/checks/catalogue';
import { Severity } from '../../src/checks/finding';
import type { JsonObject } from '../../src/model/json';

interface Gap { readonly id: string; readonly title: string; readonly yaml: string }

if (HAS_REFERENCE) {
  const { gaps } = readReference<{ gaps: Gap[] }>('gaps.json');

  test.each(gaps.map((gap) => [gap.id, gap.title, gap] as const))('%s is found: %s', (id, _title, { yaml }) => {
    const objects = parseAllDocuments(yaml).map((document) => document.toJS() as JsonObject | null)
      .filter((each): each is JsonObject => each !== null);
    const found = findingsOn(objects).filter(({ equivalents, severity }) => equivalents.includes(id) && severity !== Severity.INFO);
    expect(found).not.toEqual([]);
  });
} else {
  test('the mistakes that all other tools accept are claimed by checks', () => {
    const claimed = new Set(CATALOGUE.flatMap(({ equivalents }) => equivalents).filter((each) => each.startsWith('GAP-')));
    process.stdout.write('not compared: the reference is not beside the project\n');
    expect(claimed.size).toBe(33);
  });
}
