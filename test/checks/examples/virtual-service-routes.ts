import { type Examples, istio } from './example';

const vs = (...routes: string[]) => istio('VirtualService', 'reviews', `{hosts: [reviews], http: [${routes.join(', ')}]}`);
const routing = (...settings: string[]) => vs(...settings.map((each) => `{${each}, route: [{destination: {host: reviews}}]}`));

/** Examples for the checks of what routes of VirtualServices do. */
export const VIRTUAL_SERVICE_ROUTE_EXAMPLES: Examples = {
  CI0250: {
    wrong: vs(`{headers: {request: {set: {":path": a}, add: {"": a}, remove: [Host, ":authority", ""]}}, route: [
      {destination: {host: reviews}, headers: {response: {set: {Host: a}, add: {":status": a}, remove: [":x"]}}}]}`),
    finds: [
      'error app/reviews: spec.http[0].headers.request.add[""] has a name that cannot be added; it must be the name of a header that does not begin with ":", or :authority; name another header; rewrite changes the path and the host of a request [CI0250]',
      'error app/reviews: spec.http[0].headers.request.remove[0] is "Host"; it must be the name of a header that does not begin with ":", and not Host; name another header; rewrite changes the path and the host of a request [CI0250]',
      'error app/reviews: spec.http[0].headers.request.remove[1] is ":authority"; it must be the name of a header that does not begin with ":", and not Host; name another header; rewrite changes the path and the host of a request [CI0250]',
      'error app/reviews: spec.http[0].headers.request.remove[2] is ""; it must be the name of a header that does not begin with ":", and not Host; name another header; rewrite changes the path and the host of a request [CI0250]',
      'error app/reviews: spec.http[0].headers.request.set[":path"] has a name that cannot be set; it must be the name of a header that does not begin with ":", or :authority; name another header; rewrite changes the path and the host of a request [CI0250]',
      'error app/reviews: spec.http[0].route[0].headers.response.add[":status"] has a name that cannot be added; it must be the name of a header that does not begin with ":", and not Host; name another header; rewrite changes the path and the host of a request [CI0250]',
      'error app/reviews: spec.http[0].route[0].headers.response.remove[0] is ":x"; it must be the name of a header that does not begin with ":", and not Host; name another header; rewrite changes the path and the host of a request [CI0250]',
      'error app/reviews: spec.http[0].route[0].headers.response.set.Host has a name that cannot be set; it must be the name of a header that does not begin with ":", and not Host; name another header; rewrite changes the path and the host of a request [CI0250]',
    ],
    right: vs(`{headers: {request: {set: {":authority": a}, add: {x-a: a}, remove: [x-b]}}, route: [
      {destination: {host: reviews}, headers: {request: {set: {Host: a}}, response: {set: {x-a: a}, add: {x-b: a}, remove: [x-c]}}}]}`),
  },
  CI0251: {
    wrong: vs(`{headers: {request: {set: {a: 100%, b: "%HOST", c: "%A([b])%"}, add: {d: "%A(b)x%"}}}, route: [
      {destination: {host: reviews}, headers: {response: {set: {e: "x\\u0001"}, add: {f: '%A(["b" "c"])%'}}}}]}`),
    finds: [
      'error app/reviews: spec.http[0].headers.request.add.d is "%A(b)x%"; it must be a text in which each "%" is doubled, or begins or ends a command such as %HOSTNAME%; write %% for a percent sign, and close each command with "%" [CI0251]',
      'error app/reviews: spec.http[0].headers.request.set.a is "100%"; it must be a text in which each "%" is doubled, or begins or ends a command such as %HOSTNAME%; write %% for a percent sign, and close each command with "%" [CI0251]',
      'error app/reviews: spec.http[0].headers.request.set.b is "%HOST"; it must be a text in which each "%" is doubled, or begins or ends a command such as %HOSTNAME%; write %% for a percent sign, and close each command with "%" [CI0251]',
      'error app/reviews: spec.http[0].headers.request.set.c is "%A([b])%"; it must be a text in which each "%" is doubled, or begins or ends a command such as %HOSTNAME%; write %% for a percent sign, and close each command with "%" [CI0251]',
      'error app/reviews: spec.http[0].route[0].headers.response.add.f is "%A([\\"b\\" \\"c\\"])%"; it must be a text in which each "%" is doubled, or begins or ends a command such as %HOSTNAME%; write %% for a percent sign, and close each command with "%" [CI0251]',
      'error app/reviews: spec.http[0].route[0].headers.response.set.e is "x\\u0001"; it must be a text without control characters; write %% for a percent sign, and close each command with "%" [CI0251]',
    ],
    right: vs(`{headers: {request: {set: {a: 100%%, b: "%HOSTNAME%", c: '%A(["b", "c"])%'}, add: {d: "%A(b) %"}}}, route: [
      {destination: {host: reviews}, headers: {response: {set: {e: "x\\ty"}, add: {f: ""}}}}]}`),
  },
  CI0252: {
    wrong: routing('rewrite: {authority: a.com}, headers: {request: {set: {host: b.com}}}', 'headers: {request: {set: {Host: b.com}, add: {":authority": c.com}}}'),
    finds: [
      'error app/reviews: spec.http[0].headers.request.set.host sets the host, which spec.http[0].rewrite.authority sets too; it must be set once; keep rewrite.authority [CI0252]',
      'error app/reviews: spec.http[1].headers.request.add[":authority"] sets the host, which spec.http[1].headers.request.set.Host sets too; it must be set once; keep rewrite.authority [CI0252]',
    ],
    right: routing('rewrite: {authority: a.com}, headers: {request: {set: {x-a: b.com}}}', 'headers: {request: {set: {Host: b.com}}}'),
  },
  CI0253: {
    wrong: routing('corsPolicy: {allowOrigins: [{exact: ""}, {}], allowMethods: [get, PURGE], allowHeaders: [a b], exposeHeaders: [""], maxAge: 1.5s}', 'corsPolicy: {maxAge: 0s}'),
    finds: [
      'error app/reviews: spec.http[0].corsPolicy.allowHeaders[0] is "a b"; it must be the name of a header: letters, digits and !#$%&\'*+-.^_`|~, or "*"; write such a value, or leave the field out [CI0253]',
      'error app/reviews: spec.http[0].corsPolicy.allowMethods[0] is "get"; it must be one of GET, HEAD, POST, PUT, PATCH, DELETE, CONNECT, OPTIONS, TRACE, *; write such a value, or leave the field out [CI0253]',
      'error app/reviews: spec.http[0].corsPolicy.allowMethods[1] is "PURGE"; it must be one of GET, HEAD, POST, PUT, PATCH, DELETE, CONNECT, OPTIONS, TRACE, *; write such a value, or leave the field out [CI0253]',
      'error app/reviews: spec.http[0].corsPolicy.allowOrigins[0] has no text; it must have exact, prefix or regex; write {exact: …} [CI0253]',
      'error app/reviews: spec.http[0].corsPolicy.allowOrigins[1] has no text; it must have exact, prefix or regex; write {exact: …} [CI0253]',
      'error app/reviews: spec.http[0].corsPolicy.exposeHeaders[0] is ""; it must be the name of a header: letters, digits and !#$%&\'*+-.^_`|~, or "*"; write such a value, or leave the field out [CI0253]',
      'error app/reviews: spec.http[0].corsPolicy.maxAge is "1.5s"; it must be a duration in whole seconds, at least 1s; write such a value, or leave the field out [CI0253]',
    ],
    right: routing('corsPolicy: {allowOrigins: [{exact: "https://a.com"}, {regex: ".*"}], allowMethods: [GET, "*"], allowHeaders: ["*"], exposeHeaders: [x-a], maxAge: 24h}'),
  },
  CI0254: {
    wrong: routing(
      'fault: {}', 'fault: {abort: {httpStatus: 600, percentage: {value: 101}}, delay: {exponentialDelay: 1s, percentage: {value: 0.00001}}}',
      'fault: {abort: {grpcStatus: not_found}}', 'fault: {abort: {http2Error: NO_ERROR}}', 'fault: {abort: {percentage: {value: 1}}}'),
    finds: [
      'error app/reviews: spec.http[0].fault has neither delay nor abort; it must have one of them; add one, or leave fault out [CI0254]',
      'error app/reviews: spec.http[1].fault.abort.httpStatus is 600; it must be between 200 and 599; write such a value, or leave the field out [CI0254]',
      'error app/reviews: spec.http[1].fault.abort.percentage.value is 101; it must be 0, or between 0.0001 and 100; write such a value, or leave the field out [CI0254]',
      'error app/reviews: spec.http[1].fault.delay.exponentialDelay is not supported; it must be fixedDelay; write fixedDelay [CI0254]',
      'error app/reviews: spec.http[1].fault.delay.percentage.value is 0.00001; it must be 0, or between 0.0001 and 100; write such a value, or leave the field out [CI0254]',
      'error app/reviews: spec.http[2].fault.abort.grpcStatus is "not_found"; it must be one of OK, CANCELLED, UNKNOWN, INVALID_ARGUMENT, DEADLINE_EXCEEDED, NOT_FOUND, ALREADY_EXISTS, PERMISSION_DENIED, UNAUTHENTICATED, RESOURCE_EXHAUSTED, FAILED_PRECONDITION, ABORTED, OUT_OF_RANGE, UNIMPLEMENTED, INTERNAL, UNAVAILABLE, DATA_LOSS; write such a value, or leave the field out [CI0254]',
      'error app/reviews: spec.http[3].fault.abort.http2Error is not supported; it must be httpStatus or grpcStatus; write one of them [CI0254]',
      'warning app/reviews: spec.http[4].fault.abort has no status and does nothing; it must have httpStatus or grpcStatus; add one, or leave abort out [CI0254]',
    ],
    right: routing('fault: {abort: {httpStatus: 599, percentage: {value: 100}}, delay: {fixedDelay: 1s, percentage: {value: 0}}}', 'fault: {abort: {grpcStatus: NOT_FOUND}}'),
  },
  CI0255: {
    wrong: routing(
      'mirror: {host: a}, mirrors: [{destination: {host: b}, percentage: {value: -1}}]',
      'mirror: {host: a}, mirrorPercentage: {value: 101}, mirrorPercent: 101', 'mirrorPercentage: {value: 1}',
      'mirrors: [{destination: {host: b}}], mirrorPercentage: {value: 1}'),
    finds: [
      'error app/reviews: spec.http[0].mirror is set beside mirrors; it must be one of them; keep mirrors [CI0255]',
      'error app/reviews: spec.http[0].mirrors[0].percentage.value is -1; it must be between 0 and 100; write such a value, or leave the field out [CI0255]',
      'error app/reviews: spec.http[1].mirrorPercent is 101; it must be between 0 and 100; write such a value, or leave the field out [CI0255]',
      'error app/reviews: spec.http[1].mirrorPercentage.value is 101; it must be between 0 and 100; write such a value, or leave the field out [CI0255]',
      'warning app/reviews: spec.http[2].mirrorPercentage is the share of mirror, which is not there; there must be a mirror; name the mirror, or leave it out [CI0255]',
      'warning app/reviews: spec.http[3].mirrorPercentage is the share of mirror, which is not there; there must be a mirror; write percentage in each of the mirrors [CI0255]',
    ],
    right: routing('mirror: {host: a}, mirrorPercentage: {value: 0}', 'mirrors: [{destination: {host: b}, percentage: {value: 100}}]'),
  },
  CI0256: {
    wrong: vs(
      '{redirect: {}}', '{redirect: {uri: /a, prefixRewrite: /b, redirectCode: 200, scheme: ftp, port: 70000}}',
      '{match: [{uri: {prefix: /a}}, {method: {exact: GET}}, {uri: {exact: /b}}], redirect: {prefixRewrite: /c}}'),
    finds: [
      'error app/reviews: spec.http[0].redirect changes nothing; it must have uri, prefixRewrite, authority, scheme, port or derivePort; say where to [CI0256]',
      'error app/reviews: spec.http[1].redirect has uri and prefixRewrite; it must have one of them; keep one of them [CI0256]',
      'error app/reviews: spec.http[1].redirect.port is 70000; it must be between 1 and 65535; write such a value, or leave the field out [CI0256]',
      'error app/reviews: spec.http[1].redirect.redirectCode is 200; it must be between 300 and 399; write such a value, or leave the field out [CI0256]',
      'error app/reviews: spec.http[1].redirect.scheme is "ftp"; it must be http or https; write such a value, or leave the field out [CI0256]',
      'error app/reviews: spec.http[2].match[2].uri is no prefix that the redirect could replace; it must be one; match by prefix, or redirect with uri [CI0256]',
    ],
    right: vs('{redirect: {derivePort: FROM_PROTOCOL_DEFAULT}}', '{redirect: {uri: /a, redirectCode: 308, scheme: https, port: 443}}',
      '{match: [{uri: {prefix: /a}}, {method: {exact: GET}}], redirect: {prefixRewrite: /c}}'),
  },
  CI0257: {
    wrong: vs('{directResponse: {status: 600}}', `{directResponse: {status: 199, body: {string: ${'a'.repeat(102_401)}}}}`,
      `{directResponse: {status: 200, body: {bytes: ${'YWFh'.repeat(349_526)}}}}`),
    finds: [
      'error app/reviews: spec.http[0].directResponse.status is 600; it must be between 200 and 599; write such a value, or leave the field out [CI0257]',
      'warning app/reviews: spec.http[1].directResponse.body has 102401 bytes; it must have at most 102400; let a service answer with it [CI0257]',
      'error app/reviews: spec.http[1].directResponse.status is 199; it must be between 200 and 599; write such a value, or leave the field out [CI0257]',
      'error app/reviews: spec.http[2].directResponse.body has 1048578 bytes; it must have at most 102400; let a service answer with it [CI0257]',
    ],
    right: vs(`{directResponse: {status: 599, body: {string: ${'a'.repeat(102_400)}}}}`, '{directResponse: {status: 200, body: {bytes: YQ==}}}'),
  },
  CI0258: {
    wrong: routing('retries: {attempts: -1}', 'retries: {attempts: 0, perTryTimeout: 1s, retryOn: "5xx, reset,600"}', 'retries: {attempts: 0, retryRemoteLocalities: false}'),
    finds: [
      'error app/reviews: spec.http[0].retries.attempts is -1; it must be 0 or more; write such a value, or leave the field out [CI0258]',
      'error app/reviews: spec.http[1].retries.attempts is 0; it must be at least 1, as perTryTimeout, retryOn are set; set attempts, or leave the rest out [CI0258]',
      'error app/reviews: spec.http[1].retries.retryOn has " reset"; it must be an HTTP status, or one of 5xx, gateway-error, reset, reset-before-request, connect-failure, retriable-4xx, refused-stream, retriable-status-codes, retriable-headers, envoy-ratelimited, http3-post-connect-failure, cancelled, deadline-exceeded, internal, resource-exhausted, unavailable; write such a value, or leave the field out [CI0258]',
      'error app/reviews: spec.http[1].retries.retryOn has "600"; it must be an HTTP status, or one of 5xx, gateway-error, reset, reset-before-request, connect-failure, retriable-4xx, refused-stream, retriable-status-codes, retriable-headers, envoy-ratelimited, http3-post-connect-failure, cancelled, deadline-exceeded, internal, resource-exhausted, unavailable; write such a value, or leave the field out [CI0258]',
      'error app/reviews: spec.http[2].retries.attempts is 0; it must be at least 1, as retryRemoteLocalities is set; set attempts, or leave the rest out [CI0258]',
    ],
    right: routing('retries: {attempts: 0}', 'retries: {attempts: 0, retryOn: "", backoff: 1s}', 'retries: {attempts: 2, retryOn: "5xx,reset,503"}'),
  },
  CI0259: {
    wrong: routing('rewrite: {}', 'rewrite: {uri: /a, uriRegexRewrite: {match: a}}', 'rewrite: {uriRegexRewrite: {match: "", rewrite: b}}'),
    finds: [
      'error app/reviews: spec.http[0].rewrite changes nothing; it must have uri, uriRegexRewrite or authority; say what is changed, or leave rewrite out [CI0259]',
      'error app/reviews: spec.http[1].rewrite has uri and uriRegexRewrite; it must have one of them; keep one of them [CI0259]',
      'error app/reviews: spec.http[1].rewrite.uriRegexRewrite.rewrite is missing; it must be given; write such a value, or leave the field out [CI0259]',
      'error app/reviews: spec.http[2].rewrite.uriRegexRewrite.match is ""; it must be given; write such a value, or leave the field out [CI0259]',
    ],
    right: routing('rewrite: {uri: /a, authority: a.com}', 'rewrite: {uriRegexRewrite: {match: a, rewrite: b}}'),
  },
  CI0260: {
    wrong: istio('VirtualService', 'reviews', `{hosts: [reviews],
      http: [{route: [{destination: {host: "*", subset: v_1}, weight: -1}, {destination: {host: a/b, port: {}}}], mirror: {host: a.123}}],
      tcp: [{route: [{destination: {host: "a.*", port: {number: 65536}}}]}]}`),
    finds: [
      'error app/reviews: spec.http[0].mirror.host is "a.123"; it must be a DNS name: labels of at most 63 letters, digits and "-", joined by ".", the last one not a number, or such a name after "*" or "*."; write such a value, or leave the field out [CI0260]',
      'error app/reviews: spec.http[0].route[0].destination.host is "*"; it must be the host of one service; write such a value, or leave the field out [CI0260]',
      'error app/reviews: spec.http[0].route[0].destination.subset is "v_1"; it must be at most 63 letters, digits and "-", with a letter or digit at both ends; write such a value, or leave the field out [CI0260]',
      'error app/reviews: spec.http[0].route[0].weight is -1; it must be 0 or more; write such a value, or leave the field out [CI0260]',
      'error app/reviews: spec.http[0].route[1].destination.host is "a/b"; it must be a DNS name: labels of at most 63 letters, digits and "-", joined by ".", the last one not a number, or such a name after "*" or "*."; write such a value, or leave the field out [CI0260]',
      'error app/reviews: spec.http[0].route[1].destination.port.number is missing; it must be between 1 and 65535; write such a value, or leave the field out [CI0260]',
      'error app/reviews: spec.tcp[0].route[0].destination.host is "a.*"; it must be a DNS name: labels of at most 63 letters, digits and "-", joined by ".", the last one not a number, or such a name after "*" or "*."; write such a value, or leave the field out [CI0260]',
      'error app/reviews: spec.tcp[0].route[0].destination.port.number is 65536; it must be between 1 and 65535; write such a value, or leave the field out [CI0260]',
    ],
    right: istio('VirtualService', 'reviews', `{hosts: [reviews],
      http: [{route: [{destination: {host: "*.a.com", subset: v1}, weight: 0}, {destination: {host: a, subset: ""}}], mirror: {host: a.b}}],
      tcp: [{route: [{destination: {host: a, port: {number: 65535}}}]}]}`),
  },
  CI0261: {
    wrong: routing('timeout: 0s, retries: {attempts: 1, perTryTimeout: 1us, backoff: 1.0005s}, fault: {delay: {fixedDelay: 0.5ms}}'),
    finds: [
      'error app/reviews: spec.http[0].retries.backoff is "1.0005s"; it must be a duration of at least 1ms, in whole milliseconds, such as 1.5s; write a duration such as 1.5s, or leave it out [CI0261]',
    ],
    right: routing('timeout: 1ms, retries: {attempts: 1, perTryTimeout: 1s, backoff: 1.5s}, fault: {delay: {fixedDelay: 1h}}'),
  },
  CI0265: {
    wrong: vs('{redirect: {uri: /a}, fault: {abort: {httpStatus: 500}}, rewrite: {uri: /b}}', '{directResponse: {status: 200}, fault: {abort: {httpStatus: 500}}}'),
    finds: [
      'error app/reviews: spec.http[0].fault is set beside redirect; it must be left out; leave it out, or let a route send the requests to a service [CI0265]',
      'error app/reviews: spec.http[0].rewrite is set beside redirect; it must be left out; leave it out, or let a route send the requests to a service [CI0265]',
      'error app/reviews: spec.http[1].fault is set beside directResponse; it must be left out; leave it out, or let a route send the requests to a service [CI0265]',
    ],
    right: vs('{redirect: {uri: /a}, headers: {}}', '{delegate: {name: a}, directResponse: {status: 200}, rewrite: {uri: /b}}', '{rewrite: {uri: /a}, route: []}'),
  },
  CI0267: {
    wrong: routing('fault: {abort: {httpStatus: 500}, delay: {fixedDelay: 1s, percentage: {}}}'),
    finds: [
      'warning app/reviews: spec.http[0].fault.abort.percentage is missing; it must be given: without it the fault is for no request; write percentage: {value: 100}, or the share that is meant [CI0267]',
      'warning app/reviews: spec.http[0].fault.delay.percentage is {}; it must be given: without it the fault is for no request; write percentage: {value: 100}, or the share that is meant [CI0267]',
    ],
    right: routing('fault: {abort: {httpStatus: 500, percentage: {value: 0}}, delay: {fixedDelay: 1s, percent: 5}}'),
  },
};
