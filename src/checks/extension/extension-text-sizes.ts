import { ANY, eachObject, type Report } from '../check';
import type { Cursor } from '../cursor';
import { Severity } from '../finding';

const encoder = new TextEncoder();

/** See its title. */
export const extensionTextSizes = eachObject({
  code: 'CI1401',
  name: 'extension-text-sizes',
  title: 'The texts of a WasmPlugin or a TrafficExtension are no longer than Istio takes.',
  severity: Severity.ERROR,
  kinds: [ANY],
  subjects: ['WasmPlugin', 'TrafficExtension'],
  fields: ['imagePullSecret', 'pluginName', 'env', 'inlineCode'],
  explanation: 'Istio counts bytes, where the definition of the kind counts letters: a script with letters beyond ASCII can pass the one and be refused by the other.',
  fix: 'shorten it; a letter beyond ASCII takes two to four bytes',
  equivalents: ['IV-TX-003', 'IV-multi-069', 'IV-multi-070', 'IV-multi-072'],
  *object({ kind, spec }) {
    if (kind === 'WasmPlugin') { yield* ofModule(spec); }
    if (kind === 'TrafficExtension') {
      yield* ofModule(spec.at('wasm'));
      yield* tooLong(spec.at('lua', 'inlineCode'), 65536);
    }
  },
});

function* ofModule(module: Cursor): Iterable<Report> {
  yield* tooLong(module.at('imagePullSecret'), 253);
  yield* tooLong(module.at('pluginName'), 256);
  for (const variable of module.at('vmConfig', 'env').items()) { yield* tooLong(variable.at('name'), 256); }
}

/** What has too many letters, the definition of the kind refuses. */
function* tooLong(place: Cursor, most: number): Iterable<Report> {
  const { text } = place;
  if (text === undefined || text.length * 3 <= most) { return; }
  const bytes = encoder.encode(text).length;
  if (bytes > most && [...text].length <= most) { yield place.problem(`has ${bytes} bytes; it must have at most ${most}`); }
}
