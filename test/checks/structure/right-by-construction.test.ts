import { AppView } from '../../../src/checks/app-view';
import { looksAt } from '../../../src/checks/check';
import { DEFAULT_CONTEXT } from '../../../src/checks/mesh-context';
import { CHECKS } from '../../../src/checks/registry';
import type { JsonObject } from '../../../src/model/json';
import { structuralProblems } from '../../../src/model/structure/validate';
import { apiVerdict } from '../../fuzz/api';
import { randomSpecs } from '../../fuzz/specs';
import { patternObjects } from '../../testing/differential/patterns';
import { Chance } from '../../testing/differential/random';

/*
 * What constructs write is right by construction in some respects, and checks do not look at it in these. That it is so is seen here.
 */

const refused = CHECKS.filter(({ isRefusedByConstructs }) => isRefusedByConstructs === true);

/** What those checks would find, if they looked. */
function wouldFind(json: JsonObject): string[] {
  const view = new AppView([{ json, source: 'object', isTyped: true }], { ...DEFAULT_CONTEXT, knownHosts: ['*'] });
  return view.objects.flatMap((object) => refused.filter((check) => looksAt(check, object.kind))
    .flatMap((check) => [...check.object?.(object, view) ?? []].map(({ message }) => `${check.code} ${message}`)));
}

test.each(['DestinationRule', 'Gateway', 'PeerAuthentication', 'VirtualService'])('constructs write no %s that the schema or these checks refuse', (kind) => {
  const verdicts = randomSpecs(Number(process.env.SPECS ?? 600), 7, kind).map((spec) => ({ spec, written: apiVerdict(spec.object).written }));
  expect(verdicts.filter(({ written }) => written !== undefined).length).toBeGreaterThan(50);
  for (const { spec, written } of verdicts) {
    if (written !== undefined) { expect([written, structuralProblems(written, spec.kind), wouldFind(written)]).toEqual([written, [], []]); }
  }
});

test('nor does what patterns compose', () => {
  for (let i = 0; i < Number(process.env.APPS ?? 40); i++) {
    for (const object of patternObjects(new Chance(10_007 + i))) { expect([object, wouldFind(object)]).toEqual([object, []]); }
  }
});

test('each of these checks looks at objects of one kind', () => {
  expect(refused.length).toBeGreaterThan(0);
  expect(refused.filter(({ kinds: [subject], object }) => object === undefined || subject === '*')).toEqual([]);
});
