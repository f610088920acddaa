import { Field } from '../../src/model/field';
import { requirePatchPath } from '../../src/resources/operator-path';

const at = new Field('istio').at('path');

test.each([
  'spec.replicas',
  'spec.template.spec.containers.[name:discovery].args.[-1]',
  'spec.template.spec.containers[0].args',
  'spec.template.spec.containers.[name:discovery].args.[--monitoringAddr=:15014]',
  'spec.template.spec.containers.[name:discovery].args.[:--keepaliveMaxServerConnectionAge]',
  'metadata.annotations.prometheus\\.io/scrape',
  'spec.ports.[port:15021]',
  'spec.template.metadata.labels.app',
])('istioctl can follow %s', (path) => {
  expect(requirePatchPath(path, at)).toBe(path);
});

const FORM = 'it must be members and elements with dots between them (spec.containers.[name:discovery].args.[0])';

test.each([
  ['/spec/replicas', `path is "/spec/replicas"; ${FORM}`],
  ['spec..replicas', `path is "spec..replicas"; ${FORM}`],
  ['$.spec.replicas', `path is "$.spec.replicas"; ${FORM}; "$" is none; a dot within a name or value is written "\\."`],
  ['spec.containers.[name=a]', `path is "spec.containers.[name=a]"; ${FORM}; "[name=a]" is none; a dot within a name or value is written "\\."`],
  ['spec.containers[*]', `path is "spec.containers[*]"; ${FORM}; "containers[*]" is none; a dot within a name or value is written "\\."`],
  ['spec.containers[-2]', `path is "spec.containers[-2]"; ${FORM}; "containers[-2]" is none; a dot within a name or value is written "\\."`],
  ['spec.containers[]', `path is "spec.containers[]"; ${FORM}; "containers[]" is none; a dot within a name or value is written "\\."`],
  ['spec.containers.[name:a', `path is "spec.containers.[name:a"; ${FORM}; "[name:a" is none; a dot within a name or value is written "\\."`],
  ['webhooks.[name:a.istio.io]', `path is "webhooks.[name:a.istio.io]"; ${FORM}; "[name:a" is none; a dot within a name or value is written "\\."`],
  [
    'metadata.annotations.prometheus.io/scrape',
    'path is "metadata.annotations.prometheus.io/scrape"; it must be a path with "\\." for a dot within a name; write metadata.annotations.prometheus\\.io/scrape',
  ],
])('istioctl would ignore %s', (path, message) => {
  expect(() => requirePatchPath(path, at)).toThrow(new Error(`istio: ${message}`));
});
