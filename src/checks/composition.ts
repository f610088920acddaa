import type { CheckInfo } from './check';
import { CONTROLLER_REPLACES, WEIGHTS_HAVE_ONE_OWNER } from './delivery';
import { Severity } from './finding';
import { ALB_FITS_GATEWAY, ALB_IS_TRUSTED } from './load-balancer';
import { MTLS_MIGRATION_BREAKS, MTLS_STEP_WITHOUT_PROXY } from './migration';

/** Reported by hosts whose facets do not compose. */
export const FACETS_CONTRADICT: CheckInfo = {
  code: 'CI0011',
  name: 'facets-contradict',
  title: 'What constructs say of one host\'s requests composes.',
  severity: Severity.ERROR,
  explanation: 'Two constructs say different things of the same requests of one host, and neither is more specific. Istio takes the first route that ' +
    'matches, so one of the two would silently not happen.',
  fix: 'make one match contain the other, or give one of them a higher priority',
  equivalents: ['IST0109', 'KIA1106'],
};

/** Reported by hosts whose policies do not merge. */
export const POLICIES_CONTRADICT: CheckInfo = {
  code: 'CI0012',
  name: 'policies-contradict',
  title: 'A field of a host\'s traffic policy has one value.',
  severity: Severity.ERROR,
  explanation: 'Two constructs set one field of a host\'s DestinationRule to different values. Of two DestinationRules Istio would take the older one\'s.',
  fix: 'set the field in one of them only',
  equivalents: ['KIA0201'],
};

/** Reported for what can never decide anything. */
export const FACET_WITHOUT_EFFECT: CheckInfo = {
  code: 'CI0013',
  name: 'facet-without-effect',
  title: 'What a construct says of requests decides something.',
  severity: Severity.WARNING,
  explanation: 'For all requests that the construct means, others are more specific or have a higher priority. No route is written for it.',
  fix: 'remove it, or narrow its match',
  equivalents: ['IST0130', 'IST0131'],
};

/** Reported for what needs HTTP on a host that has none. */
export const FACET_NOT_APPLICABLE: CheckInfo = {
  code: 'CI0014',
  name: 'facet-not-applicable',
  title: 'What a construct says of requests can be seen on a port of the service.',
  severity: Severity.ERROR,
  explanation: 'Timeouts, retries, faults, mirrors and matches on headers or paths need a port whose protocol is HTTP, HTTP/2 or gRPC. On other ports ' +
    'Istio sees connections only.',
  fix: 'name the port http-…, http2-… or grpc-…, or remove what needs HTTP',
  equivalents: ['IST0118', 'KIA0601', 'GAP-10'],
};

/** Reported by exposures of services with several ports. */
export const EXPOSURE_PORT: CheckInfo = {
  code: 'CI0015',
  name: 'exposure-port',
  title: 'An exposed service has one port that requests are sent to.',
  severity: Severity.ERROR,
  explanation: 'The service has several ports that could be meant, or not the one that was given. A destination without a port is answered with 503.',
  fix: 'give port',
  equivalents: ['IST0101', 'IST0112'],
};

/** Reported by exposures at gateways that speak something else. */
export const EXPOSURE_TRAFFIC: CheckInfo = {
  code: 'CI0016',
  name: 'exposure-traffic',
  title: 'A service is exposed by a listener whose traffic it takes.',
  severity: Severity.ERROR,
  explanation: 'A listener that ends TLS or speaks HTTP has requests; one that passes TLS through or speaks TCP has connections. The port of the service ' +
    'takes the other of the two.',
  fix: 'add a listener of that kind, or expose another port',
  equivalents: ['GAP-09', 'GAP-10'],
};

/** Reported by exposures of services that speak TLS behind a listener that ends it. */
export const EXPOSURE_TLS: CheckInfo = {
  code: 'CI0018',
  name: 'exposure-tls',
  title: 'Where TLS ends at the gateway, it begins anew for a service that speaks TLS.',
  severity: Severity.ERROR,
  explanation: 'The listener ends TLS, and the port of the service expects it. Without client TLS in the traffic policy of the service the gateway sends ' +
    'plain HTTP there.',
  fix: 'give the service a trafficPolicy with tls, or pass TLS through at the gateway',
  equivalents: [],
};

/** Reported by hosts whose TLS ports are split between versions. */
export const TLS_BY_SERVER_NAME: CheckInfo = {
  code: 'CI0017',
  name: 'tls-by-server-name',
  title: 'Clients of a TLS port ask for a name that its routes know.',
  severity: Severity.INFO,
  explanation: 'Istio cannot look into TLS: it finds the route by the server name in the handshake. A connection that asks for another name, such as the ' +
    'short name of the service, goes past the routes. A VirtualService cannot have the short name beside the full one: they are one host.',
  fix: 'let clients ask for one of these names',
  equivalents: [],
};

/** Reported by hosts behind an egress gateway for which it would have to know who calls. */
export const EGRESS_BY_SOURCE: CheckInfo = {
  code: 'CI0019',
  name: 'egress-by-source',
  title: 'What an egress gateway does with requests does not depend on who calls.',
  severity: Severity.ERROR,
  explanation: 'The egress gateway retries, and changes path, host and headers, as it sends requests to the host outside. It does not see which pod they '
    + 'came from.',
  fix: 'leave the source out of the match',
  equivalents: [],
};

/** The codes that the composition of hosts reports. */
export const COMPOSITION: readonly CheckInfo[] = [
  FACETS_CONTRADICT, POLICIES_CONTRADICT, FACET_WITHOUT_EFFECT, FACET_NOT_APPLICABLE, EXPOSURE_PORT, EXPOSURE_TRAFFIC, TLS_BY_SERVER_NAME,
  EXPOSURE_TLS, EGRESS_BY_SOURCE,
  MTLS_MIGRATION_BREAKS, MTLS_STEP_WITHOUT_PROXY, WEIGHTS_HAVE_ONE_OWNER, CONTROLLER_REPLACES,
  ALB_FITS_GATEWAY, ALB_IS_TRUSTED,
];
