import { ApiObject } from 'cdk8s';
import type { IConstruct } from 'constructs';
import type { Field } from '../model/field';

/** A kind of Kubernetes, of any version of its API. */
export interface ObjectKind {
  /** The group; empty for the kinds of Kubernetes itself. */
  readonly group: string;
  readonly kind: string;
}

/** The kinds that references are made of. */
export const SERVICE: ObjectKind = { group: '', kind: 'Service' };
export const SECRET: ObjectKind = { group: '', kind: 'Secret' };
export const CONFIG_MAP: ObjectKind = { group: '', kind: 'ConfigMap' };
export const SERVICE_ACCOUNT: ObjectKind = { group: '', kind: 'ServiceAccount' };

/** The object of one of some kinds that a construct stands for, whichever library made it. */
export function objectOf(construct: IConstruct, kinds: readonly ObjectKind[], field: Field, fix?: string): ApiObject {
  const names = kinds.map(nameOf);
  const wanted = names.length === 1 ? names[0] : `${names.slice(0, -1).join(', ')} or ${names[names.length - 1]}`;
  const object = apiObjectOf(construct);
  if (object === undefined) {
    throw field.error(pathOf(construct), `a construct of a ${wanted}, which has one ApiObject`);
  }
  if (kinds.some((kind) => isOf(object, kind))) { return object; }
  throw field.error(`${object.apiVersion} ${object.kind}`, `a ${wanted}`, fix);
}

/** Whether an object is of a kind. */
export function isOf(object: ApiObject, { group, kind }: ObjectKind): boolean {
  return object.kind === kind && groupOf(object.apiVersion) === group;
}

/** What a wrong construct is called. */
export function pathOf(value: unknown): unknown {
  return (value as { node?: { path?: string } } | undefined)?.node?.path ?? value;
}

function nameOf({ group, kind }: ObjectKind): string {
  return group === '' ? `${kind} (v1)` : `${kind} (${group})`;
}

function groupOf(apiVersion: string): string {
  const slash = apiVersion.indexOf('/');
  return slash < 0 ? '' : apiVersion.slice(0, slash);
}

function apiObjectOf(construct: IConstruct): ApiObject | undefined {
  try {
    return ApiObject.of(construct);
  } catch {
    return undefined;
  }
}
