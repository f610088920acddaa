import type { Call } from './call';
import { announceExtensions, notSimulated } from './client/extensions';
import { treatAtGateway } from './client/gateway';
import { treatBySidecar } from './client/sidecar';
import { treatUnrouted } from './client/unrouted';
import { type Draft, finished, newDraft } from './draft';
import type { AppView } from '../../checks/app-view';
import type { Treatment } from '../treatment';

/** What happens to what a workload sends, or to what enters at a gateway. */
export function simulate(call: Call, view: AppView): Treatment {
  const draft: Draft = newDraft();
  draft.undecided.push(...call.undecided);
  const { caller } = call;
  const missing = notSimulated(view);
  if (missing !== undefined) {
    draft.undecided.push(missing);
    return finished(draft);
  }
  if (call.gateway !== undefined) {
    treatAtGateway(call, call.gateway, view, draft);
  } else if (caller.hasSidecar) {
    treatBySidecar(call, view, draft);
  } else {
    draft.explanation.push(`${caller.name} has no sidecar: nothing routes what it sends`);
    const proxy = { namespace: caller.namespace, labels: caller.labels, isGateway: false, services: new Map() };
    treatUnrouted(call, { proxy, principal: '', ipAddress: caller.ipAddress, isEncrypted: call.wire === 'tls', request: undefined }, view, draft);
  }
  announceExtensions(call, view, draft);
  return finished(draft);
}
