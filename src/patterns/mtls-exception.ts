import type { Construct } from 'constructs';
import type { Field } from '../model/field';
import { canonical } from '../model/json';
import { renderLabels } from '../model/labels';
import { requireObjectName } from '../model/names';
import { requirePort, requireSome } from '../model/require';
import { MtlsMode, PeerAuthentication } from '../resources/peer-authentication';
import { WorkloadSelector } from '../resources/workload-selector';

/** A workload that also takes callers without mutual TLS: those outside the mesh, for example. */
export interface MtlsException {
  /** The name of the policy for it. */
  readonly name: string;

  /** The labels of the workload's pods. */
  readonly selector: { [label: string]: string };

  /** What the workload takes. */
  readonly mode: MtlsMode;

  /**
   * The ports that the exception is for: ports of the pods, not of the Service.
   *
   * @default - all ports
   */
  readonly ports?: number[];
}

/** The policies for workloads that are not strict, wholly or on some ports. */
export function addExceptions(scope: Construct, exceptions: MtlsException[], namespace: string | undefined, field: Field): void {
  exceptions.forEach((exception, i) => {
    const here = field.at(i);
    const { name, selector, mode, ports } = exception;
    requireObjectName(name, here.at('name'));
    if (name === 'default') { throw here.at('name').error(name, 'another name: "default" is the strict policy itself'); }
    if (Object.keys(selector).length === 0) { throw here.at('selector').error(selector, 'at least one label'); }
    renderLabels(selector, here.at('selector'));
    if (mode !== MtlsMode.PERMISSIVE && mode !== MtlsMode.DISABLE) { throw here.at('mode').error(mode, 'PERMISSIVE or DISABLE'); }
    const same = exceptions.findIndex((other) => canonical(other.selector) === canonical(selector));
    if (same !== i) {
      throw here.problem(`${here.path} selects the pods that ${field.at(same).path} selects; a workload must have one policy`, 'put all ports into one exception');
    }
    if (ports !== undefined) { requireSome(ports, here.at('ports'), 'leave it out for all ports').forEach((port, j) => requirePort(port, here.at('ports').at(j))); }
    new PeerAuthentication(scope, name, {
      metadata: { name, namespace },
      selector: WorkloadSelector.labels(selector),
      ...ports === undefined
        ? { mtls: mode }
        : { mtls: MtlsMode.STRICT, portLevelMtls: Object.fromEntries(ports.map((port) => [String(port), mode])) },
    });
  });
}
