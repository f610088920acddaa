import { readFileSync } from 'node:fs';
import { MeshTesting } from 'cdk8s-istio';
import 'cdk8s-istio/jest';

const read = (file: string) => readFileSync(file, 'utf8');
const mesh = MeshTesting.ofYaml([read('workloads.yaml'), read('js-out/shop.k8s.yaml')].join('\n---\n'));

test('a tenth of the requests goes to v2', () => {
  expect(mesh.request({ to: 'reviews.shop', port: 9080 })).toRouteTo('reviews', { subset: 'v2', weight: 10 });
});

test('a wrong expectation fails, and says what happens', () => {
  expect(() => expect(mesh.request({ to: 'reviews.shop', port: 9080 })).toRouteTo('reviews', { subset: 'v2' })).toThrow('found: it goes to reviews.shop.svc.cluster.local');
});
