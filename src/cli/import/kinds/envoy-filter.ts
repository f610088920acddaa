import { policyTarget } from './policy-target';
import {
  EnvoyApplyTo, type EnvoyClusterMatch, type EnvoyFilterChainMatch, EnvoyFilterClass, type EnvoyFilterProps,
  type EnvoyListenerMatch, EnvoyMatch, type EnvoyPatch, EnvoyPatchContext, EnvoyPatchOperation, type EnvoyProxyMatch,
  EnvoyRouteAction, type EnvoyRouteConfigurationMatch, type EnvoyRouteMatch, EnvoyTransportProtocol, type EnvoyVirtualHostMatch,
  type EnvoyWaypointMatch,
} from '../../../resources';
import { call, type Code, list, value } from '../code';
import {
  anything, byField, labels, listOf, type Members, needed, type Node, number, oneOf, outOf, type Placed, type Reader, record,
  text, under,
} from '../reader';

/** The filter, and the one in it: two blocks around two names. */
const FILTER: { readonly filter: Placed<string>; readonly subFilter: Placed<string> } = {
  filter: outOf(['filter'], (node) => named(node.at('filter'))),
  subFilter: outOf(['filter'], (node) => named(node.at('filter')?.at('subFilter'))),
};

function named(node: Node | undefined): Code<string> | undefined {
  const inner = node?.at('name');
  return inner === undefined ? undefined : text(inner);
}

/** The protocols, which stand in one text with commas. */
const protocols: Reader<string[]> = (node) =>
  (typeof node.json === 'string' ? list(node.json.split(',').map((one) => value<string>(one))) : node.mustBe('a text'));

const listener: Reader<EnvoyMatch> = (node) => call('EnvoyMatch.listener', record<EnvoyListenerMatch>({
  portNumber: number,
  filterChain: record<EnvoyFilterChainMatch>({
    ...FILTER,
    name: text,
    sni: text,
    transportProtocol: oneOf('EnvoyTransportProtocol', EnvoyTransportProtocol),
    applicationProtocols: protocols,
    destinationPort: number,
  }),
  listenerFilter: text,
  name: text,
})(node));

const routeConfiguration: Reader<EnvoyMatch> = (node) => call('EnvoyMatch.routeConfiguration', record<EnvoyRouteConfigurationMatch>({
  portNumber: number,
  portName: text,
  gateway: text,
  vhost: record<EnvoyVirtualHostMatch>({
    name: text,
    domainName: text,
    route: record<EnvoyRouteMatch>({ name: text, action: oneOf('EnvoyRouteAction', EnvoyRouteAction) }),
  }),
  name: text,
})(node));

const cluster: Reader<EnvoyMatch> = (node) =>
  call('EnvoyMatch.cluster', record<EnvoyClusterMatch>({ service: text, subset: text, portNumber: number, name: text })(node));

const waypoint: Reader<EnvoyMatch> = (node) => call('EnvoyMatch.waypoint', record<EnvoyWaypointMatch>({
  ...FILTER,
  portNumber: number,
  route: byField({ name: text }),
})(node));

const KINDS: { readonly [key: string]: Reader<EnvoyMatch> } = { listener, routeConfiguration, cluster, waypoint };

const context = oneOf('EnvoyPatchContext', EnvoyPatchContext);

/** What a patch matches stands one level deeper than in a program. */
function inMatch<T>(key: string, reader: Reader<T>): Placed<T> {
  return outOf(['match'], (node) => {
    const found = node.at('match')?.at(key);
    return found === undefined ? undefined : reader(found);
  });
}

function match(node: Node): Code<EnvoyMatch> | undefined {
  const block = node.at('match');
  const strange = Object.keys(block?.fields ?? {}).filter((key) => !['context', 'proxy', ...Object.keys(KINDS)].includes(key));
  strange.forEach((key) => block?.at(key)?.problem('is not a field that Istio has here'));
  const [kind, another] = Object.keys(KINDS).filter((key) => block?.at(key) !== undefined);
  if (another !== undefined) { return block?.problem(`has ${kind} and ${another}; it must have one of them`); }
  return kind === undefined ? undefined : KINDS[kind](block?.at(kind) as Node);
}

function inPatch<T>(key: string, reader: Reader<T>): Placed<T> {
  return outOf(['patch'], (node) => {
    const found = node.at('patch')?.at(key);
    return found === undefined ? undefined : reader(found);
  });
}

const PATCH: Members<EnvoyPatch> = {
  applyTo: needed('applyTo', oneOf('EnvoyApplyTo', EnvoyApplyTo)),
  // A match of a waypoint says its context itself.
  context: inMatch('context', context),
  proxy: inMatch('proxy', record<EnvoyProxyMatch>({ version: under('proxyVersion', text), metadata: labels })),
  match: outOf(['match'], match),
  operation: needed(inPatch('operation', oneOf('EnvoyPatchOperation', EnvoyPatchOperation))),
  value: inPatch('value', anything()),
  filterClass: inPatch('filterClass', oneOf('EnvoyFilterClass', EnvoyFilterClass)),
};

const patch: Reader<EnvoyPatch> = (node) => {
  const block = node.at('match');
  if (block?.at('waypoint') === undefined || block.at('context')?.json !== 'WAYPOINT') { return record(PATCH)(node); }
  const { context: _, ...rest } = block.fields ?? {};
  return record(PATCH)(node.as({ ...node.fields, match: rest }));
};

export const ENVOY_FILTER: Members<Omit<EnvoyFilterProps, 'metadata'>> = {
  // This kind has the labels of workloads under another name than the others.
  target: outOf(['workloadSelector', 'targetRefs'], (node) => {
    const { workloadSelector, ...rest } = node.fields ?? {};
    const selector = node.at('workloadSelector')?.at('labels');
    return policyTarget(node.as(selector === undefined ? rest : { ...rest, selector: { matchLabels: selector.json } }));
  }),
  configPatches: needed('configPatches', listOf(patch)),
  priority: number,
};
