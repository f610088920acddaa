import type { Check } from '../check';
import { autoImageInjected } from './auto-image-injected';
import { canonicalLabels } from './canonical-labels';
import { groupAccountExists } from './group-account-exists';
import { groupsDiffer } from './groups-differ';
import { injectionHeeded } from './injection-heeded';
import { podMetadataOnTemplate } from './pod-metadata-on-template';
import { probeAsks } from './probe-asks';
import { proxiesAreCurrent } from './proxies-are-current';
import { servicesAgreeOnPort } from './services-agree-on-port';
import { userNotTheProxys } from './user-not-the-proxys';
import { workloadAddress } from './workload-address';
import { workloadHasPolicy } from './workload-has-policy';
import { workloadLabels } from './workload-labels';

/** Checks of what makes pods, and of workloads that are none. */
export const WORKLOAD_CHECKS: readonly Check[] = [
  podMetadataOnTemplate, injectionHeeded, workloadAddress, workloadLabels, probeAsks, workloadHasPolicy, groupAccountExists,
  groupsDiffer, servicesAgreeOnPort, userNotTheProxys, autoImageInjected, proxiesAreCurrent,
  canonicalLabels,
];
