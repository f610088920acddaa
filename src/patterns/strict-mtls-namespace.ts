import { ApiObject, JsonPatch } from 'cdk8s';
import { Construct } from 'constructs';
import type { Injection } from './injection';
import { addExceptions, type MtlsException } from './mtls-exception';
import { renderLabels } from '../model/labels';
import { requireDnsLabel } from '../model/names';
import { fieldOf } from '../resources/emit';
import { MtlsMode, PeerAuthentication } from '../resources/peer-authentication';

/** Properties of a StrictMtlsNamespace. */
export interface StrictMtlsNamespaceProps {
  /** The name of the namespace. */
  readonly name: string;

  /**
   * Whether the namespace itself is made. Without it, only the policies are.
   *
   * @default true
   */
  readonly createNamespace?: boolean;

  /**
   * How the namespace's pods become part of the mesh.
   *
   * @default - nothing is said: they do not, unless the mesh injects sidecars everywhere
   */
  readonly injection?: Injection;

  /**
   * More labels of the namespace.
   *
   * @default - none
   */
  readonly labels?: { [label: string]: string };

  /**
   * Workloads that also take callers without mutual TLS.
   *
   * @default - none
   */
  readonly exceptions?: MtlsException[];
}

/**
 * A namespace whose workloads take mutual TLS only. Callers without a sidecar are refused, exceptions apart.
 */
export class StrictMtlsNamespace extends Construct {
  /** The name of the namespace. */
  public readonly namespaceName: string;

  constructor(scope: Construct, id: string, props: StrictMtlsNamespaceProps) {
    super(scope, id);
    const field = fieldOf(this);
    const { name, injection } = props;
    this.namespaceName = requireDnsLabel(name, field.at('name'));
    if (props.createNamespace === false) {
      const extra = (['injection', 'labels'] as const).find((key) => props[key] !== undefined);
      if (extra !== undefined) {
        throw field.problem(`${extra} is given and createNamespace is false; it must be left out`, 'label the namespace where it is made');
      }
    } else {
      for (const label of Object.keys(injection?.labels ?? {})) {
        if (props.labels !== undefined && label in props.labels) {
          throw field.at('labels').at(label).error(props.labels[label], 'left out: injection sets this label');
        }
      }
      const namespace = new ApiObject(this, 'Namespace', {
        apiVersion: 'v1',
        kind: 'Namespace',
        metadata: { name, labels: { ...injection?.labels, ...renderLabels(props.labels ?? {}, field.at('labels')) } },
      });
      // cdk8s gives every object the chart's namespace; a namespace is in none.
      if (namespace.metadata.namespace !== undefined) { namespace.addJsonPatch(JsonPatch.remove('/metadata/namespace')); }
    }
    new PeerAuthentication(this, 'Policy', { metadata: { name: 'default', namespace: name }, mtls: MtlsMode.STRICT });
    addExceptions(this, props.exceptions ?? [], name, field.at('exceptions'));
  }
}
