import { type Examples, istio, yaml } from './example';

const configMap = (name: string, value: string, more = '') =>
  `apiVersion: v1\nkind: ConfigMap\nmetadata: {name: ${name}, namespace: shop${more}}\ndata: {key: ${value}}`;
const operator = 'apiVersion: install.istio.io/v1alpha1\nkind: IstioOperator\nmetadata: {name: mesh, namespace: istio-system}\nspec: {profile: default}';

/** Examples for the checks of objects in general. */
export const OBJECT_EXAMPLES: Examples = {
  CI0020: {
    wrong: yaml(configMap('a', 'one'), configMap('a', 'two'), configMap('b', 'one'), configMap('b', 'one')),
    finds: [
      'error app/a: metadata.name is that of ConfigMap shop/a, which app/a makes as well; one would replace the other; give one of them another name or namespace [CI0020]',
      'warning app/b: metadata.name is that of ConfigMap shop/b, which app/b makes as well, with the same content; leave one of them out [CI0020]',
    ],
    right: yaml(configMap('a', 'one'), configMap('b', 'two')),
  },
  CI0021: {
    wrong: yaml(configMap('shop_config', 'one'), 'apiVersion: v1\nkind: Service\nmetadata: {name: 1st, namespace: shop}', istio('Gateway', 'shop.edge', '{}')),
    finds: [
      'error app/1st: metadata.name is "1st"; it must be a name that begins with a letter; set metadata.name [CI0021]',
      'error app/shop.edge: metadata.name is "shop.edge"; it must be lower-case letters, digits and "-", with a letter or digit at both ends, at most 63 characters; set metadata.name [CI0021]',
      'error app/shop_config: metadata.name is "shop_config"; it must be lower-case letters, digits, "-" and ".", with a letter or digit at both ends, at most 253 characters; set metadata.name [CI0021]',
    ],
    right: yaml(configMap('shop.config', 'one'), 'apiVersion: v1\nkind: Service\nmetadata: {name: first, namespace: shop}',
      'apiVersion: rbac.authorization.k8s.io/v1\nkind: ClusterRole\nmetadata: {name: "system:shop"}'),
  },
  CI0022: {
    wrong: 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a, namespace: Shop.EU}',
    finds: [
      'error app/a: metadata.namespace is "Shop.EU"; it must be lower-case letters, digits and "-", with a letter or digit at both ends, at most 63 characters; correct metadata.namespace, or the namespace of the chart [CI0022]',
    ],
    right: 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a, namespace: shop-eu}',
  },
  CI0023: {
    wrong: configMap('a', 'one', ', labels: {app: true, "shop/": x, version: "1.0-"}'),
    finds: [
      'error app/a: metadata.labels["shop/"] has the key "shop/"; it must be at most 63 letters, digits, "-", "_" and ".", with a letter or digit at both ends, after a DNS name and "/" if wanted; correct the label; what does not fit there can be an annotation [CI0023]',
      'error app/a: metadata.labels.app is true; it must be a text of at most 63 letters, digits, "-", "_" and ".", with a letter or digit at both ends; correct the label; what does not fit there can be an annotation [CI0023]',
      'error app/a: metadata.labels.version is "1.0-"; it must be a text of at most 63 letters, digits, "-", "_" and ".", with a letter or digit at both ends; correct the label; what does not fit there can be an annotation [CI0023]',
    ],
    right: configMap('a', 'one', ', labels: {app: "true", "shop.io/part": "", version: "1.0"}'),
  },
  CI0024: {
    wrong: configMap('a', 'one', ', annotations: {"-shop": x, count: 3}'),
    finds: [
      'error app/a: metadata.annotations["-shop"] has the key "-shop"; it must be at most 63 letters, digits, "-", "_" and ".", with a letter or digit at both ends, after a DNS name and "/" if wanted; correct the annotation [CI0024]',
      'error app/a: metadata.annotations.count is 3; it must be a text; correct the annotation [CI0024]',
    ],
    right: configMap('a', 'one', ', annotations: {"Shop.io/Part": "any text!", count: "3"}'),
  },
  CI0025: {
    wrong: configMap('a', 'one', ', annotations: {"cdk8s-istio.dev/suppress.CI0201": "", "cdk8s-istio.dev/suppress.weights": "as measured"}'),
    finds: [
      'warning app/a: metadata.annotations["cdk8s-istio.dev/suppress.CI0201"] is ""; it must be a text that is not empty; write why the finding does not matter here [CI0025]',
      'warning app/a: metadata.annotations["cdk8s-istio.dev/suppress.weights"] names the code "weights"; it must be "CI" and four digits, or the code of a policy pack; take the code from the finding [CI0025]',
    ],
    right: configMap('a', 'one', ', annotations: {"cdk8s-istio.dev/suppress.CI0201": "as measured"}'),
  },
  CI0061: {
    wrong: configMap('a', 'one', ', annotations: {"cdk8s-istio.dev/suppress.CI0193": "as measured", "cdk8s-istio.dev/suppress.CI0011": "as meant"}'),
    finds: [
      'warning app/a: metadata.annotations["cdk8s-istio.dev/suppress.CI0193"] names CI0193; it must be the code of a check; is CI0103 meant? [CI0061]',
    ],
    right: configMap('a', 'one', ', annotations: {"cdk8s-istio.dev/suppress.CI0103": "as measured", "cdk8s-istio.dev/suppress.ACME001": "of a pack that is not given"}'),
  },
  CI0026: {
    wrong: yaml(operator, configMap('a', 'one')),
    files: ['mesh', 'mesh'],
    finds: [
      'error app/mesh: kind is "IstioOperator" in one file with ConfigMap shop/a; neither kubectl nor istioctl takes such a file; put the IstioOperator into a chart of its own [CI0026]',
    ],
    right: yaml(operator, configMap('a', 'one')),
  },
  CI0027: {
    wrong: 'apiVersion: v1\nkind: Namespace\nmetadata: {name: shop, labels: {istio-injection: enabled, istio.io/rev: canary}}',
    finds: [
      'warning app/shop: metadata.labels has istio-injection=enabled and istio.io/rev=canary; it must be one of them; keep one of the labels [CI0027]',
    ],
    right: 'apiVersion: v1\nkind: Namespace\nmetadata: {name: shop, labels: {istio.io/rev: canary}}',
  },
  CI0028: {
    wrong: yaml(configMap('a', 'one'), 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a, namespace: other}'),
    files: ['ConfigMap.a', 'ConfigMap.a'],
    filesAreReplaced: true,
    finds: [
      'error app/a: metadata.name puts ConfigMap other/a into file ConfigMap.a; it must be a file of its own, and ConfigMap shop/a goes there as well; use YamlOutputType.FILE_PER_CHART, or give the objects different names [CI0028]',
    ],
    right: yaml(configMap('a', 'one'), 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a, namespace: other}'),
  },
  CI0029: {
    wrong: yaml('apiVersion: v1\nkind: Namespace\nmetadata: {name: shop, labels: {istio.io/rev: canary}}',
      'apiVersion: v1\nkind: Namespace\nmetadata: {name: cart, labels: {istio-injection: enabled}}'),
    context: {
      installations: [{ construct: 'istio', revision: '1-31-0', tags: ['prod'], namespace: 'istio-system', meshConfig: {}, complete: true }],
    },
    finds: [
      'warning app/cart: metadata.labels["istio-injection"] chooses the control plane default; it must be one that is installed: 1-31-0, prod; choose a revision or tag that is installed, or add the tag to the installation [CI0029]',
      'warning app/shop: metadata.labels["istio.io/rev"] chooses the control plane canary; it must be one that is installed: 1-31-0, prod; choose a revision or tag that is installed, or add the tag to the installation [CI0029]',
    ],
    right: yaml('apiVersion: v1\nkind: Namespace\nmetadata: {name: shop, labels: {istio.io/rev: prod}}',
      'apiVersion: v1\nkind: Namespace\nmetadata: {name: cart, labels: {istio-injection: enabled}}',
      'apiVersion: admissionregistration.k8s.io/v1\nkind: MutatingWebhookConfiguration\nmetadata: {name: tag, labels: {istio.io/tag: default}}'),
  },
  CI0030: {
    wrong: yaml('apiVersion: v1\nkind: Secret\nmetadata: {name: cacerts, namespace: istio-system}\ndata: {ca-cert.pem: YQ==}\nstringData: {root-cert.pem: a}',
      'apiVersion: v1\nkind: Secret\nmetadata: {name: cacerts, namespace: other}\nstringData: {tls.crt: a, tls.key: b}'),
    finds: [
      'error app/cacerts: metadata.name is "cacerts", and the Secret has no ca-key.pem and no cert-chain.pem; it must have ca-cert.pem, ca-key.pem, root-cert.pem and cert-chain.pem, or tls.crt, tls.key and ca.crt; add them, or name the Secret otherwise [CI0030]',
      'error app/cacerts: metadata.name is "cacerts", and the Secret has no ca.crt; it must have tls.crt, tls.key and ca.crt; add them, or name the Secret otherwise [CI0030]',
    ],
    right: yaml('apiVersion: v1\nkind: Secret\nmetadata: {name: cacerts, namespace: istio-system}\ndata: {ca-cert.pem: YQ==, ca-key.pem: YQ==, root-cert.pem: YQ==, cert-chain.pem: YQ==}',
      'apiVersion: v1\nkind: Secret\nmetadata: {name: cacerts, namespace: other}\ntype: kubernetes.io/tls\nstringData: {tls.crt: a, tls.key: b, ca.crt: c}'),
  },
};
