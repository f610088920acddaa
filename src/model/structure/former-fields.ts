/** A field that an earlier Istio had, and what says the same today. */
interface FormerField {
  readonly kind: string;
  /** The fields above it, without the places in lists. */
  readonly above: string;
  readonly names: { readonly [name: string]: string };
}

const HEADERS = {
  appendHeaders: 'write headers.request.add',
  appendRequestHeaders: 'write headers.request.add',
  removeRequestHeaders: 'write headers.request.remove',
  appendResponseHeaders: 'write headers.response.add',
  removeResponseHeaders: 'write headers.response.remove',
};

const FORMER: readonly FormerField[] = [
  {
    kind: 'VirtualService',
    above: 'spec.http',
    names: { ...HEADERS, websocketUpgrade: 'leave it out, as requests are upgraded to WebSocket without it' },
  },
  { kind: 'VirtualService', above: 'spec.http.route', names: HEADERS },
  { kind: 'VirtualService', above: 'spec.http.fault.abort', names: { percent: 'write percentage.value' } },
  { kind: 'DestinationRule', above: 'spec.trafficPolicy.outlierDetection', names: { http: 'write what it holds one level up' } },
  {
    kind: 'PeerAuthentication',
    above: 'spec',
    names: { peers: 'write mtls', targets: 'write selector', origins: 'make a RequestAuthentication' },
  },
  { kind: 'RequestAuthentication', above: 'spec.jwtRules', names: { jwtHeaders: 'write fromHeaders', jwtParams: 'write fromParams' } },
  { kind: 'AuthorizationPolicy', above: 'spec', names: { subjects: 'write rules[].from', roleRef: 'write rules[].to' } },
];

/** What to write instead of a field that Istio had once; `undefined` if it never had it. */
export function insteadOfFormer(kind: string, path: ReadonlyArray<string | number>): string | undefined {
  const names = path.filter((key): key is string => typeof key === 'string');
  const above = names.slice(0, -1).join('.');
  const name = names[names.length - 1];
  const place = FORMER.find((former) => former.kind === kind && former.above === above && Object.hasOwn(former.names, name));
  return place?.names[name];
}
