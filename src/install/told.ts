import { isObject } from './merge';
import { renderMeshConfig } from './mesh/mesh-config-json';
import type { IstioInstallProps } from './props';
import { toJson_IstioOperatorValues } from '../../imports/install.istio.io';
import { type Field, show } from '../model/field';
import { canonical, defined, given, inNameOrder, type Json, type JsonObject } from '../model/json';

/** What an installation is told, with its MeshConfig and its values as Istio writes them. */
export interface Told extends Omit<IstioInstallProps, 'meshConfig' | 'chartValues'> {
  readonly meshConfig?: JsonObject;
}

/** What properties tell an installation. Maps are read in order of names: some become lists, and the values of Helm files. */
export function toldBy(props: IstioInstallProps, field: Field): Told {
  const { meshConfig, chartValues, values, ...rest } = inNameOrder({ ...props });
  const typed = given(chartValues, (some) => toJson_IstioOperatorValues(some) as JsonObject);
  return defined({
    ...rest,
    meshConfig: given(meshConfig, (config) => renderMeshConfig(config, field.at('meshConfig'))),
    values: typed === undefined || values === undefined ? values ?? typed : joined(typed, values as JsonObject, field.at('values')),
  });
}

/** Values from both doors. They may not say two things of one. */
function joined(typed: JsonObject, open: JsonObject, field: Field): JsonObject {
  const all: JsonObject = { ...typed };
  for (const [name, value] of Object.entries(open)) {
    const said = typed[name];
    if (value === undefined) { continue; }
    const at = field.at(name);
    all[name] = said === undefined ? value : isObject(said) && isObject(value) ? joined(said, value, at) : same(said, value, at);
  }
  return all;
}

function same(said: Json, value: Json, field: Field): Json {
  if (canonical(said) === canonical(value)) { return value; }
  throw field.error(value, `left out or ${show(said)}, as chartValues says`);
}
