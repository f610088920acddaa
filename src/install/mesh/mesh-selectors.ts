import type { Field } from '../../model/field';
import { defined, given, type JsonObject } from '../../model/json';
import { renderLabels } from '../../model/labels';
import { requireAmong, requireSome, requireText } from '../../model/require';

/** How a label is looked at. */
export enum MeshSelectorOperator {
  /** It is there, with one of the values. */
  IN = 'In',
  /** It is not there, or with none of the values. */
  NOT_IN = 'NotIn',
  /** It is there. */
  EXISTS = 'Exists',
  /** It is not there. */
  DOES_NOT_EXIST = 'DoesNotExist',
}

/** What must hold of a label. */
export interface MeshSelectorExpression {
  /** The label. */
  readonly key: string;

  /** How it is looked at. */
  readonly operator: MeshSelectorOperator;

  /**
   * Values of the label. For IN and NOT_IN.
   *
   * @default - none
   */
  readonly values?: string[];
}

/** Chooses by labels. All that is given must hold. */
export interface MeshSelector {
  /**
   * Labels and their values.
   *
   * @default - see matchExpressions
   */
  readonly matchLabels?: { [label: string]: string };

  /**
   * What else must hold of labels.
   *
   * @default - nothing
   */
  readonly matchExpressions?: MeshSelectorExpression[];
}

/** Settings of some services. */
export interface MeshServiceSettings {
  /** Hosts of the services, also with a wildcard in front: `*.shop.svc.cluster.local`. */
  readonly hosts: string[];

  /** Whether clients reach endpoints of their own cluster only. */
  readonly clusterLocal: boolean;
}

/** How far services of ambient mode are reached. */
export enum MeshServiceReach {
  /** From their own cluster. */
  LOCAL = 'LOCAL',
  /** From all clusters of the mesh. */
  GLOBAL = 'GLOBAL',
}

/** How far some services of ambient mode are reached. */
export interface MeshServiceScope {
  /** How far. */
  readonly scope: MeshServiceReach;

  /**
   * The services.
   *
   * @default - all of the namespaces
   */
  readonly servicesSelector?: MeshSelector;

  /**
   * Their namespaces.
   *
   * @default - all
   */
  readonly namespaceSelector?: MeshSelector;
}

/** How far ServiceEntries are seen. */
export enum ServiceEntryReach {
  /** Nowhere: they have no effect. */
  NONE = 'NONE',
  /** In their namespace. */
  NAMESPACE = 'NAMESPACE',
  /** Wherever the control plane is told of them. */
  PUBLIC = 'PUBLIC',
}

/** How far the ServiceEntries of some namespaces are seen. */
export interface ServiceEntryPolicy {
  /** How far. */
  readonly visibility: ServiceEntryReach;

  /** The namespaces: all of these must choose it. */
  readonly namespaces: MeshSelector[];
}

/** How far ServiceEntries are seen, whatever they say. */
export interface ServiceEntryVisibility {
  /**
   * Those that no policy is about.
   *
   * @default ServiceEntryReach.PUBLIC
   */
  readonly defaultVisibility?: ServiceEntryReach;

  /**
   * Whether it holds for sidecars too, and not for ambient mode only.
   *
   * @default false
   */
  readonly applyToSidecars?: boolean;

  /**
   * The first that is about a namespace decides.
   *
   * @default - none
   */
  readonly policies?: ServiceEntryPolicy[];
}

/** Kubernetes' LabelSelector, as MeshConfig has it. */
export function renderMeshSelector({ matchLabels, matchExpressions }: MeshSelector, field: Field): JsonObject {
  return defined({
    matchLabels: given(matchLabels, (labels) => renderLabels(labels, field.at('matchLabels'))),
    matchExpressions: given(matchExpressions, (all) => all.map((one, i) => renderExpression(one, field.at('matchExpressions').at(i)))),
  });
}

/** The `serviceScopeConfigs`. */
export function renderServiceScope({ scope, servicesSelector, namespaceSelector }: MeshServiceScope, field: Field): JsonObject {
  return defined({
    servicesSelector: given(servicesSelector, (selector) => renderMeshSelector(selector, field.at('servicesSelector'))),
    namespaceSelector: given(namespaceSelector, (selector) => renderMeshSelector(selector, field.at('namespaceSelector'))),
    scope: requireAmong(scope, Object.values(MeshServiceReach), field.at('scope')),
  });
}

/** The `serviceEntryVisibility`. */
export function renderVisibility({ defaultVisibility, applyToSidecars, policies }: ServiceEntryVisibility, field: Field): JsonObject {
  const reach = (value: ServiceEntryReach, at: Field) => requireAmong(value, Object.values(ServiceEntryReach), at);
  return defined({
    defaultVisibility: given(defaultVisibility, (value) => reach(value, field.at('defaultVisibility'))),
    applyToSidecars,
    policies: given(policies, (all) => all.map(({ visibility, namespaces }, i) => {
      const at = field.at('policies').at(i);
      return {
        visibility: reach(visibility, at.at('visibility')),
        matchingRules: requireSome(namespaces, at.at('namespaces')).map((namespaceSelector, j) =>
          ({ namespaceSelector: renderMeshSelector(namespaceSelector, at.at('namespaces').at(j)) })),
      };
    })),
  });
}

function renderExpression({ key, operator, values = [] }: MeshSelectorExpression, field: Field): JsonObject {
  requireText(key, field.at('key'));
  requireAmong(operator, Object.values(MeshSelectorOperator), field.at('operator'));
  if (operator === MeshSelectorOperator.IN || operator === MeshSelectorOperator.NOT_IN) { requireSome(values, field.at('values')); } else if (values.length > 0) {
    throw field.at('values').error(values, `left out for operator ${operator}`);
  }
  return defined({ key, operator, values: values.length === 0 ? undefined : values });
}
