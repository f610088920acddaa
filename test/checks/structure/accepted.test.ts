import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseAllDocuments } from 'yaml';
import type { RenderedObject } from '../../../src/checks/app-object';
import { AppObject } from '../../../src/checks/app-object';
import { runChecks } from '../../../src/checks/engine';
import { formatFinding } from '../../../src/checks/finding';
import { DEFAULT_CONTEXT } from '../../../src/checks/mesh-context';
import { istioApiVersion } from '../../../src/checks/objects/istio-api-version';
import { istioFieldKnown } from '../../../src/checks/objects/istio-field-known';
import { istioValueAllowed } from '../../../src/checks/objects/istio-value-allowed';
import { STRUCTURE_CHECKS } from '../../../src/checks/structure';
import { istioGroup } from '../../../src/checks/structure-index';
import type { JsonObject } from '../../../src/model/json';

const checks = [istioFieldKnown, istioValueAllowed, istioApiVersion, ...STRUCTURE_CHECKS];
const ROOT = join(__dirname, '../../..');

/** The objects of all YAML files in a folder, raw. */
function objectsIn(folder: string): RenderedObject[] {
  return readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.yaml')).flatMap((name) =>
    parseAllDocuments(readFileSync(join(ROOT, folder, name), 'utf8')).map((document) => document.toJS() as JsonObject | null)
      .flatMap((json) => (json === null || typeof json.kind !== 'string' ? [] : [{ json, source: `${folder}/${name}` }])));
}

test.each(['examples', 'test/golden', 'test/completeness/maximal'])('what Istio admits of %s has no finding', (folder) => {
  const objects = objectsIn(folder);
  expect(objects.filter((object) => istioGroup(new AppObject(object)) !== undefined).length).toBeGreaterThan(10);
  expect(runChecks(objects, DEFAULT_CONTEXT, { checks }).map(formatFinding)).toEqual([]);
});
