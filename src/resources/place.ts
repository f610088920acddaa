import { ApiObject, Chart } from 'cdk8s';
import type { IConstruct } from 'constructs';
import { Field } from '../model/field';

/** A place in a construct: it knows the mesh and the namespace that names are read in. */
export class Place extends Field {
  constructor(public readonly construct: IConstruct, outer?: Field, key?: string | number) {
    super('', outer, key);
  }

  public override get where(): string {
    return this.construct.node.path;
  }

  public override at(key: string | number): Field {
    return new Place(this.construct, this, key);
  }
}

/** The construct that a place is in. */
export function constructAt(field: Field): IConstruct {
  if (field instanceof Place) { return field.construct; }
  throw field.problem(`${field.path} is in no construct`);
}

/** The namespace of the object that a construct stands for, if it is known. */
export function namespaceAt(field: Field): string | undefined {
  const construct = constructAt(field);
  const object = construct.node.defaultChild;
  const own: unknown = object instanceof ApiObject ? object.metadata.namespace : (construct as { namespace?: unknown }).namespace;
  return typeof own === 'string' ? own : own === undefined ? Chart.of(construct).namespace : undefined;
}
