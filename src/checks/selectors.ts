import type { AppObject } from './app-object';
import type { Cursor } from './cursor';

/** Where kinds say which workloads they are for: the selector, and what its labels are called. */
const PATHS: { readonly [kind: string]: readonly [string, string] } = {
  AuthorizationPolicy: ['selector', 'matchLabels'],
  DestinationRule: ['workloadSelector', 'matchLabels'],
  EnvoyFilter: ['workloadSelector', 'labels'],
  PeerAuthentication: ['selector', 'matchLabels'],
  ProxyConfig: ['selector', 'matchLabels'],
  RequestAuthentication: ['selector', 'matchLabels'],
  ServiceEntry: ['workloadSelector', 'labels'],
  Sidecar: ['workloadSelector', 'labels'],
  Telemetry: ['selector', 'matchLabels'],
  TrafficExtension: ['selector', 'matchLabels'],
  WasmPlugin: ['selector', 'matchLabels'],
};

/** The kinds of Istio that have one. */
export const SELECTING_KINDS: readonly string[] = Object.keys(PATHS);

/** The selector of an object of Istio, and its labels; `undefined`, if it has none that can be read. */
export function selectorIn({ kind, spec }: AppObject): { selector: Cursor; labels: Cursor; name: string } | undefined {
  if (!Object.hasOwn(PATHS, kind)) { return undefined; }
  const [at, name] = PATHS[kind];
  const selector = spec.at(at);
  const labels = selector.at(name);
  return selector.fields === undefined || (labels.given && labels.fields === undefined) ? undefined : { selector, labels, name };
}
