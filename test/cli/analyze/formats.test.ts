import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { ROUTES, SERVICE, Workplace } from './support';
import { DEFAULT_SETTINGS } from '../../../src/analysis/mesh-settings';
import { Severity } from '../../../src/checks/finding';
import { destinationValid } from '../../../src/checks/virtual-service/destination-valid';
import { analyze } from '../../../src/cli/analyze/analyze';
import { FORMATS } from '../../../src/cli/analyze/formats';
import { xml } from '../../../src/cli/analyze/formats/junit';
import type { Report } from '../../../src/cli/analyze/report';

let at: Workplace;
beforeEach(() => { at = new Workplace(); });
afterEach(() => { at.remove(); });

/** A value with all characters that mean something in some format. */
const NASTY = 'v"3<&\'%:,]]>';
const text = `${SERVICE}---\n${ROUTES.replace('v3', JSON.stringify(NASTY)).replace('        subset', '        port: { number: 9080 }\n        subset')}`;

function report(files: { readonly [name: string]: string }, more: Partial<Report> = {}): Report {
  const analyzed = analyze(Object.entries(files).map(([name, content]) => ({ name, read: () => content })), { settings: DEFAULT_SETTINGS });
  return { ...analyzed, severity: Severity.ERROR, colours: false, policies: [], ...more };
}

test('json', () => {
  expect(JSON.parse(FORMATS.json(report({ 'a.yaml': text, 'b.yaml': '' })))).toEqual({
    version: 1,
    files: 2,
    objects: 2,
    severity: 'error',
    counts: { error: 1, warning: 0, info: 0, suppressed: 0 },
    findings: [{
      file: 'a.yaml',
      line: 20,
      code: 'CI0260',
      severity: 'error',
      objectKind: 'VirtualService',
      objectNamespace: 'shop',
      objectName: 'reviews',
      path: 'spec.http[0].route[0].destination.subset',
      message: `spec.http[0].route[0].destination.subset is ${JSON.stringify(NASTY)}; it must be at most 63 letters, digits and "-", with a letter or digit at both ends`,
      fix: 'write such a value, or leave the field out',
      equivalents: destinationValid.equivalents,
      fails: true,
    }],
  });
});

test('github: one line for each, with what means something to it escaped', () => {
  expect(FORMATS.github(report({ 'a:b,c%.yaml': text }))).toBe('::error file=a%3Ab%2Cc%25.yaml,line=20,title=CI0260 destination-valid::VirtualService shop/reviews: '
    + 'spec.http[0].route[0].destination.subset is "v\\"3<&\'%25:,]]>"; it must be at most 63 letters, digits and "-", with a letter or digit at both ends; '
    + 'write such a value, or leave the field out\n');
  expect(FORMATS.github(report({ 'a.yaml': SERVICE.replace('name: http, ', '') }))).toBe('');
  expect(FORMATS.github(report({ 'a.yaml': SERVICE.replace('name: http, ', '') }, { severity: Severity.INFO }))).toMatch(/^::notice file=a.yaml,line=6,/);
});

describe('junit', () => {
  test('has a suite for each file, and a case for each finding or for none', () => {
    const said = FORMATS.junit(report({ 'a&b.yaml': text, 'b.yaml': SERVICE.replace('reviews', 'ratings'), 'c.yaml': 'a: 1\n' }));

    expect(said).toContain('<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="cdk8s-istio analyze" tests="3" failures="1" skipped="0" errors="0" time="0">\n');
    expect(said).toContain('<testsuite name="a&amp;b.yaml" tests="1" failures="1" skipped="0" errors="0" time="0">\n'
      + '    <testcase name="CI0260 line 20 VirtualService shop/reviews spec.http[0].route[0].destination.subset" classname="a&amp;b.yaml"><failure type="error" message="');
    expect(said).toContain('is &quot;v\\&quot;3&lt;&amp;&apos;%:,]]&gt;&quot;; it must be');
    expect(said).toContain('    <testcase name="no findings" classname="b.yaml"/>\n');
    expect(said).toContain('<system-out>warning: is no Kubernetes object');
    expect(said.replace(/<[^>]*>/g, '')).not.toMatch(/[<>]/);
  });

  test('silenced ones are skipped', () => {
    at.write({ 'a.yaml': text });
    expect(at.run('analyze', 'a.yaml', '--format', 'junit', '--suppress', 'CI0260=a "good" reason').out)
      .toContain('<skipped message="a &quot;good&quot; reason"/></testcase>');
  });

  test('what XML cannot have is replaced', () => {
    expect(xml('a\u0000\u001b\ud800\uffffb\ud83d\ude00\n\t"')).toBe('a\ufffd\ufffd\ufffd\ufffdb\ud83d\ude00&#10;&#9;&quot;');
  });
});

describe('sarif', () => {
  interface Sarif {
    readonly version: string;
    readonly runs: Array<{
      readonly tool: { readonly driver: { readonly rules: Array<{ readonly id: string; readonly help: { readonly text: string } }> } };
      readonly results: Array<{
        readonly ruleId: string; readonly ruleIndex: number; readonly level: string; readonly suppressions?: unknown; readonly locations: unknown[];
      }>;
    }>;
  }
  const sarif = (some: Report) => JSON.parse(FORMATS.sarif(some)) as Sarif;

  test('has a rule with help for each code, and names it by its place', () => {
    const { version, runs: [{ tool, results }] } = sarif(report({ 'a.yaml': text, 'b.yaml': SERVICE.replace('name: http, ', ''), 'c.yaml': 'a: 1' }));
    const { rules } = tool.driver;

    expect(version).toBe('2.1.0');
    expect(rules.map(({ id }) => id)).toEqual(['CI0004', 'CI0020', 'CI0260', 'CI0601']);
    expect(rules[2].help.text).toContain('\n\nFix: write such a value, or leave the field out.\n');
    expect(rules[3].help.text).toContain('\n\nAlso: IST0118, KIA0601, KIA0602.');
    for (const { ruleId, ruleIndex } of results) { expect(rules[ruleIndex].id).toBe(ruleId); }
    expect(results.map(({ ruleId, level }) => `${ruleId} ${level}`)).toEqual(expect.arrayContaining(['CI0004 warning', 'CI0260 error', 'CI0601 note']));
  });

  test('has files as addresses, relative where the command was told so', () => {
    const places = sarif(report({ 'my mesh/a#b.yaml': text, '/tmp/c d.yaml': 'a: 1' })).runs[0].results.map(({ locations: [location] }) => location);

    expect(places).toEqual([{
      physicalLocation: { artifactLocation: { uri: 'my%20mesh/a%23b.yaml' }, region: { startLine: 20 } },
      logicalLocations: [{ fullyQualifiedName: 'VirtualService shop/reviews spec.http[0].route[0].destination.subset' }],
    }, { physicalLocation: { artifactLocation: { uri: 'file:///tmp/c%20d.yaml' }, region: { startLine: 1 } } }]);
  });

  test('tells where a finding is silenced', () => {
    const annotated = text.replace('kind: VirtualService\nmetadata:\n', 'kind: VirtualService\nmetadata:\n  annotations: { cdk8s-istio.dev/suppress.CI0260: known }\n');
    at.write({ 'a.yaml': text, 'b.yaml': annotated });
    const run = (file: string) => (JSON.parse(at.run('analyze', file, '--format', 'sarif', '--suppress', 'CI0260=later').out) as Sarif).runs[0].results[0].suppressions;

    expect(run('a.yaml')).toEqual([{ kind: 'external', justification: 'later' }]);
    expect(run('b.yaml')).toEqual([{ kind: 'inSource', justification: 'known' }]);
  });
});

/** What SARIF 2.1.0 asks for of each part that is written: members that must be there, and the values that are possible. */
describe('sarif is what its schema asks for', () => {
  interface Node { readonly [name: string]: unknown }
  const files = { 'a.yaml': text, 'b.yaml': SERVICE.replace('name: http, ', ''), 'c.yaml': 'a: 1' };
  const run = (some: { readonly [name: string]: string }) => (JSON.parse(FORMATS.sarif(report(some))) as { runs: [Node] }).runs[0];
  const resultsOf = (some: { readonly [name: string]: string }) => run(some).results as Array<Node & { partialFingerprints: Node }>;
  const only = (node: Node, ...names: string[]) => { expect(Object.keys(node).filter((name) => !names.includes(name))).toEqual([]); };
  const isText = expect.stringMatching(/^\S[^]*\S$/);

  test('the log, the run and the tool', () => {
    const log = JSON.parse(FORMATS.sarif(report(files))) as Node;
    only(log, '$schema', 'version', 'runs');
    only(run(files), 'tool', 'columnKind', 'results');
    expect(run(files)).toMatchObject({ columnKind: 'utf16CodeUnits', tool: { driver: { name: 'cdk8s-istio', informationUri: expect.stringMatching(/^https:/) } } });
    const { driver } = run(files).tool as { driver: Node };
    only(driver, 'name', 'version', 'semanticVersion', 'informationUri', 'rules');
    expect(driver.version).toBe((JSON.parse(readFileSync(join(__dirname, '../../../package.json'), 'utf8')) as { version: string }).version);
    expect(driver.semanticVersion).toMatch(/^\d+\.\d+\.\d+(-[\w.-]+)?(\+[\w.-]+)?$/);
  });

  test('rules', () => {
    const { rules } = (run(files).tool as { driver: { rules: Node[] } }).driver;
    expect(new Set(rules.map((rule) => JSON.stringify(rule))).size).toBe(rules.length);
    for (const rule of rules) {
      only(rule, 'id', 'name', 'shortDescription', 'fullDescription', 'help', 'helpUri', 'defaultConfiguration', 'properties');
      expect(rule).toEqual(expect.objectContaining({
        id: expect.stringMatching(/^CI\d{4}$/),
        name: expect.stringMatching(/^[A-Za-z0-9]+$/),
        shortDescription: { text: isText },
        fullDescription: { text: isText },
        help: { text: isText, markdown: isText },
        helpUri: `https://github.com/cdk8s-istio/cdk8s-istio/blob/main/docs/checks/${String(rule.id)}.md`,
        defaultConfiguration: { level: expect.stringMatching(/^(error|warning|note)$/) },
      }));
    }
  });

  test('results', () => {
    expect(resultsOf(files).length).toBeGreaterThan(3);
    for (const result of resultsOf(files)) {
      only(result, 'ruleId', 'ruleIndex', 'level', 'message', 'locations', 'partialFingerprints', 'suppressions');
      expect(result).toMatchObject({ message: { text: isText }, suppressions: [], partialFingerprints: { 'cdk8sIstioFinding/v1': expect.stringMatching(/^[0-9a-f]{64}$/) } });
      expect((result.locations as Node[])[0]).toMatchObject({ physicalLocation: { region: { startLine: expect.any(Number) } } });
    }
  });

  test('fingerprints are those of the findings, wherever their lines go', () => {
    const prints = (some: { readonly [name: string]: string }) => resultsOf(some).map(({ partialFingerprints }) => partialFingerprints['cdk8sIstioFinding/v1']);
    const before = prints(files);

    expect(new Set(before).size).toBe(before.length);
    expect(prints({ ...files, 'a.yaml': `# moved\n\n${text}` })).toEqual(before);
    expect(prints({ ...files, 'a.yaml': text.replaceAll('reviews', 'ratings') })).not.toEqual(before);
    expect(new Set(prints({ 'c.yaml': 'a: 1\n---\na: 1\n' })).size).toBe(2);
  });
});

test('all formats write what can be read where nothing is found', () => {
  const empty = report({});
  expect(JSON.parse(FORMATS.sarif(empty))).toMatchObject({ runs: [{ results: [] }] });
  expect(JSON.parse(FORMATS.json(empty))).toMatchObject({ findings: [] });
  expect(FORMATS.text(empty)).toBe('0 errors, 0 warnings, 0 infos in 0 files with 0 objects\n');
  expect(FORMATS.github(empty)).toBe('');
  expect(parse(FORMATS.json(empty))).toBeDefined();
});
