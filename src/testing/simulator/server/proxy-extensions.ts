import type { Arriving, ServingWorkload } from './arrival';
import { policiesFor } from './policy-attachment';
import { workloadKey } from './workload-key';
import type { AppObject } from '../../../checks/app-object';
import type { AppView } from '../../../checks/app-view';
import type { Cursor } from '../../../checks/cursor';
import { envoyPatches } from '../../../checks/envoy-patches';
import { selects } from '../../../checks/labels';

/** Patches that change no more than what goes out of a proxy, or how it starts. */
const ELSEWHERE: readonly string[] = ['CLUSTER', 'BOOTSTRAP', 'INVALID'];

/** What changes the proxy at which a request arrives in ways that are not simulated. */
export function unreadExtensions(workload: ServingWorkload, { port }: Arriving, view: AppView): string[] {
  const context = workload.isGateway === true ? 'GATEWAY' : 'SIDECAR_INBOUND';
  const id = `${workload.namespace}/${workload.name}`;
  const filters = envoyFilters(workload, view).filter((filter) => envoyPatches(filter).some(({ applyTo, match }) =>
    !ELSEWHERE.includes(applyTo) && ['ANY', context].includes(match.at('context').text ?? 'ANY') && isForPort(match.at('listener', 'portNumber'), port)));
  const plugins = (['WasmPlugin', 'TrafficExtension'] as const).flatMap((kind) => policiesFor(workload, kind, view))
    .filter(({ spec }) => spec.at('match').items().length === 0 || spec.at('match').items().some((match) => takes(match, workload, port)));
  return [...filters, ...plugins].map(({ fullId }) => `${fullId} changes the proxy of ${id}; what it does is not simulated`);
}

function envoyFilters(workload: ServingWorkload, view: AppView): readonly AppObject[] {
  const { namespace, labels } = workload;
  const found = view.once('EnvoyFilters of workloads', () => new Map<string, readonly AppObject[]>());
  const key = workloadKey(workload, view);
  let filters = found.get(key);
  if (filters === undefined) {
    filters = view.ofKind('EnvoyFilter').filter((filter) => [namespace, view.context.rootNamespace].includes(filter.namespace)
      && filter.spec.at('targetRefs').items().length === 0 && selects(filter.spec.at('workloadSelector', 'labels').labels(), labels));
    found.set(key, filters);
  }
  return filters;
}

function takes(match: Cursor, { isGateway }: ServingWorkload, port: number): boolean {
  const mode = match.at('mode').text ?? 'UNDEFINED';
  // What comes to a gateway is its clients' to Istio, as what leaves a sidecar is.
  const isForUs = !['CLIENT', 'SERVER'].includes(mode) || mode === (isGateway === true ? 'CLIENT' : 'SERVER');
  const ports = match.at('ports').items();
  return isForUs && (ports.length === 0 || ports.some((one) => one.at('number').number === port));
}

function isForPort(said: Cursor, port: number): boolean {
  return said.number === undefined || said.number === 0 || said.number === port;
}
