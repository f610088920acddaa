import { structuralProblems } from '../../../src/model/structure/validate';
import { apiVerdict } from '../../fuzz/api';
import { randomSpecs } from '../../fuzz/specs';

// The checks rely on it, and do not go through what constructs write of these kinds.
test.each(['DestinationRule', 'Gateway', 'PeerAuthentication', 'VirtualService'])('constructs write no %s that its schema refuses', (kind) => {
  const verdicts = randomSpecs(Number(process.env.SPECS ?? 600), 7, kind).map((spec) => ({ spec, written: apiVerdict(spec.object).written }));
  expect(verdicts.filter(({ written }) => written !== undefined).length).toBeGreaterThan(50);
  for (const { spec, written } of verdicts) {
    if (written !== undefined) { expect([written, structuralProblems(written, spec.kind)]).toEqual([written, []]); }
  }
});
