import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { ROUTES, SERVICE, Workplace } from './support';
import { IstioValidation, type ValidationViolation } from '../../../src/cli/validation';

const ROOT = join(__dirname, '../../..');

let at: Workplace;
beforeEach(() => { at = new Workplace(); });
afterEach(() => { at.remove(); });

interface Told {
  readonly status?: string;
  readonly violations: ValidationViolation[];
  readonly summary?: object;
}

/** What a plugin reports of manifests, as cdk8s-cli would be told. */
async function report(properties: { readonly [name: string]: unknown }, ...manifests: string[]): Promise<Told> {
  const told: Told = { violations: [] };
  await new IstioValidation(properties).validate({
    manifests,
    report: {
      addViolation: (violation) => { told.violations.push(violation); },
      submit: (status, summary) => { Object.assign(told, { status, summary }); },
    },
  });
  return told;
}

test('tells cdk8s-cli what is wrong, and where', async () => {
  at.write({ 'dist/a.k8s.yaml': `${SERVICE}---\n${ROUTES}` });

  expect(await report({}, 'dist/a.k8s.yaml')).toEqual({
    status: 'failure',
    violations: [{
      ruleName: 'CI0103 destination-subset-exists (error)',
      recommendation: 'spec.http[0].route[0].destination.subset is "v3"; it must be left out: no DestinationRule is for host reviews.shop.svc.cluster.local',
      fix: 'add a DestinationRule that defines the subset',
      violatingResources: [{ resourceName: 'reviews', locations: ['spec.http[0].route[0].destination.subset (line 19)'], manifestPath: 'dist/a.k8s.yaml' }],
    }],
    summary: { errors: '1', warnings: '0', infos: '0', suppressed: '0' },
  });
});

test('every property', async () => {
  at.write({ 'dist/a.yaml': ROUTES.replace('  hosts: [reviews]', '  hosts: [reviews]\n  gateways: [mesh, infra/edge]'), 'cluster.yaml': SERVICE });
  const properties = { severity: 'warning', suppress: { CI0103: 'later' }, assume: ['cluster.yaml'], mesh: { knownGateways: ['infra/edge'] } };

  expect(await report(properties, 'dist/a.yaml')).toEqual({ status: 'success', violations: [], summary: { errors: '0', warnings: '0', infos: '0', suppressed: '1' } });
  expect((await report({ ...properties, mesh: {} }, 'dist/a.yaml')).violations.map(({ ruleName }) => ruleName)).toEqual([expect.stringContaining('CI0107 ')]);
});

test.each([
  [{ severty: 'error' }, 'cdk8s.yaml: validations: IstioValidation: properties has severty; it must have only severity, suppress, assume, mesh'],
  [{ severity: 'fatal' }, 'cdk8s.yaml: validations: IstioValidation: properties.severity is "fatal"; it must be one of error, warning, info'],
  [{ assume: 'a.yaml' }, 'cdk8s.yaml: validations: IstioValidation: properties.assume is "a.yaml"; it must be a list of paths'],
  [{ suppress: ['CI0103'] }, 'cdk8s.yaml: validations: IstioValidation: properties.suppress is ["CI0103"]; it must be codes with their reasons'],
  [{ suppress: { CI0103: '' } }, 'cdk8s.yaml: validations: IstioValidation: CI0103 must be silenced for a reason; write one'],
  [{ mesh: { knownHosts: 'a' } }, 'cdk8s.yaml: validations: IstioValidation: knownHosts is "a"; it must be a list'],
])('refuses %j', (properties, error) => {
  expect(() => new IstioValidation(properties)).toThrow(error);
});

test('cdk8s synth runs it', () => {
  at.write({
    'cdk8s.yaml': `language: typescript
app: node app.js
validations:
- package: ./plugin.js
  version: 0.0.0
  class: IstioValidation
  properties: { suppress: { CI0302: the pods are elsewhere } }
`,
    'plugin.js': `require('ts-node').register({ transpileOnly: true, cwd: ${JSON.stringify(join(ROOT, 'src'))}, compilerOptions: { module: 'node16' } });
module.exports = require(${JSON.stringify(join(ROOT, 'src/cli/validation.ts'))});
`,
    'app.js': `const { App, ApiObject, Chart } = require('cdk8s');
const app = new App();
const chart = new Chart(app, 'shop');
new ApiObject(chart, 'strict', {
  apiVersion: 'security.istio.io/v1', kind: 'PeerAuthentication', metadata: { name: 'strict', namespace: 'istio-system' },
  spec: { selector: { matchLabels: { app: 'reviews' } }, mtls: { mode: 'STRICT' } },
});
app.synth();
`,
  });
  const synth = (...args: string[]) => spawnSync(process.execPath, [join(ROOT, 'node_modules/cdk8s-cli/bin/cdk8s'), 'synth', ...args], {
    encoding: 'utf8', env: { ...process.env, NODE_PATH: join(ROOT, 'node_modules'), CI: '1' },
  });
  const { stdout, status } = synth();

  expect(stdout).toContain('CI0501 root-namespace-selector (error)');
  expect(stdout).toContain('- Construct Path: shop/strict');
  expect(stdout).toContain('> spec.selector (line 9)');
  expect(status).toBe(2);
  expect(synth('--no-validate').status).toBe(0);
}, 120_000);
