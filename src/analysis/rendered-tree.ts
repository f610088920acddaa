import { ApiObject, Chart, YamlOutputType } from 'cdk8s';
import type { IConstruct } from 'constructs';
import { jsonOf } from './rendered-once';
import { isTyped } from './typed-object';
import type { RenderedObject } from '../checks/app-object';
import { OBJECT_NOT_RENDERED } from '../checks/built-in';
import type { Finding } from '../checks/finding';
import type { JsonObject } from '../model/json';

/** An object of the tree, or why there is none. */
export interface TreeObject {
  readonly apiObject: ApiObject;
  readonly rendered?: RenderedObject;
  readonly failure?: Finding;
}

/** Renders all objects among the constructs of a tree, whoever made them. */
export function renderTree(root: IConstruct, constructs: readonly IConstruct[]): TreeObject[] {
  const output = (root as { yamlOutputType?: YamlOutputType }).yamlOutputType;
  const fileIsReplaced = output === YamlOutputType.FILE_PER_RESOURCE || output === YamlOutputType.FOLDER_PER_CHART_FILE_PER_RESOURCE;
  return constructs.filter((construct): construct is ApiObject => ApiObject.isApiObject(construct)).map((apiObject) => {
    try {
      const json = jsonOf(root, apiObject) as JsonObject;
      const file = fileOf(apiObject, output);
      return { apiObject, rendered: { json, source: sourceOf(apiObject), isTyped: isTyped(apiObject), file, fileIsReplaced } };
    } catch (error) {
      return { apiObject, failure: failure(apiObject, error) };
    }
  });
}

/** The path that people know a construct by: that of the construct which they made, not of the object inside it. */
export function sourceOf(construct: IConstruct): string {
  let named = construct;
  while ((named.node.id === 'Resource' || named.node.id === 'Default') && named.node.scope !== undefined && named.node.scope.node.path !== '') {
    named = named.node.scope;
  }
  return named.node.path;
}

/** The file that the object goes to, named as far as to tell it from others, as cdk8s chooses it. */
function fileOf(apiObject: ApiObject, output: YamlOutputType | undefined): string {
  const own = () => `${apiObject.kind}.${apiObject.name}`.replace(/[^0-9a-zA-Z-_.]/g, '');
  switch (output) {
    case YamlOutputType.FILE_PER_APP: return 'app';
    case YamlOutputType.FILE_PER_RESOURCE: return own();
    case YamlOutputType.FOLDER_PER_CHART_FILE_PER_RESOURCE: return `${Chart.of(apiObject).node.path}/${own()}`;
    default: return Chart.of(apiObject).node.path;
  }
}

/** The namespace, which may be one that is told at synth only. */
function namespaceOf({ metadata }: ApiObject): string | undefined {
  const given: unknown = metadata.namespace;
  return given === undefined || typeof given === 'string' ? given : (metadata.toJson() as { namespace?: string }).namespace;
}

function failure(apiObject: ApiObject, error: unknown): Finding {
  const text = (error instanceof Error ? error.message : String(error)).replace(/^Failed serializing construct at path '[^']*' with name '[^']*': (Error: )?/, '');
  const namespace = namespaceOf(apiObject);
  return {
    code: OBJECT_NOT_RENDERED.code,
    severity: OBJECT_NOT_RENDERED.severity,
    construct: sourceOf(apiObject),
    objectKind: apiObject.kind,
    ...(namespace === undefined ? {} : { objectNamespace: namespace }),
    objectName: apiObject.name,
    path: 'spec',
    message: `spec of ${apiObject.kind} ${apiObject.name} must be rendered, and is not: ${text}`,
    fix: OBJECT_NOT_RENDERED.fix,
    equivalents: [],
  };
}
