import { type Examples, istio, yaml } from './example';

const vs = (spec: string, name: string, namespace?: string) => istio('VirtualService', name, spec, namespace);
const root = (route: string, name = 'root') => vs(`{hosts: [a.com], http: [${route}]}`, name);
const to = 'route: [{destination: {host: reviews}}]';

/** Examples for the checks of VirtualServices that leave requests to others. */
export const DELEGATE_EXAMPLES: Examples = {
  CI0282: {
    wrong: yaml(root('{match: [{uri: {prefix: /a}}], delegate: {name: lost}}, {match: [{uri: {prefix: /b}}], delegate: {name: hosted, namespace: other}}, '
      + '{delegate: {name: far, namespace: elsewhere}}, {delegate: {namespace: other}}'), vs(`{hosts: [b.com], http: [{${to}}]}`, 'hosted', 'other'), vs(`{http: [{${to}}]}`, 'leaf')),
    finds: [
      'error app/root: spec.http[0].delegate is shop/lost; there must be such a VirtualService; correct the name, or add the delegate; if it exists elsewhere, name its namespace in knownNamespaces of the Mesh [CI0282]',
      'error app/root: spec.http[1].delegate is other/hosted, which has hosts; it must have none; leave hosts and gateways of the delegate out [CI0282]',
      'warning app/root: spec.http[2].delegate is elsewhere/far; there must be such a VirtualService; correct the name, or add the delegate; if it exists elsewhere, name its namespace in knownNamespaces of the Mesh [CI0282]',
      'warning app/root: spec.http[3].delegate is other/; there must be such a VirtualService; correct the name, or add the delegate; if it exists elsewhere, name its namespace in knownNamespaces of the Mesh [CI0282]',
    ],
    right: yaml(root('{match: [{uri: {prefix: /a}}], delegate: {name: leaf}}, {match: [{uri: {prefix: /b}}], delegate: {name: leaf, namespace: other}}, '
      + '{match: [{uri: {prefix: /c}}], delegate: {name: far, namespace: known}}, {delegate: {name: reviews}}'), vs(`{http: [{${to}}]}`, 'leaf'), vs(`{hosts: [], http: [{${to}}]}`, 'leaf', 'other'),
    'apiVersion: flagger.app/v1beta1\nkind: Canary\nmetadata: {name: canary, namespace: shop}\nspec: {targetRef: {name: reviews}, service: {delegation: true}}'),
    context: { knownNamespaces: ['known'] },
  },
  CI0283: {
    wrong: yaml(root('{match: [{uri: {prefix: /a}}], delegate: {name: own, namespace: other}}, {delegate: {name: silent, namespace: other}}'),
      vs(`{exportTo: [., third], http: [{${to}}]}`, 'own', 'other'), vs(`{http: [{${to}}]}`, 'silent', 'other')),
    finds: [
      'error app/root: spec.http[0].delegate is other/own, whose exportTo leaves namespace shop out; it must be exported there; add the namespace to exportTo of the delegate [CI0283]',
      'error app/root: spec.http[1].delegate is other/silent, whose exportTo leaves namespace shop out; it must be exported there; add the namespace to exportTo of the delegate [CI0283]',
    ],
    right: yaml(root('{match: [{uri: {prefix: /a}}], delegate: {name: own}}, {delegate: {name: leaf, namespace: other}}'),
      vs(`{http: [{${to}}]}`, 'own'), vs(`{exportTo: [shop], http: [{${to}}]}`, 'leaf', 'other')),
    context: {
      installations: [{ construct: 'app/mesh', revision: '', tags: [], namespace: 'istio-system', meshConfig: { defaultVirtualServiceExportTo: ['.'] }, complete: true }],
    },
  },
  CI0284: {
    wrong: yaml(root(`{match: [{uri: {prefix: /shop}, headers: {x: {exact: a}}, sourceNamespace: web}], delegate: {name: leaf}},
      {match: [{port: 80, gateways: [mesh], sourceLabels: {app: a}, method: {regex: G.*}}, {port: 81, method: {exact: GET}}], delegate: {name: second}}`),
    vs(`{http: [{match: [{uri: {prefix: /cart}}, {uri: {regex: /shop/.*}}, {uri: {exact: /shop/a}, headers: {x: {prefix: a}}}, {uri: {exact: /shop/a}}], ${to}}]}`, 'leaf'),
    vs(`{http: [{match: [{port: 82}, {port: 80, gateways: [edge]}, {sourceLabels: {app: b}, ignoreUriCase: true}, {port: 80, method: {exact: GET}}, {port: 81, method: {prefix: GET}}], ${to}}]}`, 'second')),
    finds: [
      'error app/leaf: spec.http[0].match[0].uri is {"prefix":"/cart"}; it must be within that of VirtualService shop/root: spec.http[0].match[0].uri is {"prefix":"/shop"}; narrow the match, or leave out what the route matches already [CI0284]',
      'error app/leaf: spec.http[0].match[1].uri is {"regex":"/shop/.*"}; it must be within that of VirtualService shop/root: spec.http[0].match[0].uri is {"prefix":"/shop"}; narrow the match, or leave out what the route matches already [CI0284]',
      'error app/leaf: spec.http[0].match[2].headers.x is {"prefix":"a"}; it must be within that of VirtualService shop/root: spec.http[0].match[0].headers.x is {"exact":"a"}; narrow the match, or leave out what the route matches already [CI0284]',
      'error app/leaf: spec.http[0].match[3].sourceNamespace is missing; it must be within that of VirtualService shop/root: spec.http[0].match[0].sourceNamespace is "web"; narrow the match, or leave out what the route matches already [CI0284]',
      'error app/second: spec.http[0].match[0].port is 82; it must be within that of VirtualService shop/root: spec.http[1].match[0].port is 80; narrow the match, or leave out what the route matches already [CI0284]',
      'error app/second: spec.http[0].match[1].gateways is ["edge"]; it must be within that of VirtualService shop/root: spec.http[1].match[0].gateways is ["mesh"]; narrow the match, or leave out what the route matches already [CI0284]',
      'error app/second: spec.http[0].match[2].ignoreUriCase is true; it must be within that of VirtualService shop/root: spec.http[1].match[0].ignoreUriCase is missing; narrow the match, or leave out what the route matches already [CI0284]',
      'error app/second: spec.http[0].match[3].method is {"exact":"GET"}; it must be within that of VirtualService shop/root: spec.http[1].match[0].method is {"regex":"G.*"}; narrow the match, or leave out what the route matches already [CI0284]',
      'error app/second: spec.http[0].match[4].method is {"prefix":"GET"}; it must be within that of VirtualService shop/root: spec.http[1].match[0].method is {"regex":"G.*"}; narrow the match, or leave out what the route matches already [CI0284]',
    ],
    right: yaml(root(`{match: [{uri: {prefix: /shop}, sourceNamespace: web}, {headers: {x: {exact: a}}, gateways: [mesh, edge]}], delegate: {name: leaf}},
      {delegate: {name: second}}`),
    vs(`{http: [{match: [{uri: {prefix: /shop/cart}, sourceNamespace: web}, {uri: {exact: /cart}, headers: {x: {exact: a}}, gateways: [edge]}], ${to}}, {${to}}]}`, 'leaf'),
    vs(`{http: [{match: [{uri: {regex: .*}}], ${to}}]}`, 'second')),
  },
  CI0269: {
    wrong: yaml(root(`{${to}}`), vs(`{http: [{${to}}]}`, 'leaf')),
    finds: [
      'info app/leaf: spec.hosts is missing, and no VirtualService of the app delegates here; one must; add hosts, or a route with a delegate that names it [CI0269]',
    ],
    right: yaml(root('{delegate: {name: leaf}}'), vs(`{http: [{${to}}]}`, 'leaf')),
  },
};
