import { requirePatchPath } from './operator-path';
import type { Field } from '../model/field';
import { defined, type JsonObject } from '../model/json';
import { requireSome, requireText } from '../model/require';

/** One change to an object. */
export interface OperatorPatch {
  /** Where: `spec.template.spec.containers.[name:discovery].args.[-1]`. A dot within a name is written `\.`. */
  readonly path: string;

  /**
   * What is put there.
   *
   * @default - what is there is removed
   */
  readonly value?: unknown;
}

/** Changes to one object that a component is rendered to. */
export interface OperatorOverlay {
  /** The kind of the object: `Deployment`. */
  readonly kind: string;

  /** The name of the object: `istiod`, or `istiod-1-31-0` for the revision `1-31-0`. */
  readonly name: string;

  /** The changes, in order. */
  readonly patches: OperatorPatch[];

  /**
   * The API version of the object. It is not looked at.
   *
   * @default - none
   */
  readonly apiVersion?: string;
}

/** One of the `k8s.overlays` of a component. */
export function renderOverlay(overlay: OperatorOverlay, field: Field): JsonObject {
  requireSome(overlay.patches, field.at('patches'));
  return defined({
    apiVersion: overlay.apiVersion,
    kind: requireText(overlay.kind, field.at('kind')),
    name: requireText(overlay.name, field.at('name')),
    patches: overlay.patches.map((patch, i) => renderPatch(patch, field.at('patches').at(i))),
  });
}

function renderPatch(patch: OperatorPatch, field: Field): JsonObject {
  requireText(patch.path, field.at('path'));
  return defined({ path: requirePatchPath(patch.path, field.at('path')), value: patch.value as JsonObject | undefined });
}
