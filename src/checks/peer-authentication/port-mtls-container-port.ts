import type { AppObject } from '../app-object';
import type { AppView } from '../app-view';
import { type Report, eachObject } from '../check';
import { Severity } from '../finding';
import { selects } from '../labels';
import { selectorOf } from '../peer-authentication-index';
import { type Workload, containerPorts } from '../workload-index';

/** See its title. */
export const portMtlsContainerPort = eachObject({
  code: 'CI0503',
  name: 'port-mtls-container-port',
  title: 'The ports of portLevelMtls are ports of the selected workloads.',
  severity: Severity.WARNING,
  kinds: ['PeerAuthentication', 'Service'],
  fields: ['portLevelMtls'],
  explanation: 'The ports are those that the containers listen on, not those of the service. An entry for another port has no effect.',
  fix: 'use the port of the container',
  equivalents: ['GAP-28'],
  *object(policy, view) {
    const entries = policy.spec.at('portLevelMtls').entries();
    const selector = selectorOf(policy);
    if (entries.length === 0 || Object.keys(selector).length === 0) { return; }
    const workloads = view.workloads.selected(policy.namespace, selector);
    const ports = workloads.map((workload) => containerPorts(workload).map(({ number }) => number));
    // Containers need not say which ports they have; then it is told by the services in front of them.
    if (ports.length === 0 || ports.some((own) => own.length === 0)) {
      yield* byService(policy, workloads, view);
      return;
    }
    for (const [key, place] of entries) {
      if (ports.flat().includes(Number(key))) { continue; }
      const service = view.ofKind('Service').find((one) => one.namespace === policy.namespace && sends(one.spec.at('selector').labels(), workloads)
        && one.spec.at('ports').items().some((port) => port.at('port').number === Number(key)));
      const own = [...new Set(ports.flat())].sort((a, b) => a - b);
      yield place.problem(`is for port ${key}${service === undefined ? '' : `, which is a port of ${service.fullId}`}; `
        + `it must be a port of the containers: ${own.join(', ')}`);
    }
  },
});

/** Entries for the port of a service that sends to another port of its pods. */
function* byService(policy: AppObject, workloads: readonly Workload[], view: AppView): Iterable<Report> {
  const ports = view.ofKind('Service').filter((one) => one.namespace === policy.namespace && sends(one.spec.at('selector').labels(), workloads))
    .flatMap((one) => one.spec.at('ports').items());
  const targets = new Set(ports.map((port) => port.at('targetPort').json ?? port.at('port').json));
  for (const [key, place] of policy.spec.at('portLevelMtls').entries()) {
    const port = ports.find((one) => one.at('port').number === Number(key));
    const target = port?.at('targetPort').number;
    if (port === undefined || target === undefined || targets.has(Number(key))) { continue; }
    yield place.problem(`is for port ${key} of ${port.object.fullId}, which sends to port ${target} of the pods; it must be ${target}`);
  }
}

function sends(selector: { readonly [label: string]: string }, workloads: readonly Workload[]): boolean {
  return Object.keys(selector).length > 0 && workloads.some((workload) => selects(selector, workload.labels));
}
