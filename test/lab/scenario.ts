import type { App } from 'cdk8s';

/*
 * What scenario.go reads, for scenarios that are written in TypeScript: the app and what is expected of it stand in one file,
 * `test/lab/scenarios/*.scenario.ts`. `scripts/lab-scenarios.ts` writes them as folders of manifests with a scenario.json.
 */

/** A number, exact or with the step's tolerance (see README.md), or a range that is taken literally. */
export type LabRange = number | { readonly min?: number; readonly max?: number };

/** What the pods behind a name do from now on. */
export interface LabBehaviour {
  readonly pods: string;
  readonly status?: number;
  readonly failFirst?: number;
  readonly delayMs?: number;
  readonly reset?: boolean;
  readonly headers?: { readonly [name: string]: string };
}

/** The token of a request, signed by the lab. */
export interface LabToken {
  readonly claims: { readonly [claim: string]: unknown };
  readonly expired?: boolean;
  readonly badKey?: boolean;
  readonly header?: string;
}

/** What is sent. */
export interface LabRequest {
  readonly url: string;
  readonly method?: string;
  readonly headers?: { readonly [name: string]: string };
  readonly body?: string;
  readonly count?: number;
  readonly concurrency?: number;
  readonly intervalMs?: number;
  readonly timeoutMs?: number;
  readonly maxSeconds?: number;
  readonly via?: string;
  readonly jwt?: LabToken;
  readonly http2?: boolean;
  readonly clientCert?: boolean;
  readonly insecure?: boolean;
  readonly newConnections?: boolean;
}

/** What must be measured. */
export interface LabExpectation {
  readonly tolerance?: number;
  readonly statusShare?: { readonly [status: string]: LabRange };
  readonly statusCount?: { readonly [status: string]: LabRange };
  readonly versionShare?: { readonly [version: string]: LabRange };
  readonly podShare?: { readonly [pod: string]: LabRange };
  readonly podsSeen?: LabRange;
  readonly podsPerKey?: LabRange;
  readonly repeatShare?: LabRange;
  readonly latencyMs?: { readonly [quantile: string]: LabRange };
  readonly received?: { readonly [pods: string]: LabRange };
  readonly receivedRatio?: { readonly [pods: string]: LabRange };
  readonly bodyContains?: readonly string[];
  readonly bodyNotContains?: readonly string[];
  readonly headerShare?: { readonly [header: string]: LabRange };
  readonly config?: ReadonlyArray<{ readonly pod: string; readonly path: string; readonly match?: string; readonly noMatch?: string }>;
}

/** Some requests of one caller, and what must be seen of them. */
export interface LabStep {
  readonly name: string;
  readonly from: string;
  readonly after?: readonly string[];
  readonly mutate?: readonly LabMutation[];
  readonly meanwhile?: boolean;
  readonly waitMs?: number;
  readonly set?: readonly LabBehaviour[];
  readonly request: LabRequest;
  readonly expect: LabExpectation;
}

/** A change of the app's objects. */
export interface LabMutation {
  readonly op: 'set' | 'unset' | 'delete' | 'add';
  readonly kind?: string;
  readonly name?: string;
  readonly namespace?: string;
  readonly path?: string;
  readonly value?: unknown;
  readonly object?: { readonly [field: string]: unknown };
}

/** The app with a mistake, over which the named steps must fail. */
export interface LabTwin {
  readonly name: string;
  readonly mutate?: readonly LabMutation[];
  readonly mesh?: { readonly [field: string]: unknown };
  readonly failing: readonly string[];
}

/** An app, and what real proxies must make of requests in it. */
export interface LabScenario {
  readonly name: string;
  readonly about: string;
  /** Adds the charts of the app, whose files are the manifests. */
  readonly app: (app: App) => void;
  readonly mesh?: { readonly [field: string]: unknown };
  readonly inject?: readonly string[];
  readonly clients?: readonly string[];
  readonly outside?: ReadonlyArray<{
    readonly host: string;
    readonly ports: ReadonlyArray<{ readonly port: number; readonly tls?: boolean; readonly certificate?: string; readonly clientCert?: boolean }>;
  }>;
  readonly zones?: { readonly [pods: string]: string };
  readonly maxReplicas?: number;
  readonly ownMesh?: boolean;
  readonly mutate?: readonly LabMutation[];
  readonly steps: readonly LabStep[];
  readonly twins: readonly LabTwin[];
}
