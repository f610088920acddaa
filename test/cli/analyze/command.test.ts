import { ROUTES, RULE, SERVICE, Workplace } from './support';

let at: Workplace;
beforeEach(() => { at = new Workplace(); });
afterEach(() => { at.remove(); });

const UNKNOWN_SUBSET = 'error    VirtualService shop/reviews: spec.http[0].route[0].destination.subset is "v3"; it must be left out: '
  + 'no DestinationRule is for host reviews.shop.svc.cluster.local; add a DestinationRule that defines the subset [CI0103]';

test('finds what is wrong between files, and tells file and line of the field', () => {
  at.write({ 'in/service.yaml': SERVICE, 'in/mesh/routes.yml': `# routes\n---\n${ROUTES}` });

  expect(at.run('analyze', 'in')).toEqual({
    code: 1, err: '', out: `in/mesh/routes.yml\n  14  ${UNKNOWN_SUBSET}\n\n1 error, 0 warnings, 0 infos in 2 files with 2 objects\n`,
  });
});

test('says nothing of what is right, but how much is worth knowing', () => {
  at.write({ 'a.yaml': `${SERVICE}---\n${ROUTES}---\n${RULE}` });

  expect(at.run('analyze', 'a.yaml')).toEqual({ code: 0, err: '', out: '0 errors, 0 warnings, 1 info in 1 file with 3 objects; --severity info shows the infos\n' });
});

describe('the severity', () => {
  const some = { 'a.yaml': `${SERVICE.replace('name: http, ', '')}---\n${ROUTES.replace('        subset: v3\n', '      weight: 40\n    - destination: { host: reviews.shop.svc.cluster.local, port: { number: 9080 } }\n      weight: 70\n')}` };

  test.each([[undefined, 0, 1, 'CI0201'], ['error', 0, 1, 'CI0201'], ['warning', 1, 1, 'CI0201'], ['info', 1, 2, 'CI0601']])('%s', (severity, code, lines, last) => {
    at.write(some);
    const said = at.run('analyze', 'a.yaml', ...(severity === undefined ? [] : ['--severity', severity]));
    const shown = said.out.match(/\[CI\d+\]/g) ?? [];

    expect(said.code).toBe(code);
    expect(said.out).toContain('0 errors, 1 warning, 1 info in 1 file with 2 objects');
    expect(said.out.includes('; --severity info shows the infos')).toBe(severity !== 'info');
    expect(shown).toHaveLength(lines);
    expect(shown).toContain(`[${last}]`);
  });
});

describe('silences', () => {
  test('by an annotation in the file', () => {
    at.write({ 'a.yaml': `${SERVICE}---\n${ROUTES.replace('  name: reviews', '  name: reviews\n  annotations: { cdk8s-istio.dev/suppress.CI0103: made by a controller }')}` });

    expect(at.run('analyze', 'a.yaml')).toMatchObject({ code: 0, out: '0 errors, 0 warnings, 0 infos, 1 suppressed in 1 file with 2 objects\n' });
  });

  test('by an option, with a reason that may have "=" in it', () => {
    at.write({ 'a.yaml': `${SERVICE}---\n${ROUTES}` });
    const { code, out } = at.run('analyze', 'a.yaml', '--suppress', 'CI0103=see a=b', '--format', 'json');

    expect(code).toBe(0);
    expect(JSON.parse(out)).toMatchObject({ counts: { error: 0, suppressed: 1 }, findings: [{ code: 'CI0103', suppressedReason: 'see a=b', fails: false }] });
  });
});

describe('knows what it is told of the cluster', () => {
  const run = (...args: string[]) => at.run('analyze', 'routes.yaml', ...args).out.match(/CI\d{4}/g) ?? [];

  test('by objects, whose own mistakes are not told, and which yield to what is analyzed', () => {
    at.write({ 'routes.yaml': ROUTES, 'cluster/all.yaml': `${SERVICE}---\n${RULE}---\n${ROUTES.replace('v3', 'v4')}---\n${ROUTES.replaceAll('reviews', 'other')}` });

    expect(run()).toEqual(['CI0101', 'CI0103']);
    expect(run('--assume', 'cluster')).toEqual([]);
    expect(run('--assume', 'cluster', '--assume', 'routes.yaml')).toEqual([]);
  });

  test('by options', () => {
    at.write({ 'routes.yaml': ROUTES.replace('  hosts: [reviews]', '  hosts: [reviews]\n  gateways: [infra/edge]').replace('        subset: v3\n', '') });

    expect(run().sort()).toEqual(['CI0101', 'CI0107']);
    expect(run('--known-host', 'reviews.shop.svc.cluster.local', '--known-gateway', 'infra/edge')).toEqual([]);
    expect(run('--known-host', 'reviews.shop.svc.corp.example', '--cluster-domain', 'corp.example', '--known-namespace', 'infra')).toEqual([]);
  });

  test('by a file, beside options', () => {
    at.write({
      'routes.yaml': ROUTES.replace('  hosts: [reviews]', '  hosts: [reviews]\n  gateways: [infra/edge]').replace('        subset: v3\n', ''),
      'mesh.yml': 'clusterDomain: corp.example\nknownHosts: [reviews.shop.svc.corp.example]\n',
    });

    expect(run('--mesh', 'mesh.yml')).toEqual(['CI0107']);
    expect(run('--mesh', 'mesh.yml', '--known-gateway', 'infra/edge', '--known-host', 'a.example.com')).toEqual([]);
  });

  test('by the namespace that objects are applied to', () => {
    at.write({ 'routes.yaml': ROUTES.replace('  namespace: shop\n', '').replace('        subset: v3\n', ''), 'cluster.yaml': SERVICE });

    expect(run('--assume', 'cluster.yaml')).toEqual(['CI0101']);
    expect(run('--assume', 'cluster.yaml', '--namespace', 'shop')).toEqual([]);
  });
});

describe('is called wrongly', () => {
  test.each([
    ['without paths', [], 'missing required argument \'paths\''],
    ['with a folder that is not there', ['gone'], 'gone: there is no such file or folder; give a file, a folder or - for standard input'],
    ['with a format that there is not', ['a.yaml', '--format', 'html'], 'Allowed choices are text, json, sarif, junit, github'],
    ['with a severity that there is not', ['a.yaml', '--severity', 'fatal'], 'Allowed choices are error, warning, info'],
    ['with a code that there is not', ['a.yaml', '--suppress', 'CI0193=x'], '--suppress: CI0193 is no code of a check; the nearest are CI0103, '],
    ['with a code without a reason', ['a.yaml', '--suppress', 'CI0103'], '--suppress: CI0103 must be silenced for a reason; write one'],
    ['with a domain that is none', ['a.yaml', '--cluster-domain', 'a b'], 'cdk8s-istio analyze: clusterDomain is "a b"; it must be a domain, such as "cluster.local"'],
    ['with a mesh that is not there', ['a.yaml', '--mesh', 'gone.yml'], 'gone.yml: cannot be read; it must be a file that describes a mesh'],
    ['with a mesh of other properties', ['a.yaml', '--mesh', 'other.yml'], 'other.yml: knownHost is no property of a Mesh that is described; it must be one of '],
    ['with a mesh of other types', ['a.yaml', '--mesh', 'types.yml'], 'types.yml: knownHosts is "a"; it must be a list'],
    ['with a data plane that there is not', ['a.yaml', '--mesh', 'plane.yml'], 'plane.yml: dataPlaneMode is "both"; it must be one of sidecar, ambient'],
  ])('%s', (_, args, error) => {
    at.write({ 'a.yaml': SERVICE, 'other.yml': 'knownHost: [a]\n', 'types.yml': 'knownHosts: a\n', 'plane.yml': 'dataPlaneMode: both\n' });
    const said = at.run('analyze', ...args);

    expect(said).toMatchObject({ code: 2, out: '' });
    expect(said.err).toContain(error);
  });
});
