import { spawn } from 'node:child_process';
import { once } from 'node:events';
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

/** What Envoy does with the requests of apps, by the apps' names. The lab has begun with the first while the next are still made. */
export async function envoyDoes(lab: string, envoy: string, apps: Iterable<LabApp>, jobs: number): Promise<Map<string, LabResult>> {
  const child = spawn(lab, ['probe', '-v', '-envoy', envoy, '-jobs', String(jobs), '-']);
  const said: Buffer[] = [];
  const complaints: Buffer[] = [];
  child.stdout.on('data', (part: Buffer) => said.push(part));
  child.stderr.on('data', (part: Buffer) => complaints.push(part));
  // A lab that ends too early has said why; what it did not answer is told below.
  child.stdin.on('error', () => undefined);
  const ended = once(child, 'close');
  let count = 0;
  for (const { name, objects, mesh, requests } of apps) {
    count += 1;
    const line = JSON.stringify({ name, manifests: objects, mesh, outside: OUTSIDE, requests });
    if (!child.stdin.write(`${line}\n`)) { await Promise.race([once(child.stdin, 'drain'), ended]); }
    await new Promise((next) => { setImmediate(next); });
  }
  child.stdin.end();
  await ended;
  const results = Buffer.concat(said).toString().split('\n').filter((line) => line !== '').map((line) => JSON.parse(line) as LabResult);
  if (results.length !== count) { throw new Error(`the lab answered ${results.length} of ${count} apps: ${Buffer.concat(complaints).toString()}`); }
  return new Map(results.map((result) => [result.app, result]));
}
