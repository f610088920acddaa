import type { AppObject } from './app-object';
import type { Report } from './check';
import { exportToProblem } from '../model/go/host-names';

/** What Istio's webhook refuses of an object's `exportTo` (`validateExportTo`). */
export function* exportToReports(object: AppObject, { nobody = false }: { nobody?: boolean } = {}): Iterable<Report> {
  const entries = object.spec.at('exportTo').items();
  const seen = new Set<string>();
  for (const entry of entries) {
    if (entry.text === undefined) { continue; }
    const namespace = entry.text === '.' ? object.namespace : entry.text;
    const allowed = entry.text === '~' ? (nobody ? undefined : '".", "*" or a namespace') : exportToProblem(namespace);
    if (seen.has(namespace)) {
      yield entry.problem(`is ${JSON.stringify(entry.text)}, which is there twice; it must be there once`);
    } else if (allowed !== undefined) {
      yield entry.mustBe(allowed);
    } else if (entries.length > 1 && (namespace === '*' || namespace === '~')) {
      yield entry.mustBe('the only entry, or left out');
    }
    seen.add(namespace);
  }
}
