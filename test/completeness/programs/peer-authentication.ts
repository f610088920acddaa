import type { Program } from './support';
import { MtlsMode, PeerAuthentication, WorkloadSelector } from 'cdk8s-istio';

/** PeerAuthentications: each mode, for the workload and for a port. */
export const peerAuthentications: Program = (chart) => {
  for (const mode of Object.values(MtlsMode)) {
    const selector = WorkloadSelector.labels({ app: mode.toLowerCase() });
    new PeerAuthentication(chart, mode.toLowerCase(), { selector, mtls: mode, portLevelMtls: { 8080: mode } });
  }
};
