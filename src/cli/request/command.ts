import { Duration } from 'cdk8s';
import { text } from './text';
import type { MeshProps } from '../../analysis/mesh-props';
import type { JsonObject } from '../../model/json';
import { describeDuration } from '../../testing/expectation/describe';
import type { MeshRequest } from '../../testing/mesh-request';
import { MeshTesting } from '../../testing/mesh-testing';
import { RequestProtocol } from '../../testing/request-protocol';
import type { RequestSource } from '../../testing/request-source';
import { meshPropsOf } from '../analyze/mesh-file';
import type { Terminal } from '../terminal';
import { readYaml } from '../yaml/documents';
import { sources } from '../yaml/sources';

export interface RequestCommandOptions {
  readonly to: string;
  readonly port?: number;
  readonly protocol?: string;
  readonly method?: string;
  readonly path?: string;
  readonly query: readonly string[];
  readonly header: readonly string[];
  readonly sni?: string;
  readonly gateway?: string;
  readonly from?: string;
  readonly label: readonly string[];
  readonly serviceAccount?: string;
  readonly sidecar: boolean;
  readonly ip?: string;
  readonly claim: readonly string[];
  readonly mesh?: string;
  readonly assume: readonly string[];
  readonly format: string;
}

/** A name and its value, as they are written beside each other. */
const PAIR = /^([^=]+)=(.*)$/s;

/** Tells what happens to a request in the mesh that files describe. The exit code. */
export function requestCommand(paths: readonly string[], options: RequestCommandOptions, { out }: Terminal): number {
  const objects = sources([...paths, ...options.assume]).flatMap(({ name, read }) => {
    const { objects: found, problems } = readYaml(read());
    if (problems.length > 0) { throw new Error(problems.map(({ line, text: what }) => `${name}:${line}: ${what}`).join('\n')); }
    return found.map((each): JsonObject => each.json);
  });
  const mesh: MeshProps = meshPropsOf(options.mesh);
  const request = requestOf(options);
  const treatment = MeshTesting.ofObjects(objects, mesh).request(request);
  out(options.format === 'json' ? `${JSON.stringify(treatment, shown, 2)}\n` : text(request, treatment));
  return 0;
}

function requestOf(options: RequestCommandOptions): MeshRequest {
  const { to, port, protocol, method, path, sni, gateway } = options;
  const claims = Object.entries(pairs(options.claim, '--claim')).map(([name, value]) => [name, json(value)]);
  return {
    to,
    port,
    protocol: protocol as RequestProtocol | undefined,
    method,
    path,
    sni,
    gateway,
    query: pairs(options.query, '--query'),
    headers: pairs(options.header, '--header'),
    source: sourceOf(options),
    claims: claims.length === 0 ? undefined : Object.fromEntries(claims) as MeshRequest['claims'],
  };
}

/** The caller of `--from NAMESPACE` or `--from NAMESPACE/WORKLOAD`, and what is said of it besides. */
function sourceOf({ from, label, serviceAccount, sidecar, ip }: RequestCommandOptions): RequestSource {
  const [namespace, workload] = (from ?? '').split('/');
  return {
    namespace: namespace === '' ? undefined : namespace,
    workload,
    labels: label.length === 0 ? undefined : pairs(label, '--label'),
    serviceAccount,
    hasSidecar: sidecar ? undefined : false,
    ipAddress: ip,
  };
}

function pairs(given: readonly string[], option: string): { [name: string]: string } {
  return Object.fromEntries(given.map((one) => {
    const [, name, value] = PAIR.exec(one) ?? [];
    if (name === undefined) { throw new Error(`${option} is ${JSON.stringify(one)}; it must be a name and a value; write name=value`); }
    return [name, value];
  }));
}

/** Claims may be lists, objects, numbers and booleans, written in JSON; all else is a text. */
function json(value: string): unknown {
  try { return JSON.parse(value); } catch { return value; }
}

/** Durations as YAML has them. */
function shown(_: string, value: unknown): unknown {
  return value instanceof Duration ? describeDuration(value) : value;
}
