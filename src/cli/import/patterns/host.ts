import { type Candidate, type Piece, type Surroundings } from './candidate';
import { type Facets, facetsOf } from './facets';
import { withMirrors } from './spelling';
import { DEFAULT_SETTINGS } from '../../../analysis/mesh-settings';
import { serviceHost } from '../../../model/hosts';
import { some, type Json, type JsonObject } from '../../../model/json';
import { type Code, callOn, create, list, name, object, type Statement, value } from '../code';
import { fault, retries } from '../kinds/http-route';
import { destination } from '../kinds/references';
import { requestMatch } from '../kinds/request-match';
import { trafficPolicy } from '../kinds/traffic-policy';
import { Node, type Problem, type Reader } from '../reader';
import { duration } from '../values';

/** The VirtualService and the DestinationRule of one service, where they hold nothing that patterns do not say. */
export function hostCandidates(pieces: readonly Piece[], surroundings: Surroundings, shared: string | undefined): Candidate[] {
  const found = pieces.filter(({ normal }) => normal.istioKind === 'VirtualService');
  return found.flatMap((virtualService) => hostCandidate(virtualService, pieces, surroundings, shared) ?? []);
}

interface Identity {
  readonly name: string;
  readonly namespace?: string;
}

function hostCandidate(
  virtualService: Piece, pieces: readonly Piece[], surroundings: Surroundings, shared: string | undefined,
): Candidate | undefined {
  const { json } = virtualService.normal;
  const self = identityOf(json);
  const spec = json.spec as JsonObject;
  if (self === undefined || !hasOnly(spec, ['hosts', 'http']) || !isHost(self, spec.hosts)) { return undefined; }
  const rule = pieces.find(({ normal }) => normal.istioKind === 'DestinationRule' && sameIdentity(identityOf(normal.json), self));
  const ruleSpec = rule?.normal.json.spec as JsonObject | undefined;
  const isOwnRule = hasOnly(ruleSpec, ['host', 'trafficPolicy', 'subsets']) && isHost(self, [ruleSpec?.host as Json]);
  if (rule !== undefined && !isOwnRule) { return undefined; }
  const facets = facetsOf(self.name, (spec.http as JsonObject[] | undefined)?.map(withMirrors), (host) => isHost(self, [host]));
  const ports = surroundings.portsOf(self.name, self.namespace);
  if (facets === undefined || ports === undefined) { return undefined; }

  const problems: Problem[] = [];
  const read = <T>(reader: Reader<T>, at: Json) => reader(new Node(at, [], problems));
  const writer = new HostWriter(self, shared, read);
  const statements = [
    writer.service(ports, ruleSpec),
    ...writer.versions((ruleSpec?.subsets ?? []) as JsonObject[]),
    ...writer.patterns(facets),
  ];
  if (problems.length > 0 || writer.unnamed || !surroundings.claim(`${self.name}.${self.namespace ?? ''}`)) { return undefined; }
  return { pieces: rule === undefined ? [virtualService] : [virtualService, rule], statements, ids: writer.ids, namespace: self.namespace };
}

/** Writes the statements for one host. */
class HostWriter {
  public readonly ids: string[] = [];
  /** Whether a route goes to a subset that the DestinationRule does not have. */
  public unnamed = false;
  private readonly variable: string;
  private readonly known = new Map<string, string>();

  constructor(
    private readonly self: Identity,
    private readonly shared: string | undefined,
    private readonly read: <T>(reader: Reader<T>, at: Json) => Code<T>,
  ) {
    this.variable = variableOf(self.name);
  }

  public service(ports: ReadonlyArray<{ name: string; number: number }>, rule: JsonObject | undefined): Statement {
    const policy = rule?.trafficPolicy;
    return {
      variable: this.variable,
      code: this.construct('MeshService', this.self.name, [
        ['name', value(this.self.name)],
        ...this.self.namespace === undefined || this.self.namespace === this.shared ? [] : [['namespace', value(this.self.namespace)] as const],
        ['ports', value(ports.map((port) => ({ ...port })))],
        ...policy === undefined ? [] : [['trafficPolicy', this.read(trafficPolicy, policy)] as const],
      ]),
    };
  }

  public versions(subsets: readonly JsonObject[]): Statement[] {
    return subsets.map(({ name: subset, labels, trafficPolicy: policy }) => {
      const variable = variableOf(`${this.self.name}-${String(subset)}`);
      this.known.set(String(subset), variable);
      const usual = JSON.stringify(labels) === JSON.stringify({ version: subset });
      const options = some([
        ...usual ? [] : [['labels', value((labels ?? {}) as JsonObject)] as const],
        ...policy === undefined ? [] : [['trafficPolicy', this.read(trafficPolicy, policy)] as const],
      ]);
      return { variable, code: callOn(name(this.variable), 'version', value(String(subset)), options === undefined ? undefined : object(options)) };
    });
  }

  public patterns({ canary, experiment, mirrors, resilience, faults }: Facets): Statement[] {
    return [
      ...canary === undefined ? [] : [this.pattern('CanaryRelease', canary.id, [
        ['stable', this.version(canary.stable)], ['canary', this.version(canary.canary)], ['weight', value(canary.weight)],
        ...canary.always === undefined ? [] : [['alwaysCanary', this.requests(canary.always)] as const],
      ])],
      ...experiment === undefined ? [] : [this.pattern('AbTest', experiment.id, [
        ['control', this.version(experiment.control)],
        ['variants', list(experiment.variants.map((variant) =>
          object([['version', this.version(variant.version)], ['requests', this.requests(variant.requests)]])))],
      ])],
      ...mirrors.map(({ id, requests, targets }) => this.pattern('MirroredService', id, [
        ...this.scoped(requests),
        ['mirrors', list(targets.map((target) => object([
          ['to', target.version === undefined ? this.read(destination, target.destination) : this.version(target.version)],
          ...target.percentage === 100 ? [] : [['percentage', value(target.percentage)] as const],
        ])))],
      ])),
      ...resilience.map(({ id, requests, timeout, retries: again }) => this.pattern('ResilientService', id, [
        ...this.scoped(requests),
        ...timeout === undefined ? [] : [['timeout', this.read(duration, timeout)] as const],
        ...again === undefined ? [] : [['retries', this.read(retries, again)] as const],
      ])),
      ...faults.map(({ id, requests, says }) => {
        const { form } = this.read(fault, says);
        return this.pattern('FaultInjection', id, [...this.scoped(requests), ...form.is === 'object' ? form.members : []]);
      }),
    ];
  }

  private pattern(type: string, id: string, members: ReadonlyArray<readonly [string, Code]>): Statement {
    return { code: this.construct(type, id, [['service', name(this.variable)], ...members]) };
  }

  private construct(type: string, id: string, members: ReadonlyArray<readonly [string, Code]>): Code {
    this.ids.push(id);
    return create(type, name('this'), value(id), object(members));
  }

  private scoped(requests: Json | undefined): ReadonlyArray<readonly [string, Code]> {
    return requests === undefined ? [] : [['requests', this.requests(requests)]];
  }

  private requests(matches: Json): Code {
    return list((matches as Json[]).map((match) => this.read(requestMatch, match)));
  }

  private version(subset: string): Code {
    const variable = this.known.get(subset);
    if (variable === undefined) { this.unnamed = true; }
    return name(variable ?? 'undefined');
  }
}

/** The name and namespace of an object that has no other metadata. */
function identityOf(json: JsonObject): Identity | undefined {
  const { name: own, namespace, ...more } = (json.metadata ?? {}) as { name?: Json; namespace?: Json };
  if (typeof own !== 'string' || Object.keys(more).length > 0) { return undefined; }
  return typeof namespace === 'string' ? { name: own, namespace } : { name: own };
}

function sameIdentity(one: Identity | undefined, other: Identity): boolean {
  return one?.name === other.name && one.namespace === other.namespace;
}

/** Whether the only host is the service itself, in whichever spelling. */
function isHost({ name: own, namespace }: Identity, hosts: Json | undefined): boolean {
  const [host, ...more] = Array.isArray(hosts) ? hosts : [];
  const spellings = namespace === undefined ? [own] : [own, serviceHost(own, namespace, DEFAULT_SETTINGS.clusterDomain)];
  return more.length === 0 && spellings.some((spelling) => spelling === host);
}

function hasOnly(spec: JsonObject | undefined, keys: readonly string[]): boolean {
  return Object.keys(spec ?? {}).every((key) => keys.includes(key));
}

function variableOf(id: string): string {
  const camel = id.replace(/[^A-Za-z0-9]+([A-Za-z0-9])/g, (_, letter: string) => letter.toUpperCase());
  return /^[a-z]/.test(camel) && !RESERVED.has(camel) ? camel : `the${camel.charAt(0).toUpperCase()}${camel.slice(1)}`;
}

const RESERVED: ReadonlySet<string> = new Set((
  'new delete default export import return this super class function var let const if else for while do switch case try catch throw in of void null ' +
  'true false enum with scope id public private package interface static yield await typeof break continue finally debugger').split(' '));
