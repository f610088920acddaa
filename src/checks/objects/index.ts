import type { Check } from '../check';
import { annotationAlpha } from './annotation-alpha';
import { annotationDeprecated } from './annotation-deprecated';
import { annotationKnown } from './annotation-known';
import { annotationPlace } from './annotation-place';
import { annotationSyntax } from './annotation-syntax';
import { annotationValue } from './annotation-value';
import { caSecretKeys } from './ca-secret-keys';
import { dryRunAnnotation } from './dry-run-annotation';
import { exportToNamespaceExists } from './export-to-namespace-exists';
import { fileIsUnique } from './file-is-unique';
import { injectorsKeepApart } from './injectors-keep-apart';
import { internalAnnotations } from './internal-annotations';
import { istioApiVersion } from './istio-api-version';
import { istioFieldKnown } from './istio-field-known';
import { istioValueAllowed } from './istio-value-allowed';
import { labelSyntax } from './label-syntax';
import { namespaceDataPlane } from './namespace-data-plane';
import { namespaceInMesh } from './namespace-in-mesh';
import { namespaceRevision } from './namespace-revision';
import { networkRegistryKnown } from './network-registry-known';
import { objectIsUnique } from './object-is-unique';
import { objectName } from './object-name';
import { objectNamespace } from './object-namespace';
import { operatorBesideObjects } from './operator-beside-objects';
import { selectorHasLabels } from './selector-has-labels';
import { selectorLabelKeys } from './selector-label-keys';
import { selectorPicksWorkload } from './selector-picks-workload';
import { settingDeprecated } from './setting-deprecated';
import { stableChannel } from './stable-channel';
import { suppressionCode } from './suppression-code';
import { suppressionReason } from './suppression-reason';
import { targetReferenceKind } from './target-reference-kind';
import { webhookAddress } from './webhook-address';

/** Checks of what all objects have. */
export const OBJECT_CHECKS: readonly Check[] = [
  objectIsUnique, objectName, objectNamespace, labelSyntax, annotationSyntax, suppressionReason, suppressionCode, operatorBesideObjects,
  namespaceDataPlane, namespaceRevision, caSecretKeys, fileIsUnique, istioApiVersion, istioFieldKnown, istioValueAllowed,
  settingDeprecated, dryRunAnnotation, internalAnnotations, selectorHasLabels, selectorLabelKeys, targetReferenceKind,
  stableChannel, exportToNamespaceExists, selectorPicksWorkload, namespaceInMesh, injectorsKeepApart, webhookAddress,
  networkRegistryKnown, annotationValue, annotationKnown, annotationPlace, annotationDeprecated, annotationAlpha,
];
