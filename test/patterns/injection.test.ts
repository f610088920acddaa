import { refuses } from './support';
import { Injection } from 'cdk8s-istio';

test('each way is one label of the namespace', () => {
  expect([Injection.enabled(), Injection.disabled(), Injection.revision('1-31-0'), Injection.ambient()].map(({ labels }) => labels)).toEqual([
    { 'istio-injection': 'enabled' }, { 'istio-injection': 'disabled' }, { 'istio.io/rev': '1-31-0' }, { 'istio.io/dataplane-mode': 'ambient' },
  ]);
});

test('labels that are taken out can be changed without a change of the injection', () => {
  const injection = Injection.enabled();
  injection.labels.more = 'x';
  expect(injection.labels).toEqual({ 'istio-injection': 'enabled' });
});

const NAME = 'it must be lower-case letters, digits and "-", with a letter or digit at both ends, at most 63 characters';

refuses({
  'a revision with dots': [() => Injection.revision('1.31.0'), `Injection.revision: revision is "1.31.0"; ${NAME}`],
  'no revision': [() => Injection.revision(''), `Injection.revision: revision is ""; ${NAME}`],
});
