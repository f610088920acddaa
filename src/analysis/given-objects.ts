import { type MeshProps, settingsOf } from './mesh-props';
import { contextOf } from './mesh-settings';
import type { RenderedObject } from '../checks/app-object';
import type { MeshContext } from '../checks/mesh-context';
import type { Field } from '../model/field';
import type { JsonObject } from '../model/json';

/** Objects that no construct made, and the mesh that they are for. */
export interface GivenObjects {
  /** Each has its place in the list as its source: `objects[3]`. */
  readonly rendered: RenderedObject[];
  readonly context: MeshContext;
}

/** Reads manifests as they are given to a function, whose name the field has. */
export function givenObjects(objects: ReadonlyArray<{ [key: string]: unknown }>, mesh: MeshProps, field: Field): GivenObjects {
  const context = contextOf(settingsOf(mesh, field.at('mesh')), [], []);
  const rendered = objects.map((object, i) => {
    for (const key of ['apiVersion', 'kind']) {
      if (typeof object?.[key] !== 'string') { throw field.at('objects').at(i).at(key).error(object?.[key], 'a text'); }
    }
    return { json: object as JsonObject, source: `objects[${i}]` };
  });
  return { rendered, context };
}
