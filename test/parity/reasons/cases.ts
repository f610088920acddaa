import type { Reasons } from './reasons';

/** Cases of the webhook's tests that no check finds. */
export const VALIDATION_MISSES: Reasons = {
  'val-0415': 'the webhook warns of every EnvoyFilter, whatever is in it; CI1140 says so, as an information',
  'val-0416': 'the webhook warns of every EnvoyFilter, whatever is in it; CI1140 says so, as an information',
  'val-0417': 'the webhook warns of every EnvoyFilter, whatever is in it; CI1140 says so, as an information',
  'val-0418': 'the webhook warns of every EnvoyFilter, whatever is in it; CI1140 says so, as an information',
};

/** Cases that Istio accepts and a check calls an error: the stricter rules. */
export const VALIDATION_EXTRAS: Reasons = {
  'val-0045': 'the Gateway that the VirtualService names is not in the app (CI0107)',
  'val-0393': 'the Gateway that the VirtualService names is not in the app (CI0107)',
  'val-0641': 'retries without attempts switch off the retries that Istio makes by default (CI0207, GAP-03)',
  'val-0478': 'Kubernetes refuses the name of the object, which has a capital letter; the webhook alone does not look at it',
  'val-0479': 'Kubernetes refuses the name of the object, which has a capital letter; the webhook alone does not look at it',
};
