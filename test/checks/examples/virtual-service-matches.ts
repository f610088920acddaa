import { type Examples, istio } from './example';

const matching = (matches: string) => istio('VirtualService', 'reviews', `{hosts: [reviews], http: [{match: [${matches}], route: [{destination: {host: reviews}}]}]}`);

/** Examples for the checks of what VirtualServices match. */
export const VIRTUAL_SERVICE_MATCH_EXAMPLES: Examples = {
  CI0246: {
    wrong: istio('VirtualService', 'reviews', `{hosts: [reviews], http: [{
      match: [{uri: {regex: "(?!a)b"}, headers: {h: {regex: "*"}}, withoutHeaders: {h: {regex: "["}}, queryParams: {q: {regex: "${'é'.repeat(513)}"}}}],
      rewrite: {uriRegexRewrite: {match: "(", rewrite: a}}, corsPolicy: {allowOrigins: [{regex: "a)"}]}, route: [{destination: {host: reviews}}]}]}`),
    finds: [
      'error app/reviews: spec.http[0].corsPolicy.allowOrigins[0].regex is "a)"; it must be a regular expression of RE2 (error parsing regexp: unexpected ): `a)`); write it in the syntax of RE2 (https://github.com/google/re2/wiki/Syntax) [CI0246]',
      'error app/reviews: spec.http[0].match[0].headers.h.regex is "*"; it must be a regular expression of RE2 (error parsing regexp: missing argument to repetition operator: `*`); write it in the syntax of RE2 (https://github.com/google/re2/wiki/Syntax) [CI0246]',
      'error app/reviews: spec.http[0].match[0].queryParams.q.regex has 1026 bytes; it must have at most 1024; write a shorter one, or several matches [CI0246]',
      'error app/reviews: spec.http[0].match[0].uri.regex is "(?!a)b"; it must be a regular expression of RE2 (error parsing regexp: invalid or unsupported Perl syntax: `(?!`); write it in the syntax of RE2 (https://github.com/google/re2/wiki/Syntax) [CI0246]',
      'error app/reviews: spec.http[0].match[0].withoutHeaders.h.regex is "["; it must be a regular expression of RE2 (error parsing regexp: missing closing ]: `[`); write it in the syntax of RE2 (https://github.com/google/re2/wiki/Syntax) [CI0246]',
      'error app/reviews: spec.http[0].rewrite.uriRegexRewrite.match is "("; it must be a regular expression of RE2 (error parsing regexp: missing closing ): `(`); write it in the syntax of RE2 (https://github.com/google/re2/wiki/Syntax) [CI0246]',
    ],
    right: matching(`{uri: {regex: "/a/[^/]+"}, withoutHeaders: {h: {regex: "*"}}, queryParams: {q: {regex: "${'é'.repeat(512)}"}}}`),
  },
  CI0247: {
    wrong: matching('{uri: {regex: ""}, method: {prefix: ""}, headers: {a: {prefix: ""}}, withoutHeaders: {a: {regex: ""}}}'),
    finds: [
      'error app/reviews: spec.http[0].match[0].headers.a.prefix is ""; it must be a text of at least one character; write the text, or leave the field out [CI0247]',
      'error app/reviews: spec.http[0].match[0].method.prefix is ""; it must be a text of at least one character; write the text, or leave the field out [CI0247]',
      'error app/reviews: spec.http[0].match[0].uri.regex is ""; it must be a regular expression; write the text, or leave the field out [CI0247]',
      'error app/reviews: spec.http[0].match[0].withoutHeaders.a.regex is ""; it must be a regular expression; write the text, or leave the field out [CI0247]',
    ],
    right: matching('{uri: {prefix: ""}, method: {exact: ""}, headers: {a: {}}, withoutHeaders: {a: {regex: "*"}}}'),
  },
  CI0248: {
    wrong: matching('{headers: {"": {}, a b: {}, ":version": {}}, withoutHeaders: {"@request.auth.claims": {}}}'),
    finds: [
      'error app/reviews: spec.http[0].match[0].headers[""] has a name that no header has; it must be the name of a header: letters, digits and !#$%&\'*+-.^_`|~, or like @request.auth.claims.NAME or @request.auth.claims[NAME]; correct the name [CI0248]',
      'error app/reviews: spec.http[0].match[0].headers[":version"] has a name that no header has; it must be the name of a header: letters, digits and !#$%&\'*+-.^_`|~, or like @request.auth.claims.NAME or @request.auth.claims[NAME]; correct the name [CI0248]',
      'error app/reviews: spec.http[0].match[0].headers["a b"] has a name that no header has; it must be the name of a header: letters, digits and !#$%&\'*+-.^_`|~, or like @request.auth.claims.NAME or @request.auth.claims[NAME]; correct the name [CI0248]',
      'error app/reviews: spec.http[0].match[0].withoutHeaders["@request.auth.claims"] has a name that no header has; it must be the name of a header: letters, digits and !#$%&\'*+-.^_`|~, or like @request.auth.claims.NAME or @request.auth.claims[NAME]; correct the name [CI0248]',
    ],
    right: matching('{headers: {x-user: {}, ":path": {}, "@request.auth.claims.a b": {}}, withoutHeaders: {"@request.auth.claims[a][b]": {}}}'),
  },
  CI0249: {
    wrong: istio('VirtualService', 'reviews', `{hosts: [a.com],
      http: [{match: [{port: 70000, sourceNamespace: a.b, sourceLabels: {"^": a, b: "@"}}], route: [{destination: {host: reviews}}]}],
      tcp: [{match: [{port: 65536, destinationSubnets: [10.0.0.0/33, 1.2.3]}], route: [{destination: {host: reviews}}]}],
      tls: [{match: [{sniHosts: [a.com], destinationSubnets: ["a/b"], sourceLabels: {a/b/c: a}}], route: [{destination: {host: reviews}}]}]}`),
    finds: [
      'error app/reviews: spec.http[0].match[0].port is 70000; it must be between 1 and 65535; write such a value, or leave the field out [CI0249]',
      'error app/reviews: spec.http[0].match[0].sourceLabels["^"] has a name that no label has; it must be at most 63 letters, digits, "-", "_" and ".", with a letter or digit at both ends, after a DNS name and "/" if wanted; write such a value, or leave the field out [CI0249]',
      'error app/reviews: spec.http[0].match[0].sourceLabels.b is "@"; it must be letters, digits, "-", "_" and ".", with a letter or digit at both ends; write such a value, or leave the field out [CI0249]',
      'error app/reviews: spec.http[0].match[0].sourceNamespace is "a.b"; it must be a namespace: at most 63 letters, digits and "-", with a letter or digit at both ends; write such a value, or leave the field out [CI0249]',
      'error app/reviews: spec.tcp[0].match[0].destinationSubnets[0] is "10.0.0.0/33"; it must be an IP address, or a range such as 10.0.0.0/8; write such a value, or leave the field out [CI0249]',
      'error app/reviews: spec.tcp[0].match[0].destinationSubnets[1] is "1.2.3"; it must be an IP address, or a range such as 10.0.0.0/8; write such a value, or leave the field out [CI0249]',
      'error app/reviews: spec.tcp[0].match[0].port is 65536; it must be between 1 and 65535; write such a value, or leave the field out [CI0249]',
      'error app/reviews: spec.tls[0].match[0].destinationSubnets[0] is "a/b"; it must be an IP address, or a range such as 10.0.0.0/8; write such a value, or leave the field out [CI0249]',
      'error app/reviews: spec.tls[0].match[0].sourceLabels["a/b/c"] has a name that no label has; it must be at most 63 letters, digits, "-", "_" and ".", with a letter or digit at both ends, after a DNS name and "/" if wanted; write such a value, or leave the field out [CI0249]',
    ],
    right: istio('VirtualService', 'reviews', `{hosts: [a.com],
      http: [{match: [{port: 0, sourceNamespace: shop, sourceLabels: {example.com/a: "", b: a_b}}], route: [{destination: {host: reviews}}]}],
      tcp: [{match: [{port: 65535, destinationSubnets: [10.0.0.0/8, 1.2.3.4, "fd00::/8"]}], route: [{destination: {host: reviews}}]}]}`),
  },
  CI0268: {
    wrong: matching('{gateways: [mesh], sourceLabels: {app: a}, sourceNamespace: shop}, {gateways: [edge], sourceNamespace: shop}'),
    finds: [
      'warning app/reviews: spec.http[0].match[0].sourceLabels is not looked at beside gateways; it must be left out there; write two matches, or leave gateways out [CI0268]',
      'warning app/reviews: spec.http[0].match[0].sourceNamespace is not looked at beside gateways; it must be left out there; write two matches, or leave gateways out [CI0268]',
      'warning app/reviews: spec.http[0].match[1].sourceNamespace is not looked at beside gateways; it must be left out there; write two matches, or leave gateways out [CI0268]',
    ],
    right: matching('{gateways: [edge]}, {sourceLabels: {app: a}, sourceNamespace: shop}'),
  },
};
