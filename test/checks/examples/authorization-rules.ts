import { type Examples, istio, service, yaml } from './example';

const ap = (spec: string, name = 'a') => istio('AuthorizationPolicy', name, spec);
const from = (source: string, name = 'a') => ap(`{rules: [{from: [{source: ${source}}]}]}`, name);

/** Examples for the checks of what the rules of AuthorizationPolicies are made of. */
export const AUTHORIZATION_RULE_EXAMPLES: Examples = {
  CI1040: {
    wrong: yaml(ap('{action: CUSTOM, rules: [{}]}'), ap('{action: CUSTOM, provider: {name: ""}, rules: [{}]}', 'b'), ap('{action: DENY, provider: {}, rules: [{}]}', 'c'),
      ap('{provider: {name: auth}, rules: [{}]}', 'd')),
    finds: [
      'error app/a: spec.provider.name is missing; it must be the name of a provider for action CUSTOM; write action: CUSTOM and provider: {name: …}, or neither [CI1040]',
      'error app/b: spec.provider.name is ""; it must be the name of a provider for action CUSTOM; write action: CUSTOM and provider: {name: …}, or neither [CI1040]',
      'error app/c: spec.provider is given for action DENY; it must be left out, or the action must be CUSTOM; write action: CUSTOM and provider: {name: …}, or neither [CI1040]',
      'error app/d: spec.provider is given for action ALLOW; it must be left out, or the action must be CUSTOM; write action: CUSTOM and provider: {name: …}, or neither [CI1040]',
    ],
    right: yaml(ap('{action: CUSTOM, provider: {name: auth}, rules: [{}]}'), ap('{action: DENY, provider: null, rules: [{}]}', 'b')),
  },
  CI1041: {
    wrong: ap(`{action: CUSTOM, provider: {name: auth}, rules: [
      {from: [{source: {principals: [a], notNamespaces: [b], ipBlocks: [10.0.0.1]}}, {source: {trustDomains: [c], serviceAccounts: []}}]},
      {when: [{key: source.principal, values: [a]}, {key: "request.auth.claims[a]", values: [a]}, {key: "request.headers[a]", values: [a]}]}]}`),
    finds: [
      'error app/a: spec.rules[0].from[0].source.notNamespaces is given for action CUSTOM; it must be left out; leave it to the provider, or to a DENY policy of its own [CI1041]',
      'error app/a: spec.rules[0].from[0].source.principals is given for action CUSTOM; it must be left out; leave it to the provider, or to a DENY policy of its own [CI1041]',
      'error app/a: spec.rules[0].from[1].source.trustDomains is given for action CUSTOM; it must be left out; leave it to the provider, or to a DENY policy of its own [CI1041]',
      'error app/a: spec.rules[1].when[0].key is "source.principal"; it must be about something else than identities and tokens for action CUSTOM; leave it to the provider, or to a DENY policy of its own [CI1041]',
      'error app/a: spec.rules[1].when[1].key is "request.auth.claims[a]"; it must be about something else than identities and tokens for action CUSTOM; leave it to the provider, or to a DENY policy of its own [CI1041]',
    ],
    right: yaml(ap(`{action: CUSTOM, provider: {name: auth}, rules: [{from: [{source: {ipBlocks: [10.0.0.1]}}], to: [{operation: {paths: [/admin]}}],
      when: [{key: source.ip, values: [10.0.0.1]}]}]}`), ap('{rules: [{from: [{source: {principals: [a]}}]}]}', 'b')),
  },
  CI1042: {
    wrong: yaml(ap('{rules: [{from: [{}, {source: {principals: []}}], to: [{operation: {}}, {operation: null}]}]}'), ap('{rules: [{from: [{source: {principals: [a]}}, {source: {}}]}]}', 'b')),
    finds: [
      'error app/a: spec.rules[0].from[0].source is missing; it must be an object with at least one of principals, requestPrincipals, namespaces, serviceAccounts, trustDomains, ipBlocks, remoteIpBlocks, or of their opposites (notPrincipals …); name something, or leave from or to out for everything [CI1042]',
      'error app/a: spec.rules[0].from[1].source is {"principals":[]}; it must be an object with at least one of principals, requestPrincipals, namespaces, serviceAccounts, trustDomains, ipBlocks, remoteIpBlocks, or of their opposites (notPrincipals …); name something, or leave from or to out for everything [CI1042]',
      'error app/a: spec.rules[0].to[0].operation is {}; it must be an object with at least one of hosts, ports, methods, paths, or of their opposites (notHosts …); name something, or leave from or to out for everything [CI1042]',
      'error app/a: spec.rules[0].to[1].operation is missing; it must be an object with at least one of hosts, ports, methods, paths, or of their opposites (notHosts …); name something, or leave from or to out for everything [CI1042]',
      'error app/b: spec.rules[0].from[1].source is {}; it must be an object with at least one of principals, requestPrincipals, namespaces, serviceAccounts, trustDomains, ipBlocks, remoteIpBlocks, or of their opposites (notPrincipals …); name something, or leave from or to out for everything [CI1042]',
    ],
    right: yaml(ap('{rules: [{from: [{source: {principals: [a]}}], to: [{operation: {notPaths: [/a]}}]}]}'), from('{principal: [a]}', 'misspelt'), ap('{rules: [{}]}', 'b')),
  },
  CI1043: {
    wrong: ap('{rules: [{from: [{source: {principals: [], namespaces: [a]}}], to: [{operation: {paths: [], methods: [GET]}}], when: [{key: source.ip, values: [], notValues: [10.0.0.1]}]}]}'),
    finds: [
      'warning app/a: spec.rules[0].from[0].source.principals is [], which Istio takes for any value; it must have at least one element; leave the list out for any value; leave the whole entry out for none [CI1043]',
      'warning app/a: spec.rules[0].to[0].operation.paths is [], which Istio takes for any value; it must have at least one element; leave the list out for any value; leave the whole entry out for none [CI1043]',
      'warning app/a: spec.rules[0].when[0].values is [], which Istio takes for any value; it must have at least one element; leave the list out for any value; leave the whole entry out for none [CI1043]',
    ],
    right: ap('{rules: [{from: [{source: {notPrincipals: [], namespaces: [a]}}], to: [{operation: {methods: [GET]}}], when: [{key: source.ip, notValues: [10.0.0.1]}]}]}'),
  },
  CI1044: {
    wrong: ap(`{rules: [{from: [{source: {principals: [a, ""], notRemoteIpBlocks: [""], serviceAccounts: [""]}}], to: [{operation: {ports: [""], paths: [""]}}],
      when: [{key: source.ip, values: [""]}, {key: "", values: [""]}]}]}`),
    finds: [
      'error app/a: spec.rules[0].from[0].source.notRemoteIpBlocks[0] is ""; it must be a text that is not empty; leave it out, or write "*" for any value that is not empty [CI1044]',
      'error app/a: spec.rules[0].from[0].source.principals[1] is ""; it must be a text that is not empty; leave it out, or write "*" for any value that is not empty [CI1044]',
      'error app/a: spec.rules[0].from[0].source.serviceAccounts[0] is ""; it must be a text that is not empty; leave it out, or write "*" for any value that is not empty [CI1044]',
      'error app/a: spec.rules[0].to[0].operation.paths[0] is ""; it must be a text that is not empty; leave it out, or write "*" for any value that is not empty [CI1044]',
      'error app/a: spec.rules[0].to[0].operation.ports[0] is ""; it must be a text that is not empty; leave it out, or write "*" for any value that is not empty [CI1044]',
      'error app/a: spec.rules[0].when[0].values[0] is ""; it must be a text that is not empty; leave it out, or write "*" for any value that is not empty [CI1044]',
    ],
    right: ap('{rules: [{from: [{source: {principals: [a]}}], to: [{operation: {ports: ["80"]}}], when: [{key: source.ip, values: [10.0.0.1]}]}]}'),
  },
  CI1049: {
    wrong: ap(`{rules: [{when: [{key: "", values: [a]}, {key: request.path, values: [a]}, {key: request.headers, values: [a]}, {key: "request.auth.claims[]", values: [a]},
      {key: experimental.envoy.filters.a, values: [a]}, {key: "destination.labels[a]", values: [a]}, {key: destination.user, values: [a]}]}]}`),
    finds: [
      'error app/a: spec.rules[0].when[0].key is ""; it must be one of source.ip, remote.ip, source.namespace, source.serviceAccount, source.principal, source.trustDomain, request.auth.principal, request.auth.audiences, request.auth.presenter, destination.ip, destination.port, connection.sni, or request.headers[NAME], request.auth.claims[NAME], experimental.envoy.filters.NAME[KEY]; take one of the attributes, spelt as they are here [CI1049]',
      'error app/a: spec.rules[0].when[1].key is "request.path"; it must be one of source.ip, remote.ip, source.namespace, source.serviceAccount, source.principal, source.trustDomain, request.auth.principal, request.auth.audiences, request.auth.presenter, destination.ip, destination.port, connection.sni, or request.headers[NAME], request.auth.claims[NAME], experimental.envoy.filters.NAME[KEY]; use paths in to[].operation [CI1049]',
      'error app/a: spec.rules[0].when[2].key is "request.headers"; it must be request.headers[KEY]; take one of the attributes, spelt as they are here [CI1049]',
      'error app/a: spec.rules[0].when[3].key is "request.auth.claims[]"; it must be request.auth.claims[KEY]; take one of the attributes, spelt as they are here [CI1049]',
      'error app/a: spec.rules[0].when[4].key is "experimental.envoy.filters.a"; it must be experimental.envoy.filters.NAME[KEY]; take one of the attributes, spelt as they are here [CI1049]',
      'error app/a: spec.rules[0].when[5].key is "destination.labels[a]"; it must be one of source.ip, remote.ip, source.namespace, source.serviceAccount, source.principal, source.trustDomain, request.auth.principal, request.auth.audiences, request.auth.presenter, destination.ip, destination.port, connection.sni, or request.headers[NAME], request.auth.claims[NAME], experimental.envoy.filters.NAME[KEY]; give the policy a selector [CI1049]',
      'error app/a: spec.rules[0].when[6].key is "destination.user"; it must be one of source.ip, remote.ip, source.namespace, source.serviceAccount, source.principal, source.trustDomain, request.auth.principal, request.auth.audiences, request.auth.presenter, destination.ip, destination.port, connection.sni, or request.headers[NAME], request.auth.claims[NAME], experimental.envoy.filters.NAME[KEY]; give the policy a selector [CI1049]',
    ],
    right: ap(`{rules: [{when: [{key: "request.headers[a]", values: [a]}, {key: "request.auth.claims[a][b]", values: [a]}, {key: source.ip, values: [10.0.0.1]},
      {key: "experimental.envoy.filters.network.mysql_proxy[db]", values: [a]}]}]}`),
  },
  CI1051: {
    wrong: yaml(ap('{action: DENY, rules: [{to: [{operation: {methods: [GET]}}], from: [{source: {namespaces: [a]}}]}, {from: [{source: {requestPrincipals: [a]}}]}]}'),
      ap('{action: DENY, selector: {matchLabels: {app: gone}}, rules: [{from: [{source: {notRequestPrincipals: ["*"]}}]}]}', 'b')),
    finds: [
      'warning app/a: spec.rules[0] is about requests only, and denies all connections to ports without HTTP; it must name the ports that it is for; add ports to the operations of the rule: those of the workload that carry HTTP [CI1051]',
      'warning app/a: spec.rules[1] is about requests only, and denies all connections to ports without HTTP; it must name the ports that it is for; add ports to the operations of the rule: those of the workload that carry HTTP [CI1051]',
      'warning app/b: spec.rules[0] is about requests only, and denies all connections to ports without HTTP; it must name the ports that it is for; add ports to the operations of the rule: those of the workload that carry HTTP [CI1051]',
    ],
    right: yaml(ap('{action: DENY, rules: [{to: [{operation: {methods: [GET], ports: ["80"]}}]}, {from: [{source: {namespaces: [a]}}]}, {}]}'),
      ap('{rules: [{to: [{operation: {methods: [GET]}}]}]}', 'b'),
      service('reviews'), ap('{action: DENY, selector: {matchLabels: {app: reviews}}, rules: [{to: [{operation: {methods: [GET]}}]}]}', 'c')),
  },
};
