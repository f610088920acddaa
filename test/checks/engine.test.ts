import { find, lines, rendered } from './run';
import type { Check } from '../../src/checks/check';
import { runChecks } from '../../src/checks/engine';
import { type Finding, Severity } from '../../src/checks/finding';
import { DEFAULT_CONTEXT } from '../../src/checks/mesh-context';

const check = (code: string, run: Check['run'], kinds = ['ConfigMap']): Check => ({
  code, name: `check-${code.toLowerCase()}`, title: 'T.', severity: Severity.WARNING, kinds, explanation: 'E.', fix: 'do it', equivalents: ['IST0001'], run,
});
const each = (code: string, ...keys: string[]): Check => check(code, (view) => view.ofKind('ConfigMap').map((object) => object.root.at(...keys).mustBe('b')));
const configMap = (name: string, more = '') => `apiVersion: v1\nkind: ConfigMap\nmetadata: {name: ${name}${more}}\ndata: {a: x, list: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11]}`;

describe('findings', () => {
  test('carry everything that is known', () => {
    expect(find(configMap('one', ', namespace: shop'), [each('CI9001', 'data', 'a')])).toEqual([{
      code: 'CI9001',
      severity: 'warning',
      construct: 'app/one',
      objectKind: 'ConfigMap',
      objectNamespace: 'shop',
      objectName: 'one',
      path: 'data.a',
      message: 'data.a is "x"; it must be b',
      fix: 'do it',
      equivalents: ['IST0001'],
    }]);
  });

  test('are ordered by construct, code and field, whatever the order of objects and checks', () => {
    const checks = [each('CI9002', 'data', 'a'), check('CI9001', function* (view) {
      for (const object of view.objects) { yield* object.root.at('data', 'list').items().map((item) => item.problem('must go')); }
    })];
    const objects = rendered(`${configMap('two')}\n---\n${configMap('one')}`);
    const run = (some: typeof objects, all: Check[]) => runChecks(some, DEFAULT_CONTEXT, { checks: all });
    const findings = run(objects, checks);
    expect(findings.map(({ construct, code, path }) => `${construct} ${code} ${path}`).slice(0, 12)).toEqual([
      ...Array.from({ length: 11 }, (_, i) => `app/one CI9001 data.list[${i}]`), 'app/one CI9002 data.a',
    ]);
    expect(run([...objects].reverse(), [...checks].reverse())).toEqual(findings);
  });

  test('are told once', () => {
    expect(find(configMap('one'), [check('CI9001', ({ objects }) => [...objects, ...objects].map(({ root }) => root.at('data', 'a').mustBe('b')))])).toHaveLength(1);
  });

  test('about objects in a List are about the objects', () => {
    const list = 'apiVersion: v1\nkind: List\nmetadata: {name: all}\nitems:\n- {apiVersion: v1, kind: ConfigMap, metadata: {name: a}, data: {a: x}}\n- null';
    expect(find(list, [each('CI9001', 'data', 'a')]).map(({ objectName, construct }) => [objectName, construct])).toEqual([['a', 'app/all']]);
  });
});

describe('suppression', () => {
  const annotated = (reason: string) => configMap('one', `, annotations: {cdk8s-istio.dev/suppress.CI9001: ${reason}}`);

  test('with a reason keeps the finding, and the reason with it', () => {
    const findings = find(annotated('"  measured in March "'), [each('CI9001', 'data', 'a'), each('CI9002', 'data', 'a')]);
    expect(findings.map(({ code, suppressedReason }) => [code, suppressedReason])).toEqual([['CI9001', 'measured in March'], ['CI9002', undefined]]);
    expect(lines(findings)[0]).toBe('warning app/one: data.a is "x"; it must be b; do it [CI9001] (suppressed: measured in March)');
  });

  test.each(['""', '" "', '3', 'null'])('with the reason %s does nothing', (reason) => {
    expect(find(annotated(reason), [each('CI9001', 'data', 'a')])[0].suppressedReason).toBeUndefined();
  });

  test('works on findings from elsewhere that name their object', () => {
    const extra: Finding = { code: 'CI9001', severity: Severity.ERROR, construct: 'x', path: 'p', message: 'p must go', fix: 'do it', equivalents: [] };
    const about = { ...extra, objectKind: 'ConfigMap', objectNamespace: 'default', objectName: 'one' };
    const findings = runChecks(rendered(annotated('known')), DEFAULT_CONTEXT, { checks: [], extraFindings: [about, extra] });
    expect(findings.map(({ suppressedReason }) => suppressedReason)).toEqual([undefined, 'known']);
  });
});

describe('a check that fails', () => {
  const failing = check('CI9001', function* (view) {
    yield view.objects[0].root.at('data', 'a').mustBe('b');
    throw new TypeError('cannot read x\nof undefined');
  });

  test('is named, keeps what it found before, and stops no other', () => {
    expect(lines(find(configMap('one'), [failing, each('CI9002', 'data', 'a')]))).toEqual([
      'warning app/one: data.a is "x"; it must be b; do it [CI9001]',
      'warning app/one: data.a is "x"; it must be b; do it [CI9002]',
      'warning check CI9001: check-ci9001 failed with TypeError: cannot read x; report it to the makers of the library with the object that it fails on [CI0001]',
    ]);
  });
});

test('a check whose first kind is not in the app is not run', () => {
  const run = jest.fn(() => []);
  find(configMap('one'), [check('CI9001', run, ['Secret', 'ConfigMap']), check('CI9002', run, ['*'])]);
  expect(run).toHaveBeenCalledTimes(1);
});
