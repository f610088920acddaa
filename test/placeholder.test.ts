import { Placeholder } from 'cdk8s-istio';
test('x', () => { expect(new Placeholder()).toBeDefined(); });
