import type { AppObject } from './app-object';
import type { AppView } from './app-view';
import type { Cursor } from './cursor';
import { readExportTo } from './service-index';
import { resolveHost, wildcardsOver } from '../model/hosts';

/** The DestinationRules of the app by the host that they are for. */
export class DestinationRuleIndex {
  private readonly byHost = new Map<string, AppObject[]>();
  private readonly exported = new Map<AppObject, readonly string[]>();
  private readonly subsets = new Map<AppObject, ReadonlySet<string>>();
  private readonly hasWildcards: boolean;

  constructor(private readonly view: AppView) {
    for (const rule of view.ofKind('DestinationRule')) {
      const host = hostOfRule(rule, view);
      if (host === undefined) { continue; }
      const same = this.byHost.get(host);
      if (same === undefined) { this.byHost.set(host, [rule]); } else { same.push(rule); }
    }
    this.hasWildcards = [...this.byHost.keys()].some((host) => host.startsWith('*'));
  }

  /** The rules of each host. */
  public get hosts(): Iterable<[string, readonly AppObject[]]> {
    return this.byHost;
  }

  /** The rules for a host, those of wildcards over it too. The most specific go first. */
  public over(host: string): readonly AppObject[] {
    return this.hasWildcards ? this.namesOver(host).flatMap((name) => this.byHost.get(name) ?? []) : this.byHost.get(host) ?? [];
  }

  /** The names of a rule's subsets. */
  public subsetsOf(rule: AppObject): ReadonlySet<string> {
    let names = this.subsets.get(rule);
    if (names === undefined) {
      names = new Set(rule.spec.at('subsets').items().flatMap((subset) => subset.at('name').text ?? []));
      this.subsets.set(rule, names);
    }
    return names;
  }

  /**
   * The rules that proxies of a namespace take for a host (`PushContext.destinationRule`): those of the most specific host in the
   * first of three namespaces that has any, its own, that of the service, and the root namespace. Of the others, only what they export.
   */
  public seenFrom(client: string, host: string, owner: string | undefined): readonly AppObject[] {
    const { rootNamespace } = this.view.context;
    const visible = (rule: AppObject) => this.exportTo(rule);
    const local = this.mostSpecific(host, (rule) => rule.namespace === client && (client !== rootNamespace || !visible(rule).includes('*')));
    if (local.length > 0) { return local; }
    for (const namespace of [owner, rootNamespace]) {
      const isShown = (rule: AppObject) => namespace === client || visible(rule).some((one) => one !== namespace);
      const rules = this.mostSpecific(host, (rule) => rule.namespace === namespace && isShown(rule));
      const exported = rules.filter((rule) => visible(rule).some((one) => one === '*' || one === client));
      if (exported.length > 0) { return exported; }
    }
    return [];
  }

  private mostSpecific(host: string, of: (rule: AppObject) => boolean): readonly AppObject[] {
    for (const name of this.namesOver(host)) {
      const rules = (this.byHost.get(name) ?? []).filter(of);
      if (rules.length > 0) { return rules; }
    }
    return [];
  }

  private namesOver(host: string): string[] {
    return this.hasWildcards ? [host, ...wildcardsOver(host)] : [host];
  }

  private exportTo(rule: AppObject): readonly string[] {
    let namespaces = this.exported.get(rule);
    if (namespaces === undefined) {
      namespaces = readExportTo(rule.spec.at('exportTo').texts(), rule.namespace);
      this.exported.set(rule, namespaces);
    }
    return namespaces;
  }
}

/** The full name of the host that a DestinationRule is for. */
export function hostOfRule(rule: AppObject, view: AppView): string | undefined {
  const host = rule.spec.at('host').text;
  return host === undefined || host === '' ? undefined : resolveHost(host, rule.namespace, view.context.clusterDomain);
}

/** A `tls` block of a DestinationRule and the traffic that it is for. */
export interface TlsPlace {
  readonly tls: Cursor;
  /** The port that it is for; all that have no block of their own, if missing. */
  readonly port?: number;
  /** The subset that it is for; all of the host, if missing. */
  readonly subset?: Cursor;
  /** The ports that have an entry of their own at this level: nothing of the level's own holds for them. */
  readonly otherPorts: readonly number[];
}

/** The `tls` blocks of a DestinationRule: of the host, of its ports, of its subsets and of their ports. */
export function tlsPlaces(rule: AppObject): TlsPlace[] {
  const levels: Array<{ policy: Cursor; subset?: Cursor }> = [
    { policy: rule.spec.at('trafficPolicy') },
    ...rule.spec.at('subsets').items().map((subset) => ({ policy: subset.at('trafficPolicy'), subset })),
  ];
  return levels.flatMap(({ policy, subset }) => {
    const ports = policy.at('portLevelSettings').items().map((entry) => ({ entry, port: entry.at('port', 'number').number }));
    const otherPorts = ports.flatMap(({ port }) => (port === undefined ? [] : [port]));
    return [
      { tls: policy.at('tls'), subset, otherPorts },
      ...ports.map(({ entry, port }) => ({ tls: entry.at('tls'), port, subset, otherPorts: [] })),
    ].filter(({ tls }) => tls.given);
  });
}
