import { type Examples, istio, yaml } from './example';

const dr = (spec: string, name = 'reviews') => istio('DestinationRule', name, spec);

/** Examples for the checks of the names, labels and readers of DestinationRules. */
export const DESTINATION_RULE_NAME_EXAMPLES: Examples = {
  CI0340: {
    wrong: yaml(dr('{host: reviews_v1}'), dr('{host: 192.0.2.7}', 'address'), dr('{host: ""}', 'empty'), dr('', 'nothing')),
    finds: [
      'error app/address: spec.host is "192.0.2.7"; it must be a DNS name: labels of at most 63 letters, digits and "-", joined by ".", the last one not a number, or such a name after "*" or "*."; correct the host [CI0340]',
      'error app/empty: spec.host is ""; it must be a DNS name: labels of at most 63 letters, digits and "-", joined by ".", the last one not a number, or such a name after "*" or "*."; correct the host [CI0340]',
      'error app/nothing: spec.host is missing; it must be a DNS name: labels of at most 63 letters, digits and "-", joined by ".", the last one not a number, or such a name after "*" or "*."; correct the host [CI0340]',
      'error app/reviews: spec.host is "reviews_v1"; it must be a DNS name: labels of at most 63 letters, digits and "-", joined by ".", the last one not a number, or such a name after "*" or "*."; correct the host [CI0340]',
    ],
    right: yaml(dr('{host: reviews}'), dr('{host: "*.example.com"}', 'wildcard'), dr('{host: "*"}', 'all'), dr('{host: Reviews.example.com.}', 'full')),
  },
  CI0341: {
    wrong: yaml(dr('{host: reviews, exportTo: [., shop]}'), dr('{host: reviews, exportTo: ["*", other]}', 'all'), dr('{host: reviews, exportTo: ["~", bad_name]}', 'none')),
    finds: [
      'error app/all: spec.exportTo[0] is "*"; it must be the only entry, or left out; correct the list; without it, the object is for all namespaces [CI0341]',
      'error app/none: spec.exportTo[0] is "~"; it must be ".", "*" or a namespace; correct the list; without it, the object is for all namespaces [CI0341]',
      'error app/none: spec.exportTo[1] is "bad_name"; it must be ".", "*" or a namespace; correct the list; without it, the object is for all namespaces [CI0341]',
      'error app/reviews: spec.exportTo[1] is "shop", which is there twice; it must be there once; correct the list; without it, the object is for all namespaces [CI0341]',
    ],
    right: yaml(dr('{host: reviews, exportTo: [., other]}'), dr('{host: reviews, exportTo: ["*"]}', 'all')),
  },
  CI0342: {
    wrong: dr('{host: reviews, workloadSelector: {matchLabels: {app: shop}}, exportTo: [., other]}'),
    finds: [
      'error app/reviews: spec.exportTo[1] is "other"; it must be "." or left out, as the rule has a workloadSelector; leave exportTo out, or write ["."] [CI0342]',
    ],
    right: yaml(dr('{host: reviews, workloadSelector: {matchLabels: {app: shop}}, exportTo: [shop]}'), dr('{host: reviews, exportTo: ["*"]}', 'second')),
  },
  CI0344: {
    wrong: dr('{host: reviews, subsets: [{name: v1}, {name: v1}, {name: v_2}, {name: ""}]}'),
    finds: [
      'error app/reviews: spec.subsets[1].name is "v1"; it must be a name of its own; give each subset a name such as v1 [CI0344]',
      'error app/reviews: spec.subsets[2].name is "v_2"; it must be at most 63 letters, digits and "-", with a letter or digit at both ends; give each subset a name such as v1 [CI0344]',
      'error app/reviews: spec.subsets[3].name is ""; it must be at most 63 letters, digits and "-", with a letter or digit at both ends; give each subset a name such as v1 [CI0344]',
    ],
    right: dr('{host: reviews, subsets: [{name: v1}, {name: V2}]}'),
  },
  CI0345: {
    wrong: dr('{host: reviews, subsets: [{name: v1, labels: {"-version": v1, "a/b/c": v1, version: "@1"}}]}'),
    finds: [
      'error app/reviews: spec.subsets[0].labels["-version"] has a key that no pod has; it must be at most 63 letters, digits, "-", "_" and ".", with a letter or digit at both ends, after a DNS name and "/" if wanted; correct the label [CI0345]',
      'error app/reviews: spec.subsets[0].labels["a/b/c"] has a key that no pod has; it must be at most 63 letters, digits, "-", "_" and ".", with a letter or digit at both ends, after a DNS name and "/" if wanted; correct the label [CI0345]',
      'error app/reviews: spec.subsets[0].labels.version is "@1"; it must be letters, digits, "-", "_" and ".", with a letter or digit at both ends; correct the label [CI0345]',
    ],
    right: dr('{host: reviews, subsets: [{name: v1, labels: {example.com/version: v1, empty: ""}}]}'),
  },
};
