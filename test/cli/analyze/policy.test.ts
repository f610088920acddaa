import { Workplace } from './support';
import { IstioValidation, type ValidationViolation } from '../../../src/cli/validation';

let at: Workplace;
beforeEach(() => { at = new Workplace(); });
afterEach(() => { at.remove(); });

const PACK = (prefix: string) => `const { PolicyCheck, PolicyPack } = require('cdk8s-istio');
class OwnerGiven extends PolicyCheck {
  constructor() {
    super({
      code: '${prefix}001', name: 'owner-given', title: 'A ConfigMap has an owner.', kinds: ['ConfigMap'],
      explanation: 'Nobody knows whom to ask about it.', fix: 'add the label owner', severity: 'error', link: 'https://acme.example/owners',
    });
  }
  examine(item) { return item.labels.owner === undefined ? [item.at('metadata.labels.owner').mustBe('given')] : []; }
}
const pack = new PolicyPack({ prefix: '${prefix}', checks: [new OwnerGiven()] });
`;
const CONFIG = 'apiVersion: v1\nkind: ConfigMap\nmetadata: { name: a, namespace: shop }\n';
const FOUND = 'ConfigMap shop/a: metadata.labels.owner is missing; it must be given; add the label owner [ACME001]';

test.each(['module.exports = pack;', 'exports.ACME = pack; exports.default = pack;', 'module.exports = [pack];'])('a file with %s', (end) => {
  at.write({ 'a.yaml': CONFIG, 'acme.js': `${PACK('ACME')}${end}` });

  expect(at.run('analyze', 'a.yaml')).toMatchObject({ code: 0 });
  expect(at.run('analyze', 'a.yaml', '--policy', 'acme.js')).toMatchObject({ code: 1, out: expect.stringContaining(FOUND) });
});

test('codes are silenced, explained and listed as those of the library', () => {
  at.write({ 'a.yaml': CONFIG, 'acme.js': `${PACK('ACME')}module.exports = pack;`, 'corp.js': `${PACK('CORP')}module.exports = pack;` });
  const policies = ['--policy', 'acme.js', '--policy', 'corp.js'];

  expect(at.run('analyze', 'a.yaml', ...policies, '--suppress', 'ACME001=later', '--suppress', 'CORP001=later')).toMatchObject({ code: 0 });
  expect(at.run('analyze', 'a.yaml', '--policy', 'acme.js', '--suppress', 'ACME002=later')).toMatchObject({
    code: 2, err: expect.stringMatching(/^--suppress: ACME002 is no code of a check; the nearest are ACME001, /),
  });
  expect(at.run('explain', 'owner-given', '--policy', 'acme.js').out).toBe(`ACME001 owner-given (error)
A ConfigMap has an owner.

Nobody knows whom to ask about it.

Fix: add the label owner
Silence: annotate the object with cdk8s-istio.dev/suppress.ACME001: <reason>
More: https://acme.example/owners
`);
  expect(at.run('explain', ...policies).out).toMatch(/\nACME001 {2}error {4}A ConfigMap has an owner\.\nCORP001 {2}error {4}A ConfigMap has an owner\.\n$/);
});

test('formats know the rule', () => {
  at.write({ 'a.yaml': CONFIG, 'acme.js': `${PACK('ACME')}module.exports = pack;` });
  const run = (format: string) => at.run('analyze', 'a.yaml', '--policy', 'acme.js', '--format', format).out;

  expect(JSON.parse(run('sarif'))).toMatchObject({
    runs: [{
      tool: { driver: { rules: [{ id: 'ACME001', name: 'OwnerGiven', helpUri: 'https://acme.example/owners', defaultConfiguration: { level: 'error' } }] } },
      results: [{ ruleId: 'ACME001', ruleIndex: 0 }],
    }],
  });
  expect(run('github')).toContain('title=ACME001 owner-given::');
});

test('the plugin of cdk8s synth takes them', async () => {
  at.write({ 'a.yaml': CONFIG, 'acme.js': `${PACK('ACME')}module.exports = pack;` });
  const violations: ValidationViolation[] = [];
  const report = { addViolation: (violation: ValidationViolation) => { violations.push(violation); }, submit: jest.fn() };
  await new IstioValidation({ policies: ['acme.js'] }).validate({ manifests: ['a.yaml'], report });

  expect(violations.map(({ ruleName }) => ruleName)).toEqual(['ACME001 owner-given (error)']);
  expect(() => new IstioValidation({ policies: 'acme.js' })).toThrow('cdk8s.yaml: validations: IstioValidation: properties.policies is "acme.js"; it must be a list of paths');
});

test.each([
  ['gone.js', undefined, 'gone.js: cannot be read; it must be a file of JavaScript that exports a PolicyPack\n'],
  ['none.js', 'exports.a = 1;', 'none.js: exports no PolicyPack; it must export one, or several\n'],
  ['function.js', 'module.exports = () => 1;', 'function.js: exports no PolicyPack; it must export one, or several\n'],
  ['broken.js', 'throw new Error("oops\\nmore");', 'broken.js: oops; it must run to its end\n'],
  ['twice.js', `${PACK('ACME')}module.exports = [pack, new PolicyPack({ prefix: 'ACME', checks: [new OwnerGiven()] })];`,
    'cdk8s-istio analyze: policyPacks[1].prefix is "ACME"; it must be another than that of the pack with ACME001\n'],
])('refuses %s', (name, content, err) => {
  at.write({ 'a.yaml': CONFIG, ...(content === undefined ? {} : { [name]: content }) });
  expect(at.run('analyze', 'a.yaml', '--policy', name)).toEqual({ code: 2, out: '', err });
});
