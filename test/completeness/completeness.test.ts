import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Yaml } from 'cdk8s';
import { DEPRECATED } from './deprecated';
import { LEFT_OUT } from './left-out';
import { maximalObjects, PROGRAMS, type Rendered } from './maximal';
import { meant, type Omissions } from './omissions';
import { KINDS, leaves, said, specOf } from './schema';

/*
 * The machine that proves that constructs can say everything that Istio's kinds can. For each kind, a program made of
 * constructs alone; what it renders is compared with the schema, field by field and enum value by enum value. Its YAML is
 * committed and judged by Istio (`scripts/proofs.sh --istio`). After a change that is meant:
 * `UPDATE_GOLDEN=1 npx jest test/completeness`, then look at the difference.
 */

const figures: string[] = [];
afterAll(() => process.stdout.write(`${figures.join('\n')}\n`));

test('there is a program for every kind', () => {
  expect(Object.keys(PROGRAMS)).toEqual(KINDS);
  expect(KINDS).toEqual(expect.arrayContaining([...Object.keys(DEPRECATED), ...Object.keys(LEFT_OUT)]));
});

describe.each(KINDS)('%s', (kind) => {
  const objects = maximalObjects(kind);
  const all = [...new Set(leaves(specOf(kind), 'spec'))];
  const covered = new Set(objects.flatMap(({ spec }) => said(spec, specOf(kind), 'spec')));
  const omitted = (omissions: Omissions) => new Set(Object.keys(omissions[kind] ?? {}).flatMap((path) => meant(path, all)));
  const deprecated = omitted(DEPRECATED);
  const leftOut = omitted(LEFT_OUT);

  test('everything that is not deprecated is said', () => {
    expect(all.filter((leaf) => !covered.has(leaf) && !deprecated.has(leaf) && !leftOut.has(leaf))).toEqual([]);
    figures.push(figure(kind, all, covered, deprecated, leftOut));
  });

  test('every omission exists, has one reason and is one', () => {
    for (const path of [DEPRECATED, LEFT_OUT].flatMap((omissions) => Object.keys(omissions[kind] ?? {}))) {
      expect({ path, exists: meant(path, all).length > 0, said: meant(path, all).filter((leaf) => covered.has(leaf)) })
        .toEqual({ path, exists: true, said: [] });
    }
    expect([...leftOut].filter((leaf) => deprecated.has(leaf))).toEqual([]);
  });

  test('the program makes objects of its kind alone, as they are committed', () => {
    expect(objects.map((object) => object.kind)).toEqual(objects.map(() => kind));
    for (const [name, text] of Object.entries(files(kind, objects))) {
      const file = join(__dirname, 'maximal', name);
      if (process.env.UPDATE_GOLDEN !== undefined) { writeFileSync(file, text); }
      expect(text).toBe(readFileSync(file, 'utf8'));
    }
    const committed = readdirSync(join(__dirname, 'maximal')).filter((name) => name.split(/[-.]/)[0] === kind);
    expect(committed.sort()).toEqual(Object.keys(files(kind, objects)).sort());
  });
});

/** A file for each kind; of IstioOperators, of which istioctl takes one a file, for each object. */
function files(kind: string, objects: Rendered[]): { readonly [name: string]: string } {
  if (kind !== 'IstioOperator') { return { [`${kind}.yaml`]: Yaml.stringify(...objects) }; }
  return Object.fromEntries(objects.map((object) => [`${kind}-${object.metadata.name}.yaml`, Yaml.stringify(object)]));
}

/** `VirtualService: 109/109 leaf fields, 4/4 enum values; 7 deprecated; 4 left out: spec.tcp[].match[].sourceSubnet, …` */
function figure(kind: string, all: string[], covered: Set<string>, deprecated: Set<string>, leftOut: Set<string>): string {
  const wanted = all.filter((leaf) => !deprecated.has(leaf) && !leftOut.has(leaf));
  const share = (some: string[]) => `${some.filter((leaf) => covered.has(leaf)).length}/${some.length}`;
  const fields = share(wanted.filter((leaf) => !leaf.includes('=')));
  const values = share(wanted.filter((leaf) => leaf.includes('=')));
  const reasons = Object.keys(LEFT_OUT[kind] ?? {});
  return `${kind}: ${fields} leaf fields, ${values} enum values; ${deprecated.size} deprecated; ` +
    `${leftOut.size} left out${reasons.length === 0 ? '' : `: ${reasons.join(', ')}`}`;
}
