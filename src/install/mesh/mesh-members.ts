import type { Field } from '../../model/field';
import type { Json } from '../../model/json';
import { nearest } from '../../model/structure/nearest';
import { istioKind, resolved, type Schema } from '../../model/structure/schema';
import { structuralProblems } from '../../model/structure/validate';

/**
 * Neither istioctl nor istiod tells of a member that MeshConfig does not have: it does nothing, silently.
 *
 * @param known the properties that there are
 * @param more what is said besides, as Istio writes it
 */
export function requireMembers(given: object, known: readonly string[], more: { [field: string]: unknown } | undefined, field: Field): void {
  for (const member of Object.keys(given)) {
    if (!known.includes(member)) { throw unknown(member, known, field); }
  }
  if (more === undefined) { return; }
  // The schema is of no use to installations that say nothing more.
  const members = Object.keys(meshConfigSchema().properties ?? {});
  for (const member of Object.keys(more)) {
    if (!members.includes(member)) { throw unknown(member, members, field.at('more')); }
  }
  const schema: Schema = { type: 'object', properties: { more: meshConfigSchema() } };
  const [first] = structuralProblems({ more: more as Json }, { group: '', kind: 'MeshConfig', versions: [], schema }).filter(({ wrong }) => wrong !== 'deprecated');
  if (first === undefined) { return; }
  const at = first.path.slice(0, first.wrong === 'unknown' ? -1 : undefined).reduce<Field>((place, step) => place.at(step), field);
  if (first.wrong === 'unknown') { throw unknown(String(first.path[first.path.length - 1]), first.known ?? [], at); }
  throw at.problem(`${at.path} ${first.text}`);
}

function unknown(member: string, known: readonly string[], field: Field): Error {
  const near = nearest(member, known);
  return field.problem(`${field.at(member).path} is given; it must be a member of Istio's MeshConfig`,
    near === undefined ? 'a member that only another release has goes to values.meshConfig' : `write ${near}`);
}

/** What the schema of an IstioOperator says of MeshConfig. */
function meshConfigSchema(): Schema {
  const at = (schema: Schema, name: string) => resolved(schema.properties?.[name] ?? {});
  return at(at(istioKind('IstioOperator')?.schema ?? {}, 'spec'), 'meshConfig');
}
