import { type Build, refuses, rendered, renderedSpec } from './support';
import { ProxyConfig, type ProxyConfigProps, ProxyImageType, WorkloadSelector } from 'cdk8s-istio';

const everything: Required<ProxyConfigProps> = {
  metadata: { name: 'orders-proxy', namespace: 'shop' },
  selector: WorkloadSelector.labels({ app: 'orders' }),
  concurrency: 0,
  environmentVariables: { ISTIO_META_TEAM: 'orders', EMPTY: '' },
  imageType: ProxyImageType.DISTROLESS,
};

function make(props: ProxyConfigProps): Build {
  return (scope) => new ProxyConfig(scope, 'proxy', props);
}

test('without properties it changes nothing', () => {
  expect(rendered((scope) => new ProxyConfig(scope, 'proxy'))).toEqual({
    apiVersion: 'networking.istio.io/v1beta1',
    kind: 'ProxyConfig',
    metadata: { name: 'proxy', namespace: 'shop' },
    spec: {},
  });
});

test('every property', () => {
  expect(rendered(make(everything))).toEqual({
    apiVersion: 'networking.istio.io/v1beta1',
    kind: 'ProxyConfig',
    metadata: { name: 'orders-proxy', namespace: 'shop' },
    spec: {
      concurrency: 0,
      environmentVariables: { EMPTY: '', ISTIO_META_TEAM: 'orders' },
      image: { imageType: 'distroless' },
      selector: { matchLabels: { app: 'orders' } },
    },
  });
});

test('kinds of images', () => {
  const types = [ProxyImageType.DEFAULT, ProxyImageType.DEBUG, ProxyImageType.DISTROLESS, ProxyImageType.of('centos')];
  expect(types.map((imageType) => renderedSpec(make({ imageType })).image)).toEqual([
    { imageType: 'default' }, { imageType: 'debug' }, { imageType: 'distroless' }, { imageType: 'centos' },
  ]);
});

test('the construct knows its name', () => {
  rendered((scope) => { expect(new ProxyConfig(scope, 'proxy', everything).name).toBe('orders-proxy'); });
});

describe('what can never be right', () => {
  refuses({
    'labels without their factory': [make({ selector: { app: 'a' } as unknown as WorkloadSelector }), 'shop/proxy: selector is {"app":"a"}; it must be a WorkloadSelector; use WorkloadSelector.fromWorkload or WorkloadSelector.labels'],
    'fewer threads than none': [make({ concurrency: -1 }), 'shop/proxy: concurrency is -1; it must be between 0 and 2147483647'],
    'half a thread': [make({ concurrency: 0.5 }), 'shop/proxy: concurrency is 0.5; it must be an integer between 0 and 2147483647'],
    'no variable': [make({ environmentVariables: {} }), 'shop/proxy: environmentVariables is {}; it must be at least one variable; leave it out for none'],
    'a variable that is none': [make({ environmentVariables: { 'A=B': '' } }), 'shop/proxy: environmentVariables has the variable "A=B"; its name must be letters, digits, "_", "-" and ".", without a digit at the start'],
    'a value that is too long': [make({ environmentVariables: { LONG: 'a'.repeat(2049) } }), 'shop/proxy: environmentVariables.LONG has 2049 characters; it must have at most 2048'],
    'a kind that is none': [() => ProxyImageType.of('a b'), 'ProxyImageType.of: type is "a b"; it must be what the tag of an image ends in: letters, digits, "_", "." and "-"'],
  });
});
