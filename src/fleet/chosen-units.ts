import { shardsOf, type Unit, unitId } from './shards';
import { closest } from '../model/closest';
import { Field } from '../model/field';

/** What can be told to the process instead of the program. */
const ONLY = 'CDK8S_ISTIO_ONLY';
const SHARD = 'CDK8S_ISTIO_SHARD';

/** What of a fleet is written, as far as the program says it. */
export interface Choice {
  readonly only?: readonly string[];
  readonly shard?: string;
}

/** The units that are written now: those that are asked for, and of these the share of this process. */
export function chosenUnits(units: readonly Unit[], { only, shard }: Choice, field: Field): Unit[] {
  const asked = wanted(units, ...given(only, field.at('only')));
  const [text, place] = shard !== undefined ? [shard, field.at('shard')] : [process.env[SHARD], new Field('environment').at(SHARD)];
  return text === undefined || text === '' ? asked : share(asked, text, place);
}

function given(only: readonly string[] | undefined, field: Field): [readonly string[] | undefined, (i: number) => Field] {
  if (only !== undefined) { return [only, (i) => field.at(i)]; }
  const text = process.env[ONLY];
  return [text === undefined || text === '' ? undefined : text.split(',').map((name) => name.trim()), () => new Field('environment').at(ONLY)];
}

function wanted(units: readonly Unit[], only: readonly string[] | undefined, placeOf: (i: number) => Field): Unit[] {
  if (only === undefined) { return [...units]; }
  const names = [...new Set(units.flatMap((unit) => [unit.cluster, unitId(unit)]))];
  only.forEach((name, i) => {
    if (!names.includes(name)) {
      throw placeOf(i).error(name, `a cluster or a unit of the fleet, such as ${closest(name, names).slice(0, 3).join(', ')}`);
    }
  });
  return units.filter((unit) => only.includes(unit.cluster) || only.includes(unitId(unit)));
}

function share(units: readonly Unit[], text: string, field: Field): Unit[] {
  const [, number, count] = (/^(\d{1,4})\/(\d{1,4})$/.exec(text) ?? []).map(Number);
  if (count === undefined) { throw field.error(text, 'the number of this shard and that of all, as "2/5"'); }
  if (number < 1 || number > count) { throw field.error(text, count < 1 ? 'of at least one shard, as "1/1"' : `between 1/${count} and ${count}/${count}`); }
  return shardsOf(units, count)[number - 1];
}
