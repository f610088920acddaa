import { Workplace } from './support';
import { CATALOGUE } from '../../../src/checks/catalogue';

let at: Workplace;
beforeEach(() => { at = new Workplace(); });
afterEach(() => { at.remove(); });

const SUBSET = `CI0103 destination-subset-exists (error)
The subset of a destination is defined by a DestinationRule of its host.

The proxies have no cluster for a subset that no DestinationRule of the host defines: every request
of the route is answered with 503.

Fix: add the subset to the DestinationRule, or use one that it has
Also: IST0101 (https://istio.io/latest/docs/reference/config/analysis/ist0101/)
      KIA1107 (https://kiali.io/docs/features/validations/)
Silence: annotate the object with cdk8s-istio.dev/suppress.CI0103: <reason>
More: https://github.com/cdk8s-istio/cdk8s-istio/blob/main/docs/checks/CI0103.md
`;

test.each(['CI0103', 'ci0103', 'destination-subset-exists'])('%s', (code) => {
  expect(at.run('explain', code)).toEqual({ code: 0, out: SUBSET, err: '' });
});

test('a code of istioctl that several checks have', () => {
  expect(at.run('explain', 'IST0145').out.match(/^CI\d+/gm)).toEqual(['CI0402']);
  expect(at.run('explain', 'ist0101').out.match(/^CI\d+/gm)).toContain('CI0103');
  expect(at.run('explain', 'KIA1107').out).toContain(SUBSET);
});

test('what cannot be silenced by an annotation does not say so', () => {
  expect(at.run('explain', 'CI0003').out).not.toContain('Silence');
  expect(at.run('explain', 'CI0013').out).toContain("Silence: in the program, MeshAnalysis.suppress(construct, 'CI0013', '<reason>')\n");
});

test('a code that there is not', () => {
  expect(at.run('explain', 'CI0193')).toEqual({
    code: 2, out: '', err: expect.stringMatching(/^CI0193 is no code of a check; the nearest are CI0103, CI\d{4}, CI\d{4}, CI\d{4}, CI\d{4}; without a code all are listed\n$/),
  });
});

test('without a code all are listed', () => {
  const lines = at.run('explain').out.trimEnd().split('\n');

  expect(lines).toHaveLength(CATALOGUE.length);
  expect(lines).toContain('CI0103  error    The subset of a destination is defined by a DestinationRule of its host.');
});
