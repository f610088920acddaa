import { type Examples, istio, yaml } from './example';

const policy = (trafficPolicy: string, name = 'reviews') => istio('DestinationRule', name, `{host: reviews, trafficPolicy: ${trafficPolicy}}`);
const hash = (consistentHash: string, name = 'reviews') => policy(`{loadBalancer: {consistentHash: ${consistentHash}}}`, name);
const locality = (setting: string, name = 'reviews') => policy(`{outlierDetection: {}, loadBalancer: {localityLbSetting: ${setting}}}`, name);

/** Examples for the checks of connection pools, outlier detection and load balancers. */
export const POOL_AND_BALANCING_EXAMPLES: Examples = {
  CI0351: {
    wrong: yaml(policy('{outlierDetection: {interval: 1.0005s}, connectionPool: {http: {idleTimeout: 1500us}, tcp: {idleTimeout: -1s}}}'),
      policy('{loadBalancer: {consistentHash: {httpCookie: {name: a, ttl: forever}}, warmup: {duration: 2.0001s}}}', 'balancer')),
    finds: [
      'error app/balancer: spec.trafficPolicy.loadBalancer.consistentHash.httpCookie.ttl is "forever"; it must be a duration such as 1h; write a duration such as 1.5s [CI0351]',
      'error app/balancer: spec.trafficPolicy.loadBalancer.warmup.duration is "2.0001s"; it must be a duration of at least 1ms, in whole milliseconds, such as 1.5s; write a duration such as 1.5s [CI0351]',
      'error app/reviews: spec.trafficPolicy.connectionPool.http.idleTimeout is "1500us"; it must be a duration of at least 1ms, in whole milliseconds, such as 1.5s; write a duration such as 1.5s [CI0351]',
      'error app/reviews: spec.trafficPolicy.connectionPool.tcp.idleTimeout is "-1s"; it must be a duration of at least 1ms, in whole milliseconds, such as 1.5s, or 0s for no limit; write a duration such as 1.5s [CI0351]',
      'error app/reviews: spec.trafficPolicy.outlierDetection.interval is "1.0005s"; it must be a duration of at least 1ms, in whole milliseconds, such as 1.5s; write a duration such as 1.5s [CI0351]',
    ],
    right: policy('{outlierDetection: {interval: 1.5s}, connectionPool: {tcp: {idleTimeout: 0s, connectTimeout: 500ms}}, loadBalancer: {consistentHash: {httpCookie: {name: a, ttl: 0s}}}}'),
  },
  CI0352: {
    wrong: policy('{portLevelSettings: [{port: {number: 80}, outlierDetection: {maxEjectionPercent: 101, minHealthPercent: -1}}]}'),
    finds: [
      'error app/reviews: spec.trafficPolicy.portLevelSettings[0].outlierDetection.maxEjectionPercent is 101; it must be between 0 and 100; write a percentage [CI0352]',
      'error app/reviews: spec.trafficPolicy.portLevelSettings[0].outlierDetection.minHealthPercent is -1; it must be between 0 and 100; write a percentage [CI0352]',
    ],
    right: policy('{outlierDetection: {maxEjectionPercent: 100, minHealthPercent: 0}}'),
  },
  CI0353: {
    wrong: policy('{outlierDetection: {consecutiveLocalOriginFailures: 5}}'),
    finds: [
      'error app/reviews: spec.trafficPolicy.outlierDetection.consecutiveLocalOriginFailures is given without splitExternalLocalOriginErrors; it must come with it; set splitExternalLocalOriginErrors to true, or use consecutiveGatewayErrors [CI0353]',
    ],
    right: yaml(policy('{outlierDetection: {consecutiveLocalOriginFailures: 5, splitExternalLocalOriginErrors: true}}'), policy('{outlierDetection: {consecutiveLocalOriginFailures: 0}}', 'zero')),
  },
  CI0354: {
    wrong: policy('{connectionPool: {http: {http1MaxPendingRequests: -1, maxRetries: -1}, tcp: {maxConnections: -1}}}'),
    finds: [
      'error app/reviews: spec.trafficPolicy.connectionPool.http.http1MaxPendingRequests is -1; it must be 0, for the default, or more; write a limit, or leave the field out [CI0354]',
      'error app/reviews: spec.trafficPolicy.connectionPool.http.maxRetries is -1; it must be 0, for the default, or more; write a limit, or leave the field out [CI0354]',
      'error app/reviews: spec.trafficPolicy.connectionPool.tcp.maxConnections is -1; it must be 0, for the default, or more; write a limit, or leave the field out [CI0354]',
    ],
    right: policy('{connectionPool: {http: {http1MaxPendingRequests: 0}, tcp: {maxConnections: 1}}}'),
  },
  CI0355: {
    wrong: policy('{connectionPool: {http: {h2UpgradePolicy: UPGRADE, useClientProtocol: true}}}'),
    finds: [
      'error app/reviews: spec.trafficPolicy.connectionPool.http.useClientProtocol is true with h2UpgradePolicy UPGRADE; it must be one of them; keep one of them [CI0355]',
    ],
    right: policy('{connectionPool: {http: {h2UpgradePolicy: DO_NOT_UPGRADE, useClientProtocol: true}}}'),
  },
  CI0356: {
    wrong: policy('{connectionPool: {http: {http2KeepAlive: {interval: 10s}}}}'),
    finds: [
      'error app/reviews: spec.trafficPolicy.connectionPool.http.http2KeepAlive.timeout is missing; it must be given for http2KeepAlive; give interval and timeout [CI0356]',
    ],
    right: policy('{connectionPool: {http: {http2KeepAlive: {interval: 10s, timeout: 1s}}}}'),
  },
  CI0357: {
    wrong: yaml(hash('{httpCookie: {name: "", ttl: 0s}}'), hash('{httpCookie: {name: a, attributes: [{name: Secure}, {name: ""}, {name: Secure}]}}', 'attributes')),
    finds: [
      'error app/attributes: spec.trafficPolicy.loadBalancer.consistentHash.httpCookie.attributes[1].name is ""; it must be the name of an attribute, such as SameSite; name the cookie, and each attribute once [CI0357]',
      'error app/attributes: spec.trafficPolicy.loadBalancer.consistentHash.httpCookie.attributes[2].name is "Secure"; it must be an attribute that is not given before; name the cookie, and each attribute once [CI0357]',
      'error app/reviews: spec.trafficPolicy.loadBalancer.consistentHash.httpCookie.name is ""; it must be the name of the cookie; name the cookie, and each attribute once [CI0357]',
    ],
    right: hash('{httpCookie: {name: a, attributes: [{name: SameSite, value: Strict}, {name: Secure}]}}'),
  },
  CI0358: {
    wrong: yaml(hash('{useSourceIp: true, minimumRingSize: 10, ringHash: {}}'), hash('{useSourceIp: true, maglev: {tableSize: 1000}}', 'composite'),
      hash('{useSourceIp: true, maglev: {}}', 'missing'), hash('{useSourceIp: true, maglev: {tableSize: 5000011}}', 'large')),
    finds: [
      'error app/composite: spec.trafficPolicy.loadBalancer.consistentHash.maglev.tableSize is 1000; it must be a prime number below 5000011; write maglev: {tableSize: 65537}, or another prime [CI0358]',
      'error app/large: spec.trafficPolicy.loadBalancer.consistentHash.maglev.tableSize is 5000011; it must be a prime number below 5000011; write maglev: {tableSize: 65537}, or another prime [CI0358]',
      'error app/missing: spec.trafficPolicy.loadBalancer.consistentHash.maglev.tableSize is missing; it must be a prime number below 5000011; write maglev: {tableSize: 65537}, or another prime [CI0358]',
      'error app/reviews: spec.trafficPolicy.loadBalancer.consistentHash.minimumRingSize is given beside ringHash; it must be left out; write ringHash: {minimumRingSize: …} instead, or keep maglev [CI0358]',
    ],
    right: yaml(hash('{useSourceIp: true, maglev: {tableSize: 65537}}'), hash('{useSourceIp: true, minimumRingSize: 10}', 'old')),
  },
  CI0359: {
    wrong: policy('{loadBalancer: {localityLbSetting: {enabled: false}, zoneAwareLbSetting: {enabled: true}}}'),
    finds: [
      'error app/reviews: spec.trafficPolicy.loadBalancer.zoneAwareLbSetting is given beside localityLbSetting; it must be one of them; keep one of them [CI0359]',
    ],
    right: policy('{loadBalancer: {zoneAwareLbSetting: {enabled: true}}}'),
  },
  CI0360: {
    wrong: policy('{loadBalancer: {simple: ROUND_ROBIN, warmup: {duration: 10s, aggression: 0}}}'),
    finds: [
      'error app/reviews: spec.trafficPolicy.loadBalancer.warmup.aggression is 0; it must be more than 0; write a number above 0, or leave the field out [CI0360]',
    ],
    right: policy('{loadBalancer: {simple: ROUND_ROBIN, warmup: {duration: 10s, aggression: 1.5}}}'),
  },
  CI0361: {
    wrong: yaml(locality('{distribute: [{from: eu/*, to: {eu/a/*: 80, eu/b: 25}}, {from: eu/b, to: {us: 101}}]}'),
      locality('{distribute: [{from: "e*u", to: {"eu//a": 100}}, {from: us, to: {"*": 50, eu: 50}}]}', 'names')),
    finds: [
      'error app/names: spec.trafficPolicy.loadBalancer.localityLbSetting.distribute[0].from is "e*u", which is no locality; it must have "*" at the end, or not at all; let the shares of each entry add up to 100, and name localities that are apart [CI0361]',
      'error app/names: spec.trafficPolicy.loadBalancer.localityLbSetting.distribute[0].to["eu//a"] is no locality; it must be region/zone/subzone with no part empty, and may end with the region or the zone; let the shares of each entry add up to 100, and name localities that are apart [CI0361]',
      'error app/names: spec.trafficPolicy.loadBalancer.localityLbSetting.distribute[1].to.eu is within or around another one; it must be apart from it; let the shares of each entry add up to 100, and name localities that are apart [CI0361]',
      'error app/reviews: spec.trafficPolicy.loadBalancer.localityLbSetting.distribute[0].to adds up to 105; it must be 100; let the shares of each entry add up to 100, and name localities that are apart [CI0361]',
      'error app/reviews: spec.trafficPolicy.loadBalancer.localityLbSetting.distribute[1].from is "eu/b", which is within or around another one; it must be apart from it; let the shares of each entry add up to 100, and name localities that are apart [CI0361]',
      'error app/reviews: spec.trafficPolicy.loadBalancer.localityLbSetting.distribute[1].to.us is 101; it must be between 1 and 100; let the shares of each entry add up to 100, and name localities that are apart [CI0361]',
    ],
    right: locality('{distribute: [{from: eu/a/*, to: {eu/a/*: 80, eu/b/*: 20}}, {from: eu/b/*, to: {eu/b/*: 100}}]}'),
  },
  CI0362: {
    wrong: yaml(locality('{distribute: [{from: eu, to: {eu: 100}}], failover: [{from: eu, to: us}]}'), locality('{failover: [{from: eu, to: eu}, {from: eu/a, to: "*"}]}', 'regions'),
      locality('{failover: [{from: eu, to: us}], failoverPriority: [topology.kubernetes.io/region]}', 'labels'),
      policy('{outlierDetection: {}, loadBalancer: {zoneAwareLbSetting: {failoverPriority: [topology.kubernetes.io/zone], failover: [{from: eu, to: us/b}]}}}', 'zones')),
    finds: [
      'error app/labels: spec.trafficPolicy.loadBalancer.localityLbSetting.failoverPriority[0] is "topology.kubernetes.io/region"; it must be another label beside failover, which orders regions, zones and subzones by itself; name two regions in from and to, and other labels in failoverPriority [CI0362]',
      'error app/regions: spec.trafficPolicy.loadBalancer.localityLbSetting.failover[0].to is "eu"; it must be another region than from; name two regions in from and to, and other labels in failoverPriority [CI0362]',
      'error app/regions: spec.trafficPolicy.loadBalancer.localityLbSetting.failover[1].from is "eu/a"; it must be a region, without "/" and "*"; name two regions in from and to, and other labels in failoverPriority [CI0362]',
      'error app/regions: spec.trafficPolicy.loadBalancer.localityLbSetting.failover[1].to is "*"; it must be a region, without "/" and "*"; name two regions in from and to, and other labels in failoverPriority [CI0362]',
      'error app/reviews: spec.trafficPolicy.loadBalancer.localityLbSetting.failover is given beside distribute; it must be one of them; name two regions in from and to, and other labels in failoverPriority [CI0362]',
      'error app/zones: spec.trafficPolicy.loadBalancer.zoneAwareLbSetting.failover[0].to is "us/b"; it must be a region, without "/" and "*"; name two regions in from and to, and other labels in failoverPriority [CI0362]',
      'error app/zones: spec.trafficPolicy.loadBalancer.zoneAwareLbSetting.failoverPriority[0] is "topology.kubernetes.io/zone"; it must be another label in zoneAwareLbSetting, which orders regions, zones and subzones by itself; name two regions in from and to, and other labels in failoverPriority [CI0362]',
    ],
    right: yaml(locality('{failover: [{from: eu, to: us}], failoverPriority: [version]}'), locality('{failoverPriority: [topology.kubernetes.io/region]}', 'labels'),
      policy('{outlierDetection: {}, loadBalancer: {zoneAwareLbSetting: {failoverPriority: [version], failover: [{from: eu, to: us}]}}}', 'zones')),
  },
};
