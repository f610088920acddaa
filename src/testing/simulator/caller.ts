import type { Labels } from '../../checks/labels';

/** Who sends a request, with all that is known of it. */
export interface Caller {
  readonly namespace: string;
  readonly labels: Labels;
  readonly serviceAccount: string;
  readonly hasSidecar: boolean;
  readonly ipAddress?: string;
  /** As explanations name it. */
  readonly name: string;
}
