import { normalDuration } from './durations';
import { canonical, type Json, type JsonObject } from '../../model/json';
import type { ISTIO_KINDS } from '../../model/kinds';

/** What is said in one way only, for the records at a path. Reported is what has another spelling today, not what only looks different. */
export interface Rule {
  readonly at: string;
  readonly edit: (record: JsonObject, report: (key: string, text: string) => void) => void;
}

const durations = (at: string, ...keys: string[]): Rule => ({
  at,
  edit: (record) => {
    for (const key of keys) {
      const value = record[key];
      if (typeof value === 'string') { record[key] = normalDuration(value); }
    }
  },
});

/** Lists of protobuf that are empty are lists that are not given. */
const emptyLists = (at: string): Rule => ({
  at,
  edit: (record) => {
    for (const key of Object.keys(record)) {
      const member = record[key];
      if (Array.isArray(member) && member.length === 0) { delete record[key]; }
    }
  },
});

/** A selection that names nothing selects everything, as none does. */
const emptyRecords = (at: string, ...keys: string[]): Rule => ({
  at,
  edit: (record) => {
    for (const key of keys) {
      const member = record[key];
      if (typeof member === 'object' && member !== null && Object.values(member).every(isNothing)) { delete record[key]; }
    }
  },
});

function isNothing(member: Json | undefined): boolean {
  return typeof member === 'object' && member !== null && Object.keys(member).length === 0;
}

/** Gateways as `namespace/name`: older names are those of a host, `name.namespace.svc.cluster.local`. */
const gatewayNames = (at: string): Rule => ({
  at,
  edit: (record, report) => {
    const { gateways } = record;
    if (!Array.isArray(gateways)) { return; }
    record.gateways = gateways.map((gateway) => {
      if (typeof gateway !== 'string') { return gateway; }
      if (gateway.startsWith('./')) { return gateway.slice(2); }
      const [name, namespace] = gateway.split('.');
      if (gateway.includes('/') || namespace === undefined) { return gateway; }
      report('gateways', `${gateway} is ${namespace}/${name} today`);
      return `${namespace}/${name}`;
    });
  },
});

/** Texts of protobuf that are empty are not given. */
const emptyTexts = (at: string, key: string): Rule => ({
  at,
  edit: (record) => { if (record[key] === '') { delete record[key]; } },
});

/** What Istio reads where a field is missing, written out. */
const filled = (at: string, key: string, value: () => Json): Rule => ({
  at,
  edit: (record) => { record[key] ??= value(); },
});

const upperCase = (at: string, key: string): Rule => ({
  at,
  edit: (record) => {
    const value = record[key];
    if (typeof value === 'string') { record[key] = value.toUpperCase(); }
  },
});

/** Names of headers have no case; Envoy has them in lower case. */
const lowerCaseKeys = (at: string, ...keys: string[]): Rule => ({
  at,
  edit: (record) => {
    for (const key of keys) {
      const names = record[key];
      if (typeof names !== 'object' || names === null || Array.isArray(names)) { continue; }
      record[key] = Object.fromEntries(Object.entries(names).map(([name, match]) => [name.startsWith('@') ? name : name.toLowerCase(), match]));
    }
  },
});

/** A whole number of percent is a share today. */
const percentage = (at: string, old: string, key: string, missing?: number): Rule => ({
  at,
  edit: (record, report) => {
    const value = record[old];
    delete record[old];
    if (value !== undefined) { report(old, `is ${key} today`); }
    const share = value ?? missing;
    if (share !== undefined) { record[key] ??= { value: share }; }
  },
});

const allowOrigins: Rule = {
  at: 'spec.http[].corsPolicy',
  edit: (cors, report) => {
    const { allowOrigin } = cors;
    if (!Array.isArray(allowOrigin) || cors.allowOrigins !== undefined) { return; }
    report('allowOrigin', 'is allowOrigins today');
    delete cors.allowOrigin;
    cors.allowOrigins = allowOrigin.map((exact) => ({ exact }));
  },
};

/** A single match of nothing in particular is none. */
const emptyMatches = (at: string): Rule => ({
  at,
  edit: (route) => {
    const { match } = route;
    if (Array.isArray(match) && match.length === 1 && canonical(match[0] ?? null) === '{}') { delete route.match; }
  },
});

const retryOn: Rule = {
  at: 'spec.http[].retries',
  edit: (retries) => {
    const conditions = retries.retryOn;
    if (typeof conditions !== 'string') { return; }
    const text = conditions.split(',').map((one) => one.trim()).filter((one) => one !== '').join(',');
    if (text === '') { delete retries.retryOn; } else { retries.retryOn = text; }
  },
};

const inPolicies = (make: (at: string) => Rule[]): Rule[] =>
  ['spec.trafficPolicy', 'spec.subsets[].trafficPolicy'].flatMap((at) => [...make(at), ...make(`${at}.portLevelSettings[]`)]);

const connectionPool = (at: string): Rule[] => [
  durations(`${at}.tcp`, 'connectTimeout', 'maxConnectionDuration', 'idleTimeout'),
  durations(`${at}.tcp.tcpKeepalive`, 'time', 'interval'),
  durations(`${at}.http`, 'idleTimeout'),
  durations(`${at}.http.http2KeepAlive`, 'interval', 'timeout'),
];

const loadBalancer = (at: string): Rule[] => [
  {
    at,
    edit: (balancer, report) => {
      if (balancer.simple === 'LEAST_CONN') {
        report('simple', 'LEAST_CONN is LEAST_REQUEST today');
        balancer.simple = 'LEAST_REQUEST';
      }
      if (balancer.simple === 'UNSPECIFIED') { delete balancer.simple; }
      if (balancer.warmupDurationSecs !== undefined) {
        report('warmupDurationSecs', 'is warmup.duration today');
        balancer.warmup ??= { duration: balancer.warmupDurationSecs };
        delete balancer.warmupDurationSecs;
      }
    },
  },
  {
    at: `${at}.consistentHash`,
    edit: (hash, report) => {
      if (hash.minimumRingSize === undefined || hash.ringHash !== undefined || hash.maglev !== undefined) { return; }
      report('minimumRingSize', 'is ringHash.minimumRingSize today');
      hash.ringHash = { minimumRingSize: hash.minimumRingSize };
      delete hash.minimumRingSize;
    },
  },
  durations(`${at}.consistentHash.httpCookie`, 'ttl'),
  durations(`${at}.warmup`, 'duration'),
];

const outlierDetection = (at: string): Rule[] => [
  durations(at, 'interval', 'baseEjectionTime'),
  {
    at,
    edit: (outlier, report) => {
      if (outlier.consecutiveErrors === undefined) { return; }
      report('consecutiveErrors', 'is left out: Istio reads it no longer; see consecutive5xxErrors');
      delete outlier.consecutiveErrors;
    },
  },
];

/** The policy for what a policy is for: one reference is a list of one today. */
const targets: Rule = {
  at: 'spec',
  edit: (spec, report) => {
    if (spec.targetRef !== undefined && spec.targetRefs === undefined) {
      report('targetRef', 'is one of targetRefs today');
      spec.targetRefs = [spec.targetRef];
      delete spec.targetRef;
    }
  },
};

const references: Rule[] = [emptyRecords('spec', 'selector'), targets, filled('spec.targetRefs[]', 'group', () => '')];

/** The rules of each kind, in the order that they are followed. */
export const RULES: { readonly [kind in keyof typeof ISTIO_KINDS]?: readonly Rule[] } = {
  VirtualService: [
    emptyLists('spec'), emptyLists('spec.http[]'), emptyLists('spec.tls[]'), emptyLists('spec.tcp[]'),
    emptyMatches('spec.http[]'), emptyMatches('spec.tcp[]'),
    ...['spec', 'spec.http[].match[]', 'spec.tls[].match[]', 'spec.tcp[].match[]'].map(gatewayNames),
    percentage('spec.http[]', 'mirror_percent', 'mirrorPercentage'), percentage('spec.http[]', 'mirrorPercent', 'mirrorPercentage'),
    filled('spec.http[].mirrors[]', 'percentage', () => ({ value: 100 })),
    percentage('spec.http[].fault.delay', 'percent', 'percentage', 0), percentage('spec.http[].fault.abort', 'percent', 'percentage'),
    allowOrigins, emptyLists('spec.http[].corsPolicy'), retryOn,
    lowerCaseKeys('spec.http[].match[]', 'headers', 'withoutHeaders'),
    durations('spec.http[]', 'timeout'), durations('spec.http[].retries', 'perTryTimeout', 'backoff'),
    durations('spec.http[].fault.delay', 'fixedDelay', 'exponentialDelay'), durations('spec.http[].corsPolicy', 'maxAge'),
  ],
  DestinationRule: [
    emptyLists('spec'),
    ...inPolicies((at) => [
      emptyLists(at), ...connectionPool(`${at}.connectionPool`), ...loadBalancer(`${at}.loadBalancer`), ...outlierDetection(`${at}.outlierDetection`),
      emptyLists(`${at}.tls`), durations(`${at}.retryBudget`, 'budgetInterval'),
    ]),
  ],
  Gateway: [emptyLists('spec'), emptyLists('spec.servers[].tls'), upperCase('spec.servers[].port', 'protocol')],
  ServiceEntry: [
    emptyLists('spec'), emptyRecords('spec', 'workloadSelector'), filled('spec', 'location', () => 'MESH_EXTERNAL'), filled('spec', 'resolution', () => 'NONE'),
    upperCase('spec.ports[]', 'protocol'), emptyTexts('spec.ports[]', 'protocol'),
  ],
  PeerAuthentication: [emptyRecords('spec', 'selector')],
  ProxyConfig: [emptyRecords('spec', 'selector')],
  Sidecar: [
    emptyLists('spec'), emptyRecords('spec', 'workloadSelector'), upperCase('spec.ingress[].port', 'protocol'), upperCase('spec.egress[].port', 'protocol'),
    ...connectionPool('spec.inboundConnectionPool'), ...connectionPool('spec.ingress[].connectionPool'),
  ],
  AuthorizationPolicy: [
    emptyLists('spec'), ...references, emptyLists('spec.rules[]'), emptyLists('spec.rules[].from[].source'), emptyLists('spec.rules[].to[].operation'),
    emptyLists('spec.rules[].when[]'),
  ],
  RequestAuthentication: [emptyLists('spec'), ...references, emptyLists('spec.jwtRules[]'), durations('spec.jwtRules[]', 'timeout')],
  Telemetry: [
    emptyLists('spec'), ...references, emptyLists('spec.tracing[]'), emptyLists('spec.metrics[]'), emptyLists('spec.accessLogging[]'),
    ...['spec.tracing[]', 'spec.metrics[].overrides[]', 'spec.accessLogging[]'].map((at) => emptyRecords(at, 'match')),
    durations('spec.metrics[]', 'reportingInterval'), filled('spec.metrics[].overrides[].tagOverrides.*', 'operation', () => 'UPSERT'),
  ],
  WasmPlugin: [emptyLists('spec'), ...references, filled('spec.vmConfig.env[]', 'valueFrom', () => 'INLINE')],
  TrafficExtension: [emptyLists('spec'), ...references, filled('spec.wasm.vmConfig.env[]', 'valueFrom', () => 'INLINE')],
};
