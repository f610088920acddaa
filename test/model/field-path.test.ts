import { AppObject } from '../../src/checks/app-object';
import { pathOf } from '../../src/model/field-path';

test.each([
  [['spec', 'http', 0, 'route', 12, 'destination']],
  [['metadata', 'annotations', 'cdk8s-istio.dev/suppress.CI0103']],
  [['spec', 'a"b\\c]', 3, 'x.y']],
  [[]],
])('%j is read back from the path that findings have', (path: Array<string | number>) => {
  const cursor = new AppObject({ json: {}, source: '' }).root.at(...path);
  expect(pathOf(cursor.path)).toEqual(path);
});
