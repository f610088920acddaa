import { wildcardsOver } from '../../model/hosts';
import type { AppObject } from '../app-object';
import { wholeApp } from '../check';
import type { Cursor } from '../cursor';
import { Severity } from '../finding';
import { isForMesh } from '../routes';
import { readExportTo } from '../service-index';

/** See its title. */
export const meshHostOwner = wholeApp({
  code: 'CI0105',
  name: 'mesh-host-owner',
  title: 'Inside the mesh a host belongs to one VirtualService.',
  severity: Severity.ERROR,
  kinds: ['VirtualService'],
  explanation: 'Sidecars do not merge VirtualServices: of two for one host the one that was created first counts, the other is dropped without a word. '
    + 'If they say different things (HTTP and TCP), both may work, but tools and people take it for a conflict. '
    + 'Where a wildcard for all namespaces covers a host that a namespace has for itself, the host itself goes first there: that is an info.',
  fix: 'join them into one VirtualService, or keep them apart with exportTo',
  equivalents: ['IST0109', 'KIA1106'],
  *run(view) {
    const owners = new Map<string, Array<{ object: AppObject; place: Cursor }>>();
    for (const object of view.ofKind('VirtualService')) {
      if (!isForMesh(object)) { continue; }
      for (const place of object.spec.at('hosts').items()) {
        const host = place.text === undefined ? undefined : view.resolve(place.text, object);
        if (host === undefined) { continue; }
        const others = owners.get(host) ?? [];
        const rival = others.find((other) => other.object !== object && meet(other.object, object));
        if (rival !== undefined) {
          yield place.problem(`is ${JSON.stringify(place.text)}; it must be in one VirtualService of the mesh, and ${rival.object.fullId} has it as well`, {
            severity: sameAspect(rival.object, object) ? Severity.ERROR : Severity.WARNING,
          });
        }
        owners.set(host, [...others, { object, place }]);
      }
    }
    if (![...owners.keys()].some((host) => host.startsWith('*'))) { return; }
    for (const [host, holders] of owners) {
      const wider = [...wildcardsOver(host)].flatMap((name) => owners.get(name) ?? []);
      if (wider.length === 0) { continue; }
      for (const { object, place } of holders) {
        const rival = wider.find((other) => other.object !== object && isForAll(other.object) && !isForAll(object));
        if (rival === undefined) { continue; }
        yield place.problem(`is ${JSON.stringify(place.text)}, which ${rival.object.fullId} has for all namespaces as ${JSON.stringify(rival.place.text)}; `
          + 'that one must not be meant for it', { severity: Severity.INFO, fix: 'nothing, if the narrower one is to go first' });
      }
    }
  },
});

/** Whether all namespaces see it. */
function isForAll({ spec, namespace }: AppObject): boolean {
  return readExportTo(spec.at('exportTo').texts(), namespace).includes('*');
}

/** Whether some namespace sees both. */
function meet(a: AppObject, b: AppObject): boolean {
  const [seesA, seesB] = [a, b].map((object) => readExportTo(object.spec.at('exportTo').texts(), object.namespace));
  return seesA.includes('*') || seesB.includes('*') || seesA.some((namespace) => seesB.includes(namespace));
}

/** Whether both have routes of one protocol. */
function sameAspect(a: AppObject, b: AppObject): boolean {
  return ['http', 'tls', 'tcp'].some((protocol) => a.spec.at(protocol).items().length > 0 && b.spec.at(protocol).items().length > 0);
}
