import type { Finding } from '../../src/checks/finding';
import type { JsonObject } from '../../src/model/json';

/** An object, with what the API server and the webhook said of it. */
export interface ValidationCase {
  readonly id: string;
  readonly resource: JsonObject;
  readonly webhook: { readonly verdict: 'accept' | 'warn' | 'reject'; readonly error?: string; readonly warning?: string };
  readonly crd: { readonly verdict: 'accept' | 'reject'; readonly error?: string };
  readonly faithful: boolean;
}

/** Found: they refuse or warn, and so do the checks. Extra: the checks refuse what they accept. */
export function verdictOf({ webhook, crd }: ValidationCase, findings: readonly Finding[]): { verdict: 'found' | 'missed' | 'extra' | 'agreed' } {
  const isError = findings.some(({ severity }) => severity === 'error');
  if (webhook.verdict === 'reject' || crd.verdict === 'reject') { return { verdict: isError ? 'found' : 'missed' }; }
  if (webhook.verdict === 'warn') { return { verdict: findings.some(({ severity }) => severity !== 'info') ? 'found' : 'missed' }; }
  return { verdict: isError ? 'extra' : 'agreed' };
}
