import type { Check } from '../check';
import { catchAllListenerLast } from './catch-all-listener-last';
import { defaultEndpoint } from './default-endpoint';
import { egressHostExists } from './egress-host-exists';
import { egressHostForm } from './egress-host-form';
import { egressHostsDiffer } from './egress-hosts-differ';
import { egressProxy } from './egress-proxy';
import { httpPoolNeedsHttp } from './http-pool-needs-http';
import { ingressTlsCiphers } from './ingress-tls-ciphers';
import { ingressTlsFiles } from './ingress-tls-files';
import { ingressTlsSupported } from './ingress-tls-supported';
import { listenerBind } from './listener-bind';
import { listenerPort } from './listener-port';
import { listenersDiffer } from './listeners-differ';
import { oneSidecarPerWorkload } from './one-sidecar-per-workload';
import { outboundModeGiven } from './outbound-mode-given';
import { rootSidecarSelector } from './root-sidecar-selector';
import { scopeCoversHosts } from './scope-covers-hosts';
import { sidecarNeedsSidecars } from './sidecar-needs-sidecars';
import { sidecarPoolDurations } from './sidecar-pool-durations';
import { sidecarPoolLimits } from './sidecar-pool-limits';
import { sidecarSaysSomething } from './sidecar-says-something';

/** Checks of Sidecars. */
export const SIDECAR_CHECKS: readonly Check[] = [
  oneSidecarPerWorkload, egressHostExists, sidecarSaysSomething, listenerPort, listenerBind, listenersDiffer,
  catchAllListenerLast, defaultEndpoint, ingressTlsSupported, ingressTlsFiles, ingressTlsCiphers, sidecarPoolLimits,
  sidecarPoolDurations, httpPoolNeedsHttp, egressHostForm, egressHostsDiffer, egressProxy, rootSidecarSelector,
  outboundModeGiven, scopeCoversHosts, sidecarNeedsSidecars,
];
