import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sourceToAssemblyHelper } from 'jsii';
import { apiChanges } from '../../../scripts/release/api';

jest.setTimeout(120_000);

const SOURCE = {
  'index.ts': [
    '/** How much. @stability experimental */',
    'export interface WeightProps { readonly weight: number; readonly name?: string; }',
    'export enum Side { LEFT, RIGHT }',
    '/** A release. @stability experimental */',
    'export class Release {',
    '  public readonly side: Side = Side.LEFT;',
    '  public constructor(public readonly props: WeightProps) {}',
    '  public promote(): void {}',
    '  public weigh(): number { return 1; }',
    '}',
  ].join('\n'),
};

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'api-'));
  write('before', (text) => text);
});
afterAll(() => { rmSync(folder, { recursive: true }); });

function write(name: string, edit: (text: string) => string): string {
  const path = join(folder, name);
  mkdirSync(path);
  writeFileSync(join(path, 'package.json'), JSON.stringify({ name: 'testpkg', version: '0.0.1', jsii: { outdir: 'dist', targets: {} } }));
  writeFileSync(join(path, '.jsii'), JSON.stringify(sourceToAssemblyHelper({ 'index.ts': edit(SOURCE['index.ts']) })));
  return path;
}

const compare = (name: string, edit: (text: string) => string) => apiChanges(join(folder, 'before'), write(name, edit));

test('the same API has no changes', () => {
  expect(apiChanges(join(folder, 'before'), join(folder, 'before', '.jsii'))).toEqual({ breaks: [], additions: [] });
});

test('what is new breaks nobody', () => {
  const more = (text: string) => text.replace('weigh():', 'lift(): void {}\n  public weigh():').replace('name?: string;', 'name?: string; readonly note?: string;');
  expect(compare('more', more)).toEqual({
    breaks: [],
    additions: [
      { key: 'removed:testpkg.Release.lift', message: 'METHOD testpkg.Release.lift: has been removed' },
      { key: 'removed:testpkg.WeightProps.note', message: 'PROP testpkg.WeightProps.note: has been removed' },
    ],
  });
});

test('all that breaks users is named', () => {
  const broken = (text: string) => text
    .replace('  public promote(): void {}\n', '')
    .replace('name?: string;', 'name: string;')
    .replace('weight: number', 'weight: string')
    .replace('weigh(): number { return 1; }', 'weigh(_on: string): string { return \'\'; }')
    .replace(', RIGHT', '');
  expect(compare('broken', broken).breaks.map(({ key, message }) => `${message} [${key}]`)).toMatchInlineSnapshot(`
[
  "METHOD testpkg.Release.promote: has been removed [removed:testpkg.Release.promote]",
  "METHOD testpkg.Release.weigh: returns string (formerly number): string is not assignable to number [change-return-type:testpkg.Release.weigh]",
  "METHOD testpkg.Release.weigh: argument _on, newly required argument. [new-argument:testpkg.Release.weigh]",
  "IFACE testpkg.WeightProps: newly required property 'name' used to be optional: input to testpkg.Release.<initializer> [strengthened:testpkg.WeightProps]",
  "IFACE testpkg.WeightProps: property weight, string is not assignable to number: type of testpkg.Release.props [weakened:testpkg.WeightProps]",
  "ENUM VALUE testpkg.Side.RIGHT: member RIGHT has been removed [removed:testpkg.Side.RIGHT]",
]
`);
});

test('what cannot be read is an error, not an API without breaks', () => {
  mkdirSync(join(folder, 'empty'));
  expect(() => apiChanges(join(folder, 'before'), join(folder, 'empty'))).toThrow('jsii-diff failed (100)');
});
