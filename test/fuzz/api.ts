import { ApiObject, App, Chart } from 'cdk8s';
import { normalForm } from '../../src/cli/import/normal-form';
import { constructCode } from '../../src/cli/import/object-code';
import type { JsonObject } from '../../src/model/json';

/** What the typed constructs do with what an object says: they write it, or refuse it. */
export interface ApiVerdict {
  readonly written?: JsonObject;
  readonly refused?: string;
}

/** The object by way of the typed constructs: read into their properties as `cdk8s-istio import` does, and written by them. */
export function apiVerdict(object: JsonObject): ApiVerdict {
  const chart = new Chart(new App(), 'chart');
  const { code, problems } = constructCode(chart, 'object', normalForm(object), undefined);
  if (code === undefined) { return { refused: problems.map(({ path, text }) => `${path.join('.')} ${text}`.trim()).join('; ') }; }
  return { written: ApiObject.of(chart.node.findChild('object')).toJson() as JsonObject };
}
