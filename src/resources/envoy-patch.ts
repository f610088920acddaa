import type { EnvoyMatch, EnvoyMatchKind } from './envoy-match';
import { EnvoyApplyTo, type EnvoyFilterClass, type EnvoyPatchContext, EnvoyPatchOperation } from './envoy-patch-kinds';
import type { Field } from '../model/field';
import { defined, given, type Json, type JsonObject } from '../model/json';
import { regexProblem } from '../model/re2';
import { requireAmong, requireText } from '../model/require';

/**
 * Proxies that a patch is for.
 *
 * @see https://istio.io/latest/docs/reference/config/networking/envoy-filter/#EnvoyFilter-ProxyMatch
 */
export interface EnvoyProxyMatch {
  /**
   * A regular expression (RE2) that is found in the proxy's version of Istio: `^1\\.31\\.`.
   *
   * @default - any
   */
  readonly version?: string;

  /**
   * Metadata of the proxy, all of which must be equal.
   *
   * @default - any
   */
  readonly metadata?: { [key: string]: string };
}

/**
 * A change to what Istio configures Envoy with.
 *
 * @see https://istio.io/latest/docs/reference/config/networking/envoy-filter/#EnvoyFilter-EnvoyConfigObjectPatch
 */
export interface EnvoyPatch {
  /** What is changed. */
  readonly applyTo: EnvoyApplyTo;

  /**
   * The direction of the traffic, and the proxies.
   *
   * @default EnvoyPatchContext.ANY
   */
  readonly context?: EnvoyPatchContext;

  /**
   * Properties of the proxies.
   *
   * @default - any
   */
  readonly proxy?: EnvoyProxyMatch;

  /**
   * Which of the objects.
   *
   * @default - all of them
   */
  readonly match?: EnvoyMatch;

  /** What is done. */
  readonly operation: EnvoyPatchOperation;

  /**
   * The object, in Envoy's own words. Needed for every operation but REMOVE.
   *
   * @default - none
   */
  readonly value?: { [key: string]: unknown };

  /**
   * Where an added filter goes, in relation to Istio's own. For operation ADD. Istio 1.31 takes no notice of it.
   *
   * @default EnvoyFilterClass.UNSPECIFIED
   */
  readonly filterClass?: EnvoyFilterClass;
}

const { ADD, INSERT_AFTER, INSERT_BEFORE, INSERT_FIRST, MERGE, MERGE_AND_REPLACE_LIST, REMOVE, REPLACE } = EnvoyPatchOperation;
const INSERTS = [INSERT_BEFORE, INSERT_AFTER, INSERT_FIRST];
const MERGES = [MERGE, MERGE_AND_REPLACE_LIST];

/** What a match for each kind of object is about, and what can be done with it. All else Istio passes over in silence. */
const KINDS: { readonly [applyTo in EnvoyApplyTo]: { readonly match?: EnvoyMatchKind; readonly operations: readonly EnvoyPatchOperation[] } } = {
  LISTENER: { match: 'listener', operations: [...MERGES, ADD, REMOVE, ...INSERTS] },
  LISTENER_FILTER: { match: 'listener', operations: [MERGE, ADD, REMOVE, ...INSERTS] },
  FILTER_CHAIN: { match: 'listener', operations: [...MERGES, ADD, REMOVE, ...INSERTS] },
  NETWORK_FILTER: { match: 'listener', operations: [MERGE, ADD, REMOVE, ...INSERTS, REPLACE] },
  HTTP_FILTER: { match: 'listener', operations: [MERGE, ADD, REMOVE, ...INSERTS, REPLACE] },
  ROUTE_CONFIGURATION: { match: 'routeConfiguration', operations: MERGES },
  VIRTUAL_HOST: { match: 'routeConfiguration', operations: [...MERGES, ADD, REMOVE, ...INSERTS, REPLACE] },
  HTTP_ROUTE: { match: 'routeConfiguration', operations: [...MERGES, ...INSERTS] },
  CLUSTER: { match: 'cluster', operations: [...MERGES, ADD, REMOVE, ...INSERTS] },
  EXTENSION_CONFIG: { operations: [ADD, ...INSERTS] },
};

/** Operations that do nothing unless the match names the filter that they are about. */
const OF_ONE_FILTER: { readonly [applyTo in EnvoyApplyTo]?: readonly EnvoyPatchOperation[] } = {
  LISTENER_FILTER: [REMOVE, MERGE],
  NETWORK_FILTER: [REMOVE, REPLACE],
  HTTP_FILTER: [REMOVE, REPLACE],
};

const FILTERS: readonly EnvoyApplyTo[] = [EnvoyApplyTo.LISTENER_FILTER, EnvoyApplyTo.NETWORK_FILTER, EnvoyApplyTo.HTTP_FILTER];

/** A patch of an EnvoyFilter. */
export function renderEnvoyPatch(patch: EnvoyPatch, field: Field): JsonObject {
  const applyTo = requireAmong(patch.applyTo, Object.values(EnvoyApplyTo), field.at('applyTo'));
  const operation = requireAmong(patch.operation, Object.values(EnvoyPatchOperation), field.at('operation'));
  if (!KINDS[applyTo].operations.includes(operation)) {
    throw field.at('operation').error(operation, `one of ${KINDS[applyTo].operations.join(', ')} for ${applyTo}: Istio passes over others`);
  }
  if (OF_ONE_FILTER[applyTo]?.includes(operation) && patch.match?._selects(applyTo) !== true) {
    throw field.problem(`${field.at('match').path} names no filter; it must, for ${operation} of ${applyTo}: Istio passes over it else`);
  }
  requireClass(patch, field.at('filterClass'));
  const match = defined({
    context: patch.match?._kind === 'waypoint' ? 'WAYPOINT' : patch.context,
    proxy: given(patch.proxy, (proxy) => renderProxy(proxy, field.at('proxy'))),
    ...renderMatch(patch, field),
  });
  return defined({
    applyTo,
    match: Object.keys(match).length === 0 ? undefined : match,
    patch: defined({ operation, value: renderValue(patch, field.at('value')), filterClass: patch.filterClass }),
  });
}

function renderMatch(patch: EnvoyPatch, field: Field): JsonObject {
  const { applyTo, context, match } = patch;
  if (match === undefined) { return {}; }
  const at = field.at('match');
  const wanted = KINDS[applyTo].match;
  if (match._kind === 'waypoint') {
    if (context !== undefined) {
      throw field.problem(`${field.at('context').path} is given next to EnvoyMatch.waypoint; it must be left out: the match says it`);
    }
  } else if (wanted === undefined) {
    throw field.problem(`${at.path} is given for ${applyTo}; it must be left out: it has no effect there`);
  } else if (match._kind !== wanted) {
    throw field.problem(`${at.path} is EnvoyMatch.${match._kind}; it must be EnvoyMatch.${wanted} for ${applyTo}`);
  }
  return { [match._kind]: match._render(patch, at) };
}

function renderProxy({ version, metadata }: EnvoyProxyMatch, field: Field): JsonObject {
  if (version === undefined && Object.keys(metadata ?? {}).length === 0) {
    throw field.problem(`${field.path} says nothing; it must give version, metadata or both`, 'leave it out for all proxies');
  }
  return defined({
    proxyVersion: given(version, (regex) => requireRegex(regex, field.at('version'))),
    metadata: given(metadata, (values) => ({ ...values })),
  });
}

/** Istio takes longer ones for expressions that match nothing. */
function requireRegex(regex: string, field: Field): string {
  requireText(regex, field);
  if (regex.length > 1024) { throw field.error(regex, `at most 1024 characters long (it has ${regex.length})`); }
  const problem = regexProblem(regex);
  if (problem !== undefined) { throw field.error(regex, `an RE2 expression (${problem})`); }
  return regex;
}

function renderValue({ operation, value }: EnvoyPatch, field: Field): JsonObject | undefined {
  if (operation === REMOVE) {
    if (value !== undefined) { throw field.problem(`${field.path} is given for REMOVE; it must be left out`); }
    return undefined;
  }
  if (value === undefined || value === null || typeof value !== 'object' || Array.isArray(value) || Object.keys(value).length === 0) {
    throw field.error(value, `an object that is not empty, for ${operation}`);
  }
  return { ...value as { [key: string]: Json } };
}

function requireClass({ applyTo, operation, filterClass }: EnvoyPatch, field: Field): void {
  if (filterClass === undefined || (operation === ADD && FILTERS.includes(applyTo))) { return; }
  throw field.problem(`${field.path} is given for ${operation} of ${applyTo}; it must be left out: it is for filters that are added`);
}
