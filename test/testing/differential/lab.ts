import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { OUTSIDE } from './world';
import type { JsonObject } from '../../../src/model/json';

/** A request as the lab sends it. */
export interface LabRequest {
  readonly from: string;
  readonly via?: string;
  readonly method?: string;
  readonly url: string;
  readonly headers?: { readonly [name: string]: string };
  readonly jwt?: { readonly claims: JsonObject; readonly header?: string };
  readonly http2?: boolean;
  readonly insecure?: boolean;
}

/** What a proxy logs of a request or connection. */
export interface ProxyLog {
  readonly proxy: string;
  readonly route?: string;
  readonly config?: string;
  readonly cluster?: string;
  readonly upstream?: string;
  readonly flags?: string;
  readonly details?: string;
  readonly code?: number;
  readonly closed?: string;
  readonly failure?: string;
  readonly path?: string;
  readonly authority?: string;
  readonly sni?: string;
  readonly tls?: string;
  readonly peer?: string;
  readonly local?: string;
  readonly chain?: string;
}

/** What became of a request. */
export interface LabAnswer {
  readonly status?: number;
  readonly grpc?: string;
  readonly error?: string;
  readonly headers?: { readonly [name: string]: readonly string[] };
  readonly pod?: string;
  readonly body?: string;
  readonly received?: Received;
  readonly ms: number;
  readonly logs?: readonly ProxyLog[];
}

/** What a pod says that it received. */
export interface Received {
  readonly pod: string;
  readonly namespace: string;
  readonly from: string;
  readonly method?: string;
  readonly path?: string;
  readonly host?: string;
  readonly headers?: { readonly [name: string]: readonly string[] };
  readonly tls: false | { readonly sni: string };
}

/** A route that a VirtualService made, as Envoy has it. */
export type EnvoyRoute = JsonObject;

/** What a proxy was told. */
export interface ProxyConfig {
  readonly proxy: string;
  readonly error?: string;
  readonly routes?: ReadonlyArray<{ readonly config: string; readonly host: string; readonly routes: readonly EnvoyRoute[] }>;
  readonly clusters?: { readonly [name: string]: JsonObject };
}

/** What the lab measured of an app. */
export interface LabResult {
  readonly app: string;
  readonly error?: string;
  readonly invalid?: readonly string[];
  readonly refused?: readonly string[];
  readonly results?: readonly LabAnswer[];
  readonly proxies?: readonly ProxyConfig[];
  readonly becomeMs: number;
  readonly totalMs: number;
}

/** An app as the lab takes it. */
export interface LabApp {
  readonly name: string;
  readonly objects: readonly JsonObject[];
  readonly mesh: JsonObject;
  readonly requests: readonly LabRequest[];
}

/** What Envoy does with the requests of apps, by the apps' names. */
export function envoyDoes(lab: string, envoy: string, apps: readonly LabApp[], jobs: number): Map<string, LabResult> {
  const folder = mkdtempSync(join(tmpdir(), 'differential-'));
  try {
    const file = join(folder, 'apps.jsonl');
    writeFileSync(file, apps.map(({ name, objects, mesh, requests }) => JSON.stringify({ name, manifests: objects, mesh, outside: OUTSIDE, requests })).join('\n'));
    const { stdout, stderr } = spawnSync(lab, ['probe', '-v', '-envoy', envoy, '-jobs', String(jobs), file], { encoding: 'utf8', maxBuffer: 2 ** 30 });
    const results = stdout.split('\n').filter((line) => line !== '').map((line) => JSON.parse(line) as LabResult);
    if (results.length !== apps.length) { throw new Error(`the lab answered ${results.length} of ${apps.length} apps: ${stderr}`); }
    return new Map(results.map((result) => [result.app, result]));
  } finally {
    rmSync(folder, { recursive: true });
  }
}
