import type { Check } from '../check';
import { annotationSyntax } from './annotation-syntax';
import { caSecretKeys } from './ca-secret-keys';
import { fileIsUnique } from './file-is-unique';
import { istioApiVersion } from './istio-api-version';
import { istioFieldKnown } from './istio-field-known';
import { istioValueAllowed } from './istio-value-allowed';
import { labelSyntax } from './label-syntax';
import { namespaceDataPlane } from './namespace-data-plane';
import { namespaceRevision } from './namespace-revision';
import { objectIsUnique } from './object-is-unique';
import { objectName } from './object-name';
import { objectNamespace } from './object-namespace';
import { operatorBesideObjects } from './operator-beside-objects';
import { settingDeprecated } from './setting-deprecated';
import { suppressionReason } from './suppression-reason';

/** Checks of what all objects have. */
export const OBJECT_CHECKS: readonly Check[] = [
  objectIsUnique, objectName, objectNamespace, labelSyntax, annotationSyntax, suppressionReason, operatorBesideObjects,
  namespaceDataPlane, namespaceRevision, caSecretKeys, fileIsUnique, istioApiVersion,
  istioFieldKnown, istioValueAllowed, settingDeprecated,
];
