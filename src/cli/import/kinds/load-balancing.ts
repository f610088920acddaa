import type {
  ConsistentHashOptions, CookieAttribute, HashCookieOptions, HashKey, HashRing, LoadBalancing, LocalityDistribution, LocalityFailover,
  LocalityLoadBalancing, WarmLoadBalancingOptions, Warmup, ZoneAwareLoadBalancing,
} from '../../../resources';
import { call, type Code } from '../code';
import {
  byField, chosen, listOf, mapOf, type Members, needed, Node, number, optional, outOf, type Reader, record, text, texts, truth, under,
} from '../reader';
import { duration } from '../values';

const failover = listOf(record<LocalityFailover>({ fromRegion: needed('from', text), toRegion: needed('to', text) }));

const locality = record<LocalityLoadBalancing>({
  enabled: truth,
  distribute: listOf(record<LocalityDistribution>({ fromLocality: needed('from', text), toLocalities: needed('to', mapOf(number)) })),
  failover,
  failoverPriority: texts,
});

const OPTIONS: Members<WarmLoadBalancingOptions> = {
  locality: under('localityLbSetting', locality),
  zoneAware: under('zoneAwareLbSetting', record<ZoneAwareLoadBalancing>({
    enabled: truth, failover, failoverPriority: texts, minClusterSize: number,
  })),
  warmup: record<Warmup>({ duration: needed('duration', duration), minimumPercent: number, aggression: number }),
};

const RINGS = ['ringHash', 'maglev'];

const hashRing: Reader<HashRing> = byField({
  ringHash: byField({ minimumRingSize: (node) => call('HashRing.ring', number(node)) }),
  maglev: byField({ tableSize: (node) => call('HashRing.maglev', number(node)) }),
});

const cookieAttribute = record<CookieAttribute>({ name: needed('name', text), value: text });

const hashKey: Reader<HashKey> = byField({
  httpHeaderName: (node) => call('HashKey.header', text(node)),
  httpQueryParameterName: (node) => call('HashKey.queryParameter', text(node)),
  httpCookie: (node) => {
    const named = node.at('name');
    const options: Members<HashCookieOptions> = { ttl: duration, path: text, attributes: listOf(cookieAttribute) };
    const rest = optional(options, node, ['name']);
    return named === undefined ? node.mustBe('a cookie with a name') : call('HashKey.cookie', text(named), rest);
  },
  useSourceIp: (node) => (node.json === true ? call('HashKey.sourceIp') : node.mustBe('true')),
});

const SIMPLE: { readonly [name: string]: string } = {
  LEAST_REQUEST: 'LoadBalancing.leastRequest',
  ROUND_ROBIN: 'LoadBalancing.roundRobin',
  RANDOM: 'LoadBalancing.random',
  PASSTHROUGH: 'LoadBalancing.passthrough',
};

/** The `loadBalancer` of a traffic policy. */
export const loadBalancing: Reader<LoadBalancing> = (node) => {
  const simple = node.at('simple');
  const hash = node.at('consistentHash');
  if (hash !== undefined) { return consistentHash(node, hash); }
  const options = optional(OPTIONS, node, ['simple']);
  if (simple === undefined) { return options === undefined ? node.mustBe('something') : call('LoadBalancing.unspecified', options); }
  const factory = SIMPLE[text(simple).form.is === 'value' ? String(simple.json) : ''];
  return factory === undefined ? simple.mustBe(`one of ${Object.keys(SIMPLE).join(', ')}`) : call(factory, options);
};

function consistentHash(node: Node, hash: Node): Code<LoadBalancing> {
  const { zoneAware, locality: inLocality } = OPTIONS;
  const options = optional<ConsistentHashOptions>({
    zoneAware,
    locality: inLocality,
    ring: outOf(['consistentHash'], () => {
      const ring = chosen(hash, (key) => RINGS.includes(key));
      return ring === undefined ? undefined : hashRing(ring);
    }),
  }, node, []);
  const key = chosen(hash, (other) => !RINGS.includes(other));
  return call('LoadBalancing.consistentHash', key === undefined ? hash.mustBe('a hash of something') : hashKey(key), emptyIsNone(options));
}

/** Options are asked for because there is a hash; it may be that none of them is given. */
function emptyIsNone<T>(code: Code<T> | undefined): Code<T> | undefined {
  return code?.form.is === 'object' && code.form.members.length === 0 ? undefined : code;
}
