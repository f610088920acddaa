import { type Examples, istio, yaml } from './example';

const ap = (spec: string, name = 'a') => istio('AuthorizationPolicy', name, spec);
const from = (source: string, name = 'a') => ap(`{rules: [{from: [{source: ${source}}]}]}`, name);
const to = (operation: string, name = 'a') => ap(`{rules: [{to: [{operation: ${operation}}]}]}`, name);
const when = (key: string, values: string, name = 'a') => ap(`{rules: [{when: [{key: ${key}, ${values}}]}]}`, name);

/** Examples for the checks of the values that AuthorizationPolicies compare requests with. */
export const AUTHORIZATION_VALUE_EXAMPLES: Examples = {
  CI1045: {
    wrong: from('{ipBlocks: [10.0.0, 10.0.0.1/33, "2001:db8::1"], notIpBlocks: [010.0.0.1], remoteIpBlocks: ["*"], notRemoteIpBlocks: [a.example.com, ""]}'),
    finds: [
      'error app/a: spec.rules[0].from[0].source.ipBlocks[0] is "10.0.0"; it must be an IP address, or a range such as 10.0.0.0/8; write an address (10.1.2.3, 2001:db8::1) or a range (10.1.0.0/16) [CI1045]',
      'error app/a: spec.rules[0].from[0].source.ipBlocks[1] is "10.0.0.1/33"; it must be an IP address, or a range such as 10.0.0.0/8; write an address (10.1.2.3, 2001:db8::1) or a range (10.1.0.0/16) [CI1045]',
      'error app/a: spec.rules[0].from[0].source.notIpBlocks[0] is "010.0.0.1"; it must be an IP address, or a range such as 10.0.0.0/8; write an address (10.1.2.3, 2001:db8::1) or a range (10.1.0.0/16) [CI1045]',
      'error app/a: spec.rules[0].from[0].source.notRemoteIpBlocks[0] is "a.example.com"; it must be an IP address, or a range such as 10.0.0.0/8; write an address (10.1.2.3, 2001:db8::1) or a range (10.1.0.0/16) [CI1045]',
      'error app/a: spec.rules[0].from[0].source.remoteIpBlocks[0] is "*"; it must be an IP address, or a range such as 10.0.0.0/8; write an address (10.1.2.3, 2001:db8::1) or a range (10.1.0.0/16) [CI1045]',
    ],
    right: from('{ipBlocks: [10.0.0.1, 10.0.0.0/8], notIpBlocks: ["2001:db8::/32", "fe80::1%eth0"], remoteIpBlocks: [0.0.0.0/0]}'),
  },
  CI1046: {
    wrong: from('{serviceAccounts: ["shop/*", /a, a/, a/b/c], notServiceAccounts: [ok, shop/ok], trustDomains: ["*a*", "a*b"], notTrustDomains: [a/b, "*"]}'),
    finds: [
      'error app/a: spec.rules[0].from[0].source.notTrustDomains[0] is "a/b"; it must be a trust domain such as cluster.local, without "/"; write a trust domain such as cluster.local [CI1046]',
      'error app/a: spec.rules[0].from[0].source.serviceAccounts[0] is "shop/*"; it must be the name of a service account, or namespace/name, without wildcards, at most 320 bytes long; write namespace/name of the service account, or use principals for wildcards [CI1046]',
      'error app/a: spec.rules[0].from[0].source.serviceAccounts[1] is "/a"; it must be the name of a service account, or namespace/name, without wildcards, at most 320 bytes long; write namespace/name of the service account, or use principals for wildcards [CI1046]',
      'error app/a: spec.rules[0].from[0].source.serviceAccounts[2] is "a/"; it must be the name of a service account, or namespace/name, without wildcards, at most 320 bytes long; write namespace/name of the service account, or use principals for wildcards [CI1046]',
      'error app/a: spec.rules[0].from[0].source.serviceAccounts[3] is "a/b/c"; it must be the name of a service account, or namespace/name, without wildcards, at most 320 bytes long; write namespace/name of the service account, or use principals for wildcards [CI1046]',
      'error app/a: spec.rules[0].from[0].source.trustDomains[0] is "*a*"; it must be a text with at most one "*", at its beginning or its end; write a trust domain such as cluster.local [CI1046]',
      'error app/a: spec.rules[0].from[0].source.trustDomains[1] is "a*b"; it must be a text with at most one "*", at its beginning or its end; write a trust domain such as cluster.local [CI1046]',
    ],
    right: from('{serviceAccounts: [reviews, shop/reviews], trustDomains: [cluster.local, "*.example.com", "td-*", "*"]}'),
  },
  CI1047: {
    wrong: to('{ports: [http, "65536"], notPorts: ["80*", "-1", "80"]}'),
    finds: [
      'error app/a: spec.rules[0].to[0].operation.notPorts[0] is "80*"; it must be the number of a port as a text, "0" to "65535"; write the number of the port of the workload, such as "8080" [CI1047]',
      'error app/a: spec.rules[0].to[0].operation.notPorts[1] is "-1"; it must be the number of a port as a text, "0" to "65535"; write the number of the port of the workload, such as "8080" [CI1047]',
      'error app/a: spec.rules[0].to[0].operation.ports[0] is "http"; it must be the number of a port as a text, "0" to "65535"; write the number of the port of the workload, such as "8080" [CI1047]',
      'error app/a: spec.rules[0].to[0].operation.ports[1] is "65536"; it must be the number of a port as a text, "0" to "65535"; write the number of the port of the workload, such as "8080" [CI1047]',
    ],
    right: to('{ports: ["80", "0"], notPorts: ["65535"]}'),
  },
  CI1048: {
    wrong: to('{paths: ["/{**}/{*}", "/a{*}b", "/{*}/b*r", "/users/{id}"], notPaths: ["/{*}//a", /ok]}'),
    finds: [
      'error app/a: spec.rules[0].to[0].operation.notPaths[0] is "/{*}//a"; it must be a path whose segments beside {*} and {**} are not empty, and consist of characters of URLs without "*"; write a path such as /users/{*}/orders or /static/{**} [CI1048]',
      'error app/a: spec.rules[0].to[0].operation.paths[0] is "/{**}/{*}"; it must be a path in which {**} is the last operator; write a path such as /users/{*}/orders or /static/{**} [CI1048]',
      'error app/a: spec.rules[0].to[0].operation.paths[1] is "/a{*}b"; it must be a path in which braces are those of whole segments {*} or {**}; write a path such as /users/{*}/orders or /static/{**} [CI1048]',
      'error app/a: spec.rules[0].to[0].operation.paths[2] is "/{*}/b*r"; it must be a path whose segments beside {*} and {**} are not empty, and consist of characters of URLs without "*"; write a path such as /users/{*}/orders or /static/{**} [CI1048]',
      'error app/a: spec.rules[0].to[0].operation.paths[3] is "/users/{id}"; it must be a path in which braces are those of whole segments {*} or {**}; write a path such as /users/{*}/orders or /static/{**} [CI1048]',
    ],
    right: to('{paths: ["/users/{*}/orders", "/static/{**}", "/a*", /b], notPaths: ["/{*}/"]}'),
  },
  CI1050: {
    wrong: yaml(when('source.principal', 'values: []'), when('source.ip', 'values: [a], notValues: [10.0.0.0/99]', 'b'), when('destination.port', 'values: [http]', 'c'),
      when('source.serviceAccount', `values: [a/b/c, ${Array.from({ length: 16 }, (_, i) => `a${i}`).join(', ')}]`, 'd'), when('source.trustDomain', 'values: ["a*b"]', 'e'),
      ap('{rules: [{when: [{key: "request.headers[a]"}]}]}', 'f')),
    finds: [
      'error app/a: spec.rules[0].when[0] has no values for source.principal; it must have values, notValues or both; give values or notValues that the attribute can have [CI1050]',
      'error app/b: spec.rules[0].when[0].notValues[0] is "10.0.0.0/99"; it must be an IP address, or a range such as 10.0.0.0/8; give values or notValues that the attribute can have [CI1050]',
      'error app/b: spec.rules[0].when[0].values[0] is "a"; it must be an IP address, or a range such as 10.0.0.0/8; give values or notValues that the attribute can have [CI1050]',
      'error app/c: spec.rules[0].when[0].values[0] is "http"; it must be the number of a port as a text, "0" to "65535"; give values or notValues that the attribute can have [CI1050]',
      'error app/d: spec.rules[0].when[0].values has 17 elements; it must have at most 16; give values or notValues that the attribute can have [CI1050]',
      'error app/d: spec.rules[0].when[0].values[0] is "a/b/c"; it must be the name of a service account, or namespace/name, without wildcards, at most 320 bytes long; give values or notValues that the attribute can have [CI1050]',
      'error app/e: spec.rules[0].when[0].values[0] is "a*b"; it must be a text with at most one "*", at its beginning or its end; give values or notValues that the attribute can have [CI1050]',
      'error app/f: spec.rules[0].when[0] has no values for request.headers[a]; it must have values, notValues or both; give values or notValues that the attribute can have [CI1050]',
    ],
    right: yaml(when('source.principal', 'values: [a]'), when('source.ip', 'notValues: [10.0.0.0/8]', 'b'), when('destination.port', 'values: ["80"]', 'c'),
      when('source.serviceAccount', 'values: [a/b]', 'd'), when('source.trustDomain', 'values: ["a*", a/b]', 'e')),
  },
  CI1052: {
    wrong: yaml(to('{methods: [get, GET], hosts: ["https://a.example.com", "a.*.com"], paths: ["/a?b=c", ratings, "/a/*/b", "{*}/a", "/users/{id}"]}'),
      from('{principals: [cluster.local/ns/*/sa/a]}', 'b'), when('source.principal', 'notValues: ["*/a*"]', 'c')),
    finds: [
      'error app/a: spec.rules[0].to[0].operation.hosts[0] is "https://a.example.com"; it must be a host such as shop.example.com, without scheme and path; write the value as requests have it [CI1052]',
      'warning app/a: spec.rules[0].to[0].operation.hosts[1] is "a.*.com"; it must be a text with at most one "*", at its beginning or its end; write a value for each, or leave the rest out [CI1052]',
      'error app/a: spec.rules[0].to[0].operation.methods[0] is "get"; it must be GET, in capitals; write GET [CI1052]',
      'error app/a: spec.rules[0].to[0].operation.paths[0] is "/a?b=c"; it must be a path without "?" and "#"; leave the query out: Istio compares the path only [CI1052]',
      'error app/a: spec.rules[0].to[0].operation.paths[1] is "ratings"; it must be a path that begins with "/" or "*"; write the value as requests have it [CI1052]',
      'warning app/a: spec.rules[0].to[0].operation.paths[2] is "/a/*/b"; it must be a text with at most one "*", at its beginning or its end; write a value for each, or leave the rest out [CI1052]',
      'error app/a: spec.rules[0].to[0].operation.paths[3] is "{*}/a"; it must be a path that begins with "/"; write the value as requests have it [CI1052]',
      'warning app/b: spec.rules[0].from[0].source.principals[0] is "cluster.local/ns/*/sa/a"; it must be a text with at most one "*", at its beginning or its end; write a value for each, or leave the rest out [CI1052]',
      'warning app/c: spec.rules[0].when[0].notValues[0] is "*/a*"; it must be a text with at most one "*", at its beginning or its end; write a value for each, or leave the rest out [CI1052]',
    ],
    right: yaml(to('{methods: [GET, "P*", purge], hosts: [a.example.com, "*.example.com", "a:*"], paths: ["*", /a, "*/b", "/a/{*}/b"]}'),
      from('{principals: [cluster.local/ns/shop/sa/a, "cluster.local/ns/shop/*", "*"]}', 'b')),
  },
};
