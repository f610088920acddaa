import type { JsonObject } from '../model/json';

/** What istiod writes into webhooks, once it runs. Without this, Argo CD would undo it, and istiod would do it again. */
export const WRITTEN_BY_ISTIOD: JsonObject[] = [
  {
    group: 'admissionregistration.k8s.io',
    kind: 'ValidatingWebhookConfiguration',
    jqPathExpressions: ['.webhooks[]?.clientConfig.caBundle', '.webhooks[]?.failurePolicy'],
  },
  {
    group: 'admissionregistration.k8s.io',
    kind: 'MutatingWebhookConfiguration',
    jqPathExpressions: ['.webhooks[]?.clientConfig.caBundle'],
  },
];
