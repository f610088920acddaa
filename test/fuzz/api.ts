import { ApiObject, App, Chart } from 'cdk8s';
import { normalForm } from '../../src/cli/import/normal-form';
import { constructCode } from '../../src/cli/import/object-code';
import type { JsonObject } from '../../src/model/json';

/** What the typed constructs do with what an object says: they write it, or refuse it, or have no words for it. */
export interface ApiVerdict {
  readonly written?: JsonObject;
  /** The error of a construct. */
  readonly refused?: string;
  /** What no property can say: deprecated fields, empty objects, what has no meaning. docs/import.md lists them. */
  readonly unsaid?: string;
}

/** The object by way of the typed constructs: read into their properties as `cdk8s-istio import` does, and written by them. */
export function apiVerdict(object: JsonObject): ApiVerdict {
  const chart = new Chart(new App(), 'chart');
  const { code, problems } = constructCode(chart, 'object', normalForm(object), undefined);
  if (code === undefined) {
    const unsaid = problems.filter(({ path }) => path.length > 0).map(({ path, text }) => `${path.join('.')} ${text}`);
    return unsaid.length > 0 ? { unsaid: unsaid.join('; ') } : { refused: problems.map(({ text }) => text).join('; ') };
  }
  return { written: ApiObject.of(chart.node.findChild('object')).toJson() as JsonObject };
}
