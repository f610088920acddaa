import { requireFolderName } from './folder-name';
import type { MeshProps } from '../analysis/mesh-props';
import type { Field } from '../model/field';
import { defined } from '../model/json';
import { renderLabels } from '../model/labels';
import { requireText } from '../model/require';

/** A cluster of a fleet. */
export interface FleetClusterProps {
  /** The name, unique in the fleet. It is that of the cluster's folder, too. */
  readonly name: string;

  /**
   * What tells the cluster from others: `{ env: 'production' }`. Parts and steps choose clusters by it.
   *
   * @default - none
   */
  readonly labels?: { [label: string]: string };

  /**
   * Where the cluster is, for parts that ask.
   *
   * @default - unknown: asking is an error
   */
  readonly region?: string;

  /**
   * The network of the cluster's pods: Istio's `global.network`. Endpoints of another network are reached by its east-west gateway.
   *
   * @default - the one network that all clusters without a name for it are in
   * @see https://istio.io/latest/docs/reference/glossary/#network
   */
  readonly network?: string;

  /**
   * The mesh that the cluster is of: Istio's `global.meshID`.
   *
   * @default - istiod takes the trust domain
   */
  readonly meshId?: string;

  /**
   * How Istio is installed there, and what exists besides the fleet, for the checks and for the names of hosts.
   *
   * @default - as a Mesh without properties
   */
  readonly mesh?: MeshProps;

  /**
   * The name that Argo CD knows the cluster by.
   *
   * @default - the name
   */
  readonly argoCdName?: string;

  /**
   * What else parts ask for, each a text, a number or a boolean: `{ canaryWeight: 10 }`.
   *
   * @default - nothing: asking is an error
   */
  readonly settings?: { [name: string]: unknown };
}

/** A cluster of a fleet, as parts see it. */
export class FleetCluster {
  /** @internal */
  public static _of(props: FleetClusterProps, field: Field): FleetCluster {
    return new FleetCluster(props, field);
  }

  /** The name, which is that of its folder. */
  public readonly name: string;

  /** What tells it from others. */
  public readonly labels: { [label: string]: string };

  /** The network of its pods, if it has a name. */
  public readonly network?: string;

  /** The name that Argo CD knows it by. */
  public readonly argoCdName: string;

  /** How Istio is installed there. */
  public readonly mesh: MeshProps;

  private constructor(private readonly props: FleetClusterProps, private readonly field: Field) {
    this.name = requireFolderName(props.name, field.at('name'));
    this.labels = props.labels === undefined ? {} : renderLabels(props.labels, field.at('labels'));
    this.network = props.network === undefined ? undefined : requireText(props.network, field.at('network'));
    if (props.meshId !== undefined) { requireText(props.meshId, field.at('meshId')); }
    this.argoCdName = requireText(props.argoCdName ?? this.name, field.at('argoCdName'));
    this.mesh = props.mesh ?? {};
    for (const [name, value] of Object.entries(props.settings ?? {})) {
      if (!['string', 'number', 'boolean'].includes(typeof value)) { throw field.at('settings').at(name).error(value, 'a text, a number or a boolean'); }
    }
  }

  /** Where the cluster is. An error, if the fleet does not say it. */
  public get region(): string {
    return requireText(this.props.region as string, this.field.at('region'));
  }

  /**
   * The values of Istio's charts that tell clusters of one mesh apart, for `values` of an installation:
   * `global.meshID`, `global.multiCluster.clusterName`, `global.network`.
   *
   * @see https://istio.io/latest/docs/setup/install/multicluster/
   */
  public get installValues(): { [key: string]: unknown } {
    return { global: defined({ meshID: this.props.meshId, multiCluster: { clusterName: this.name }, network: this.network }) };
  }

  /**
   * A setting that is a text. An error, if the cluster has none of the name.
   *
   * @param name the name of the setting
   */
  public text(name: string): string {
    return this.setting(name, 'string', 'a text') as string;
  }

  /**
   * A setting that is a number. An error, if the cluster has none of the name.
   *
   * @param name the name of the setting
   */
  public number(name: string): number {
    return this.setting(name, 'number', 'a number') as number;
  }

  /**
   * A setting that is a boolean. An error, if the cluster has none of the name.
   *
   * @param name the name of the setting
   */
  public flag(name: string): boolean {
    return this.setting(name, 'boolean', 'a boolean') as boolean;
  }

  private setting(name: string, type: string, what: string): unknown {
    const value = Object.entries(this.props.settings ?? {}).find(([key]) => key === name)?.[1];
    if (typeof value === type) { return value; }
    throw this.field.at('settings').at(name).error(value, `${what}, as a part asks for it`);
  }
}
