import type { CheckInfo } from './check';
import { Severity } from './finding';

/** Reported by migrations to mutual TLS, for who would be refused. */
export const MTLS_MIGRATION_BREAKS: CheckInfo = {
  code: 'CI0511',
  name: 'mtls-migration-breaks',
  title: 'Who calls in plain text is not refused by a step to mutual TLS.',
  severity: Severity.ERROR,
  explanation: 'A workload that takes mutual TLS only resets connections in plain text: those of pods without a sidecar, of callers outside the mesh, of ' +
    'health checks that are not rewritten, and of sidecars that a DestinationRule tells to use none. What a later step would break is told before, as info.',
  fix: 'give the caller a sidecar, or what it calls an exception',
  equivalents: ['KIA0207', 'KIA0208', 'GAP-27'],
};

/** Reported by migrations to mutual TLS, for steps that change nothing. */
export const MTLS_STEP_WITHOUT_PROXY: CheckInfo = {
  code: 'CI0512',
  name: 'mtls-step-without-proxy',
  title: 'What is to take mutual TLS only has a proxy that can ask for it.',
  severity: Severity.WARNING,
  explanation: 'It is the proxy beside a workload that refuses plain text. Pods without one take whatever comes, whatever the policy says.',
  fix: 'let the pods have a sidecar first',
  equivalents: [],
};
