import type { IConstruct } from 'constructs';
import { valueAt } from './chart-values';
import { isObject, merged } from './merge';
import { factsOf } from './profile-facts';
import type { Told } from './told';
import type { InstalledMesh } from '../checks/installed-mesh';
import type { Json, JsonObject } from '../model/json';

/** What the checks are told of a control plane that is installed to a namespace. */
export function installedMesh(install: IConstruct, props: Told, namespace: string): InstalledMesh {
  const facts = factsOf(props.profile);
  const values = merged((props.values ?? {}) as JsonObject, (props.unvalidatedValues ?? {}) as JsonObject);
  const tags = props.revisionTags ?? valueAt(values, ['revisionTags']);
  const revision = props.revision ?? valueAt(values, ['revision']);
  const said = [facts?.meshConfig, props.meshConfig, values.meshConfig as Json | undefined];
  return {
    construct: install.node.path,
    revision: typeof revision === 'string' ? revision : '',
    tags: Array.isArray(tags) ? tags.filter((tag): tag is string => typeof tag === 'string') : [],
    namespace,
    meshConfig: said.reduce<JsonObject>((all, one) => isObject(one) ? merged(all, one) : all, {}),
    complete: facts !== undefined && props.installPackagePath === undefined,
  };
}
