import { AppView } from '../../../src/checks/app-view';
import { DEFAULT_CONTEXT, type MeshContext } from '../../../src/checks/mesh-context';
import { admit } from '../../../src/testing/simulator/server/admit';
import type { Arriving, ArrivingRequest, ServerVerdict, ServingWorkload } from '../../../src/testing/simulator/server/arrival';
import { rendered } from '../../checks/run';

/** The pods at which everything arrives, if a test says nothing else. */
export const REVIEWS: ServingWorkload = { namespace: 'shop', name: 'reviews', labels: { app: 'reviews', version: 'v1' }, hasSidecar: true };

/** Their service: port 9080 is HTTP, 3306 is TCP, 7070 is what its first bytes are. */
export const SERVICE = `
apiVersion: v1
kind: Service
metadata: {name: reviews, namespace: shop}
spec:
  selector: {app: reviews}
  ports: [{name: http, port: 80, targetPort: 9080}, {name: tcp-db, port: 3306}, {name: any, port: 7070}]
`;

/** What a test changes of `GET /` over mutual TLS, by the web frontend. */
export type Change = Partial<Omit<Arriving, 'request'>> & { readonly request?: Partial<ArrivingRequest> | null };

const REQUEST: ArrivingRequest = { host: 'reviews:80', method: 'GET', path: '/', headers: {} };

/** `principal: undefined` says that the caller shows none. */
export function arriving({ request, ...change }: Change = {}): Arriving {
  return {
    tls: 'mutual',
    principal: change.tls === undefined || change.tls === 'mutual' ? 'cluster.local/ns/shop/sa/web' : undefined,
    sourceIp: '10.1.2.3',
    port: 9080,
    protocol: request === null ? 'tcp' : 'http',
    ...(request === null ? {} : { request: { ...REQUEST, ...request } }),
    ...change,
  };
}

/** What becomes of it. */
export function verdict(
  yaml: string, change: Change = {}, workload: Partial<ServingWorkload> = {}, context: Partial<MeshContext> = {},
): ServerVerdict {
  const view = new AppView(rendered(yaml === '' ? SERVICE : `${SERVICE}\n---\n${yaml}`), { ...DEFAULT_CONTEXT, ...context });
  return admit(view, { ...REVIEWS, ...workload }, arriving(change));
}

/** A policy with a spec in YAML's flow style, in namespace `shop` for the pods of `reviews` unless it says something else. */
export function policy(kind: string, name: string, spec: string, namespace = 'shop', metadata = ''): string {
  return `apiVersion: security.istio.io/v1\nkind: ${kind}\nmetadata: {name: ${name}, namespace: ${namespace}${metadata}}\nspec: ${spec}`;
}

/** Several objects. */
export function objects(...texts: readonly string[]): string {
  return texts.join('\n---\n');
}

/** The verdict in a line. */
export function line({ outcome, status, authorization, undecided }: ServerVerdict): string {
  const { policy: by, rule } = authorization;
  return [outcome, status, by === undefined ? undefined : `${by}[${rule}]`, undecided.length > 0 ? '?' : undefined].filter((part) => part !== undefined).join(' ');
}
