import type { Field } from '../model/field';
import { defined } from '../model/json';
import { amountOf } from '../model/quantity';

/** CPU and memory, as quantities of Kubernetes. */
export interface ComputeResources {
  /**
   * CPU: `100m`, `2`.
   *
   * @default - nothing is said of it
   */
  readonly cpu?: string;

  /**
   * Memory: `128Mi`, `1Gi`.
   *
   * @default - nothing is said of it
   */
  readonly memory?: string;
}

/** What a sidecar asks for, and what it gets at most. One of the four replaces all that the installation says of them. */
export interface SidecarResources {
  /**
   * What it asks for.
   *
   * @default - nothing, if there are limits: Kubernetes then takes these
   */
  readonly requests?: ComputeResources;

  /**
   * What it gets at most. The limit of CPU is the number of its threads too, where `concurrency` is not given.
   *
   * @default - no limits, if there are requests, and a thread for each core of the machine
   */
  readonly limits?: ComputeResources;
}

const NAMES = {
  requests: { cpu: 'sidecar.istio.io/proxyCPU', memory: 'sidecar.istio.io/proxyMemory' },
  limits: { cpu: 'sidecar.istio.io/proxyCPULimit', memory: 'sidecar.istio.io/proxyMemoryLimit' },
} as const;

/** The annotations of a sidecar's resources. */
export function resourceAnnotations({ requests, limits }: SidecarResources, field: Field): { [annotation: string]: string } {
  const annotations = defined(Object.fromEntries((['cpu', 'memory'] as const).flatMap((resource) => {
    const [asked, most] = ([['requests', requests], ['limits', limits]] as const).map(([name, all]) =>
      requireQuantity(all?.[resource], field.at(name).at(resource)));
    if (asked !== undefined && most !== undefined && asked.amount > most.amount) {
      throw field.at('requests').at(resource).error(asked.text, `at most the limit, ${most.text}`);
    }
    return [[NAMES.requests[resource], asked?.text], [NAMES.limits[resource], most?.text]];
  })));
  if (Object.keys(annotations).length === 0) {
    throw field.error({ requests, limits }, 'at least one of requests and limits, of cpu or memory', 'leave it out for what the installation says');
  }
  return annotations as { [annotation: string]: string };
}

function requireQuantity(text: string | undefined, field: Field): { text: string; amount: number } | undefined {
  if (text === undefined) { return undefined; }
  const amount = amountOf(text);
  if (amount !== undefined) { return { text, amount }; }
  throw field.error(text, 'a quantity of Kubernetes (500m, 2Gi)');
}
