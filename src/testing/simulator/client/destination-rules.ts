import { mostSpecific } from './host-names';
import type { MeshService } from './mesh-service';
import { byAge } from '../../../checks/age';
import type { AppObject } from '../../../checks/app-object';
import type { AppView } from '../../../checks/app-view';
import { type Labels, selects } from '../../../checks/labels';
import { resolveHost } from '../../../model/hosts';
import { canonical, type JsonObject } from '../../../model/json';
import { meshSettings } from '../mesh-settings';
import { objectAt, objectsAt, textAt } from '../read';

/** DestinationRules of one host that Istio has merged (`ConsolidatedDestRule`). */
export interface MergedRule {
  readonly namespace: string;
  /** Those that it is made of, the one whose policy counts first. */
  readonly from: readonly AppObject[];
  readonly exportTo: ReadonlySet<string>;
  readonly selector?: Labels;
  readonly policy?: JsonObject;
  readonly subsets: readonly JsonObject[];
}

interface HostRules {
  readonly exact: Map<string, MergedRule[]>;
  readonly wildcards: Map<string, MergedRule[]>;
}

/** The DestinationRule that proxies with some labels in a namespace have for a service. */
export function destinationRuleFor(service: MeshService, client: string, labels: Labels, view: AppView): MergedRule | undefined {
  const found = view.once('simulator-destination-rules', () => new DestinationRules(view)).of(service, client);
  const selecting = found.find((rule) => rule.namespace === client && rule.selector !== undefined && selects(rule.selector, labels));
  return selecting ?? found.filter(({ selector }) => selector === undefined).pop();
}

/** The DestinationRules of the app as `PushContext` keeps them. */
class DestinationRules {
  private readonly local = new Map<string, HostRules>();
  private readonly exported = new Map<string, HostRules>();
  private readonly rootLocal: HostRules = { exact: new Map(), wildcards: new Map() };

  constructor(private readonly view: AppView) {
    const { rootNamespace, clusterDomain } = view.context;
    const isPrivateByDefault = meshSettings(view).exportTo.destinationRule.includes('.');
    const selectorOf = ({ spec }: AppObject) => spec.at('workloadSelector').fields !== undefined;
    for (const object of [...view.ofKind('DestinationRule')].sort((a, b) => Number(selectorOf(b)) - Number(selectorOf(a)) || byAge(a, b))) {
      const { namespace, spec } = object;
      const host = resolveHost(spec.at('host').text ?? '', namespace, clusterDomain);
      const exportTo = new Set(selectorOf(object) ? ['.'] : spec.at('exportTo').texts());
      if (exportTo.size === 0 || ['*', '.', namespace].some((one) => exportTo.has(one))) { merge(rulesIn(this.local, namespace), host, object, exportTo); }
      const isPrivate = exportTo.size === 0 ? isPrivateByDefault : exportTo.size === 1 && (exportTo.has('.') || exportTo.has(namespace));
      if (!isPrivate) {
        merge(rulesIn(this.exported, namespace), host, object, exportTo);
      } else if (namespace === rootNamespace) {
        merge(this.rootLocal, host, object, exportTo);
      }
    }
  }

  /** The client's namespace first, then that of the service, then the root namespace: the first that has any ends the search. */
  public of(service: MeshService, client: string): readonly MergedRule[] {
    const { rootNamespace } = this.view.context;
    const own = lookup(client === rootNamespace ? this.rootLocal : this.local.get(client), service.host);
    if (own !== undefined) { return own; }
    for (const namespace of [service.namespace, rootNamespace]) {
      const found = (lookup(this.exported.get(namespace), service.host) ?? [])
        .filter(({ exportTo }) => exportTo.size === 0 || exportTo.has('*') || exportTo.has(client));
      if (found.length > 0) { return found; }
    }
    return [];
  }
}

function rulesIn(byNamespace: Map<string, HostRules>, namespace: string): HostRules {
  const rules = byNamespace.get(namespace) ?? { exact: new Map(), wildcards: new Map() };
  byNamespace.set(namespace, rules);
  return rules;
}

function lookup(rules: HostRules | undefined, host: string): readonly MergedRule[] | undefined {
  return rules === undefined ? undefined : mostSpecific(host, rules.exact, rules.wildcards);
}

/** Adds a rule to those of its host (`mergeDestinationRule`): with one that is exported alike it becomes one. */
function merge(rules: HostRules, host: string, object: AppObject, exportTo: ReadonlySet<string>): void {
  const byHost = host.startsWith('*') ? rules.wildcards : rules.exact;
  const selector = object.spec.at('workloadSelector').fields === undefined ? undefined : object.spec.at('workloadSelector', 'matchLabels').labels();
  const made: MergedRule = {
    namespace: object.namespace,
    from: [object],
    exportTo,
    selector,
    policy: object.spec.at('trafficPolicy').fields,
    subsets: objectsAt(object.spec.fields, 'subsets'),
  };
  const known = byHost.get(host) ?? [];
  let isSeparate = true;
  const merged = known.map((rule) => {
    const isWithin = isSame(exportTo, rule.exportTo) || (rule.exportTo.size > 0 && [...rule.exportTo].every((one) => exportTo.has(one)));
    if (!isWithin) {
      isSeparate = true;
      return rule;
    }
    isSeparate = !isSame(exportTo, rule.exportTo);
    if (selector !== undefined && rule.selector !== undefined && canonical({ ...selector }) !== canonical({ ...rule.selector })) {
      isSeparate = true;
      return rule;
    }
    if ((selector === undefined) === (rule.selector === undefined)) { isSeparate = false; }
    const names = new Set(rule.subsets.map((subset) => textAt(subset, 'name')));
    return {
      ...rule,
      from: [...rule.from, object],
      policy: rule.policy ?? made.policy,
      subsets: [...rule.subsets, ...made.subsets.filter((subset) => !names.has(textAt(subset, 'name')))],
    };
  });
  byHost.set(host, isSeparate ? [...merged, made] : merged);
}

function isSame(a: ReadonlySet<string>, b: ReadonlySet<string>): boolean {
  return a.size === b.size && [...a].every((one) => b.has(one));
}

/** What holds for a port and a subset: the port's entry instead of the host's, and what the subset says over it (`MergeSubsetTrafficPolicy`). */
export function trafficPolicy(rule: MergedRule | undefined, port: number, subset: JsonObject | undefined): JsonObject {
  const host = atPort(rule?.policy, port).policy;
  const own = objectAt(subset, 'trafficPolicy');
  if (own === undefined) { return host ?? {}; }
  const { policy = {}, isOfPort } = atPort(own, port);
  if (host === undefined) { return policy; }
  const fields = ['connectionPool', 'outlierDetection', 'loadBalancer', 'tls'];
  const over = fields.filter((field) => isOfPort || (policy[field] ?? undefined) !== undefined);
  return { ...host, ...Object.fromEntries(over.map((field) => [field, policy[field]])) };
}

/** The policy for a port. An entry of the port's own replaces all that an entry can say. */
function atPort(policy: JsonObject | undefined, port: number): { policy?: JsonObject; isOfPort: boolean } {
  const entry = objectsAt(policy, 'portLevelSettings').find((one) => objectAt(one, 'port')?.number === port);
  return entry === undefined ? { policy, isOfPort: false } : { policy: entry, isOfPort: true };
}

/**
 * The mode of `tls` by which istiod marks endpoints (`tlsModeForDestinationRule`): that of the subset's port, of the subset, of the
 * host's port, of the host, the first that there is.
 */
export function markedTlsMode(rule: MergedRule | undefined, port: number, subset: JsonObject | undefined): string | undefined {
  const modeOf = (policy: JsonObject | undefined): string | undefined => {
    const entry = objectsAt(policy, 'portLevelSettings').find((one) => objectAt(one, 'port')?.number === port && objectAt(one, 'tls') !== undefined);
    const tls = objectAt(entry, 'tls') ?? objectAt(policy, 'tls');
    return tls === undefined ? undefined : textAt(tls, 'mode') ?? 'DISABLE';
  };
  return modeOf(objectAt(subset, 'trafficPolicy')) ?? modeOf(rule?.policy);
}
