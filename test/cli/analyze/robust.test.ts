import { spawnSync } from 'node:child_process';
import { symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseAllDocuments } from 'yaml';
import { ROUTES, RULE, SERVICE, Workplace } from './support';

jest.mock('yaml', () => {
  const actual = jest.requireActual<typeof import('yaml')>('yaml');
  return { ...actual, parseAllDocuments: jest.fn(actual.parseAllDocuments) };
});

let at: Workplace;
beforeEach(() => { at = new Workplace(); });
afterEach(() => { at.remove(); });

/** The codes that are found, with their lines. */
function found(...args: string[]): { readonly code: number; readonly findings: string[] } {
  const { code, out } = at.run('analyze', '--format', 'json', ...args);
  const { findings } = JSON.parse(out) as { findings: Array<{ file: string; line: number; code: string; message: string }> };
  return { code, findings: findings.map((one) => `${one.file}:${one.line} ${one.code} ${one.message}`) };
}

test('1,000 files', () => {
  const files = Array.from({ length: 1000 }, (_, i) => [`in/${i}.yaml`, `${SERVICE}---\n${ROUTES}---\n${RULE}`.replaceAll('reviews', `r${i}`)]);
  at.write(Object.fromEntries(files) as { [path: string]: string });
  const started = process.cpuUsage();
  const { code, out } = at.run('analyze', 'in');

  expect({ code, out }).toEqual({ code: 0, out: '0 errors, 0 warnings, 1000 infos in 1000 files with 3000 objects; --severity info shows the infos\n' });
  expect(process.cpuUsage(started).user / 1e6).toBeLessThan(60);
}, 120_000);

test('a large list with many findings: no part of it is read more than twice', () => {
  const item = `${ROUTES}  note: ${'x'.repeat(700)}`.replace(/^/gm, '  ').replace('  ', '- ');
  const items = Array.from({ length: 1200 }, (_, i) => item.replaceAll('reviews', `r${i}`));
  at.write({ 'a.yaml': `apiVersion: v1\nitems:\n${items.join('\n')}\nkind: List\n` });
  const read = jest.mocked(parseAllDocuments).mockClear();
  const { findings } = found('a.yaml');
  const pieces = read.mock.calls.map(([text]) => text);

  expect(findings.filter((one) => one.includes('CI0103')).map((one) => Number(one.split(/[: ]/)[1]))).toEqual(items.map((_, i) => 14 + 13 * i));
  expect(new Set(pieces).size).toBeGreaterThan(3);
  expect(pieces).toHaveLength(2 * new Set(pieces).size);
}, 120_000);

test.each([[true, ['\r1 of 3 files read\u001b[K', '\rchecking 3 objects\u001b[K', '\r\u001b[K']], [undefined, []]])('long runs tell how far they are on a terminal (%s)', (isTTY, told) => {
  at.write({ 'a.yaml': SERVICE, 'b.yaml': SERVICE, 'c.yaml': SERVICE });
  let now = 0;
  const clock = jest.spyOn(Date, 'now').mockImplementation(() => { now += 60; return now; });
  const before = process.stderr.isTTY;
  process.stderr.isTTY = isTTY as boolean;
  const { err } = at.run('analyze', 'a.yaml', 'b.yaml', 'c.yaml');
  process.stderr.isTTY = before;
  clock.mockRestore();

  expect(err).toBe(told.join(''));
});

test.each([
  ['an empty file', '', []],
  ['a file of comments', '# nothing\n---\n', []],
  ['a broken file', `kind: [\n---\n${SERVICE}`, ['a.yaml:2 CI0003 Flow sequence in block collection must be sufficiently indented and end with a ]']],
  ['a key twice', `${SERVICE}kind: Secret\n`, ['a.yaml:7 CI0003 has the key kind twice']],
  ['a template', `${SERVICE}data: {{ .Values.data }}\n`, ['a.yaml:7 CI0003 has a key that is no text; is it a template?']],
  ['values of a chart', 'replicas: 3\n', ['a.yaml:1 CI0004 is no Kubernetes object: it has no apiVersion and kind']],
  ['other kinds', 'apiVersion: example.com/v1\nkind: VirtualService\nmetadata: { name: a }\nspec: { hosts: 3 }\n', []],
  ['bytes that are no text', '\u0000\ufffd\u0001', ['a.yaml:1 CI0004 is no Kubernetes object: it has no apiVersion and kind']],
])('%s', (_, text, findings) => {
  at.write({ 'a.yaml': text });

  expect(found('a.yaml')).toEqual({ code: findings.some((one) => one.includes('CI0003')) ? 1 : 0, findings });
});

test('what a few lines blow up to', () => {
  const lines = Array.from({ length: 9 }, (_, i) => `a${i + 1}: &a${i + 1} [${Array(10).fill(`*a${i}`).join(', ')}]`).join('\n');
  at.write({ 'a.yaml': `apiVersion: v1\nkind: ConfigMap\na0: &a0 [1]\n${lines}\n`, 'b.yaml': 'apiVersion: v1\nkind: ConfigMap\ndata: &a { a: *a }\n' });

  expect(found('a.yaml', 'b.yaml')).toEqual({
    code: 1, findings: ['a.yaml:1 CI0003 has aliases that stand for more than 1000000 values', 'b.yaml:1 CI0003 has an alias *a in what it stands for'],
  });
});

test('a folder that is named as a file, and a link that leads nowhere', () => {
  at.write({ 'in/a.yaml/b.yaml': SERVICE });
  symlinkSync(join(at.folder, 'nowhere'), join(at.folder, 'in/d.yaml'));

  expect(found('in')).toEqual({ code: 0, findings: [] });
});

test('values that would steer a terminal are shown as text', () => {
  at.write({ 'a.yaml': `${SERVICE}---\n${ROUTES.replace('subset: v3', 'subset: "\\e[2Jv3\\n"')}` });

  expect(at.run('analyze', 'a.yaml').out).not.toMatch(/[\u0000-\u0009\u000b-\u001f]/);
});

test('standard input, and colours on terminals only', () => {
  const script = join(at.folder, 'run.js');
  const main = join(__dirname, '../../../src/cli');
  writeFileSync(script, `require('ts-node').register({ transpileOnly: true, cwd: ${JSON.stringify(main)}, compilerOptions: { module: 'node16' } });
const { runCommandLine } = require(${JSON.stringify(join(main, 'command-line.ts'))});
const cases = JSON.parse(process.argv[2]);
for (const { tty, env } of cases) {
  process.stdout.isTTY = tty;
  delete process.env.NO_COLOR;
  Object.assign(process.env, env);
  process.exitCode = runCommandLine(['node', 'cdk8s-istio', 'analyze', 'routes.yaml']);
}
process.exitCode = runCommandLine(['node', 'cdk8s-istio', 'analyze', '-']);
`);
  at.write({ 'routes.yaml': ROUTES });
  const cases = [{ tty: true, env: {} }, { tty: true, env: { NO_COLOR: '1' } }, { tty: false, env: {} }];
  const { stdout, status, stderr } = spawnSync(process.execPath, [script, JSON.stringify(cases)], {
    input: `${SERVICE}---\n${ROUTES}`, encoding: 'utf8', env: { ...process.env, NODE_PATH: join(__dirname, '../../../node_modules') },
  });
  const reports = stdout.split(/(?<=objects?\n)/);

  expect({ status, stderr }).toEqual({ status: 1, stderr: '' });
  expect(reports.map((one) => one.includes('\u001b[33mwarning'))).toEqual([true, false, false, false]);
  expect(reports[3]).toMatch(/^stdin\n  19  error .*CI0103/);
}, 120_000);
