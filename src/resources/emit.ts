import type { ApiObject, ApiObjectMetadata } from 'cdk8s';
import { Construct, type IConstruct } from 'constructs';
import { Place } from './place';
import { AppAnalysis } from '../analysis/app-analysis';
import { typedObject } from '../analysis/typed-object';
import type { Field } from '../model/field';
import type { Kind } from '../model/kinds';
import { requireObjectName } from '../model/names';

/** The place of a construct in error texts. */
export function fieldOf(construct: IConstruct): Field {
  return new Place(construct);
}

/**
 * Creates the object that a construct stands for, as its default child, so that `ApiObject.of(construct)` finds it.
 *
 * It is a plain ApiObject: the generated L1 classes drop what they do not know, JSON patches among it. Its name is the
 * construct's id, unless the metadata has one: never a hash.
 */
export function emit(
  scope: Construct, kind: Kind, metadata: ApiObjectMetadata | undefined, content: { readonly [key: string]: unknown },
): ApiObject {
  AppAnalysis.attach(scope);
  const name = metadata?.name ?? scope.node.id;
  requireObjectName(name, fieldOf(scope).at('metadata').at('name'));
  return typedObject(scope, 'Resource', { ...kind, metadata: { ...metadata, name }, ...content });
}
