import type { Check } from '../check';
import { annotationSyntax } from './annotation-syntax';
import { caSecretKeys } from './ca-secret-keys';
import { fileIsUnique } from './file-is-unique';
import { labelSyntax } from './label-syntax';
import { namespaceDataPlane } from './namespace-data-plane';
import { namespaceRevision } from './namespace-revision';
import { objectIsUnique } from './object-is-unique';
import { objectName } from './object-name';
import { objectNamespace } from './object-namespace';
import { operatorBesideObjects } from './operator-beside-objects';
import { suppressionReason } from './suppression-reason';

/** Checks of what all objects have. */
export const OBJECT_CHECKS: readonly Check[] = [
  objectIsUnique, objectName, objectNamespace, labelSyntax, annotationSyntax, suppressionReason, operatorBesideObjects,
  namespaceDataPlane, namespaceRevision, caSecretKeys, fileIsUnique,
];
