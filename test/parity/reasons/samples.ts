import type { Reasons } from './reasons';

/** Errors in Istio's samples, by file and code. */
export const SAMPLE_ERRORS: Reasons = {
  'bookinfo/networking/fault-injection-details-v1.yaml CI0203': 'Its second route is never reached; istioctl says so too.',
  'tcp-echo/tcp-echo-20-v2.yaml CI0107': 'Its Gateway is in tcp-echo-all-v1.yaml, which is applied before.',
};
