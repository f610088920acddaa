import { type AnalyzerCase, compare } from './analyzer-cases';
import { istioModule } from './istio-module';
import { ANALYZER_EXTRAS, ANALYZER_MISSES } from './reasons/analyzer-cases';
import { HAS_REFERENCE, readReference } from './reference';
import { table } from './table';

const folder = HAS_REFERENCE ? istioModule() : undefined;

if (folder !== undefined) {
  const { cases } = readReference<{ cases: AnalyzerCase[] }>('cases/analyzer.json');
  const judged = cases.map((each) => ({ analyzer: each.analyzer, id: each.id, ...compare(each, cases, folder) }));

  test('what istioctl\'s analyzers say of their own test files, the checks say', () => {
    const analyzers = [...new Set(judged.map(({ analyzer }) => analyzer))].sort();
    const count = (name: string, what: 'found' | 'missed' | 'extra') =>
      `${judged.filter(({ analyzer }) => analyzer === name).reduce((sum, each) => sum + each[what].length, 0)}`;
    process.stdout.write(`${table([['analyzer', 'found', 'missed', 'extra'],
      ...analyzers.map((name) => [name, count(name, 'found'), count(name, 'missed'), count(name, 'extra')])])}\n`);
    expect(keysOf('missed')).toEqual(Object.keys(ANALYZER_MISSES).sort());
    expect(keysOf('extra')).toEqual(Object.keys(ANALYZER_EXTRAS).sort());
  });

  function keysOf(what: 'missed' | 'extra'): string[] {
    return judged.flatMap((each) => each[what].map((key) => `${each.id} ${key}`)).sort();
  }
} else {
  test('the cases, Go or Istio\'s module are not here, so they are not compared', () => {
    process.stdout.write('not compared with istioctl\'s analyzers: the reference, Go or Istio\'s module is not here\n');
    expect(folder).toBeUndefined();
  });
}
