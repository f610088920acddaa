import { OUTCOMES, admission, agree, mixed } from './admission';
import type { Sending } from './destination';
import { assumedEndpoint, endpointsOf } from './endpoints';
import { portOf } from './mesh-service';
import type { AppView } from '../../../checks/app-view';
import { defined } from '../../../model/json';
import { HopSecurity } from '../../hop-security';
import { RequestOutcome } from '../../request-outcome';
import type { TreatedDestination } from '../../treated-destination';
import type { Call } from '../call';
import { type Draft, takeOutcome } from '../draft';
import type { Claims } from '../server/arrival';

/** What becomes of a request that goes to the address of its host as it is: of a caller without sidecar, or past the routes of one. */
export function treatUnrouted(call: Call, sending: Sending, view: AppView, draft: Draft): void {
  const { host, service, port } = call;
  const security = call.wire === 'tls' ? HopSecurity.TLS : HopSecurity.PLAIN_TEXT;
  const base = { host, port, weight: 100, workloads: [] as string[], mutualTls: security };
  draft.explanation.push(`it goes to the address of ${host} as it is`);
  draft.destinations = [destinationOf()];
  takeOutcome(draft);
  if (draft.outcome === RequestOutcome.FORWARDED && call.request !== undefined) {
    draft.path = call.request.path;
    draft.authority = call.request.authority;
  }

  function destinationOf(): TreatedDestination {
    const failed = (outcome: RequestOutcome, why: string): TreatedDestination => {
      draft.explanation.push(why);
      return { ...base, outcome, mutualTls: HopSecurity.REFUSED, ...(sending.request === undefined ? {} : { status: 503 }) };
    };
    if (service === undefined) {
      if (!host.endsWith(`.svc.${view.context.clusterDomain}`)) { return { ...base, outcome: RequestOutcome.FORWARDED }; }
      const namespace = host.split('.')[1];
      if (!view.services.definesServicesIn(namespace)) { draft.undecided.push(`the app does not show whether there is a service ${host}`); }
      return failed(RequestOutcome.NO_DESTINATION, `there is no service ${host}: its name has no address`);
    }
    const said = portOf(service, port);
    if (said === undefined && service.isKubernetes && service.hasAddress) { return failed(RequestOutcome.REFUSED, `${host} has no port ${port}: nothing listens there`); }
    const { known, mayBeMore } = endpointsOf(service, port, view);
    if (known.length === 0) {
      if (!service.isKubernetes) { return { ...base, outcome: RequestOutcome.FORWARDED }; }
      if (!mayBeMore) { return failed(RequestOutcome.NO_DESTINATION, `${host} has no workload on port ${port}`); }
      draft.undecided.push(`the app shows no workload behind ${host}: it is taken to have pods with a sidecar`);
    }
    const taken = known.length > 0 ? known : [assumedEndpoint(service, port)];
    const { request } = call.wire === 'http' ? call : { request: undefined };
    const proxied = taken.filter(({ isWorkload, hasSidecar }) => isWorkload || hasSidecar);
    const admitted = proxied.map((endpoint) => admission(endpoint, {
      tls: call.wire === 'tls' ? 'simple' : 'plain',
      sourceIp: sending.ipAddress,
      sni: call.sni,
      claims: call.claims as Claims | undefined,
      protocol: request === undefined ? 'tcp' : 'http',
      request: request === undefined ? undefined : {
        host: request.authority, method: request.method, path: request.path, headers: Object.fromEntries(request.headers),
      },
    }, view));
    const workloads = known.map(({ name }) => name);
    draft.explanation.push(...admitted.flatMap(({ explanation }) => explanation));
    draft.undecided.push(...admitted.flatMap(({ undecided }) => undecided));
    const [first] = admitted;
    if (first === undefined) { return { ...base, workloads, outcome: RequestOutcome.FORWARDED }; }
    if (!agree(admitted)) { return { ...base, ...mixed(proxied.map(({ name }, i) => ({ name, admitted: admitted[i] }))), workloads }; }
    return defined({
      ...base,
      workloads,
      outcome: OUTCOMES[first.outcome],
      status: first.status ?? (first.outcome === 'refused' && sending.request !== undefined ? 503 : undefined),
      mutualTls: first.security,
      authorization: first.authorization,
    });
  }
}
