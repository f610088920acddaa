import type { Reasons } from './reasons';

const BEFORE = 'A Pod in YAML is one that is to be made: it gets its sidecar then, so that its absence says nothing.';
const KEY = 'The key of the file is not the key of its certificate, so that Envoy refuses the pair; istioctl looks at the certificate alone.';
const WITHIN = 'A match of its route is contained in another one before it: GET of / in all paths. It does no harm, and is a warning; istioctl compares prefixes otherwise.';
const CLUSTER = 'A patch of the file inserts into CLUSTER, where Istio has no such operation; istioctl knows that of some operations only.';

/** What an analyzer says of its test files and no check does, by case, code and object. */
export const ANALYZER_MISSES: Reasons = {
  'ana-023 IST0103 Pod noninjectedpod': BEFORE,
  'ana-024 IST0103 Pod noninjectedpod': BEFORE,
};

/** What checks say besides. */
export const ANALYZER_EXTRAS: Reasons = {
  'ana-016 IST0161 Gateway defaultgateway-noerrors': KEY,
  'ana-061 IST0130 VirtualService uri-with-prefix-exact': WITHIN,
  'ana-061 IST0131 VirtualService uri-with-prefix-exact': WITHIN,
  'ana-078 IST0152 EnvoyFilter bookinfo/test-relative-3': CLUSTER,
  'ana-078 IST0153 EnvoyFilter bookinfo/test-relative-3': CLUSTER,
  'ana-078 IST0154 EnvoyFilter bookinfo/test-relative-3': CLUSTER,
};
