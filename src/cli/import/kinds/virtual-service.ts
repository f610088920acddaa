import { httpRoute } from './http-route';
import { destination, gateway } from './references';
import type { TcpMatch, TcpRoute, TlsMatch, TlsRoute, VirtualServiceProps, WeightedDestination } from '../../../resources';
import { labels, listOf, type Members, needed, number, record, text, texts, under } from '../reader';

const gateways = listOf(gateway);

const weightedDestinations = listOf(record<WeightedDestination>({ destination: needed('destination', destination), weight: number }));

const TCP_MATCH: Members<TcpMatch> = { destinationSubnets: texts, port: number, sourceLabels: labels, sourceNamespace: text, gateways };

export const VIRTUAL_SERVICE: Members<Omit<VirtualServiceProps, 'metadata'>> = {
  hosts: texts,
  gateways,
  http: listOf(httpRoute),
  tls: listOf(record<TlsRoute>({
    matches: needed('match', listOf(record<TlsMatch>({ ...TCP_MATCH, sniHosts: needed('sniHosts', texts) }))),
    destinations: needed('route', weightedDestinations),
  })),
  tcp: listOf(record<TcpRoute>({ matches: under('match', listOf(record(TCP_MATCH))), destinations: needed('route', weightedDestinations) })),
  exportTo: texts,
};
