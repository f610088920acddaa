import { DEFAULT_SETTINGS, type MeshSettings } from './mesh-settings';
import type { DataPlaneMode } from '../checks/mesh-context';
import type { PolicyPack } from '../checks/policy-pack';
import type { Field } from '../model/field';
import { defined } from '../model/json';
import { isDnsSubdomain, requireDnsLabel } from '../model/names';
import { requireText } from '../model/require';

/** Properties of a Mesh: how Istio is installed, and what exists in the cluster besides the app. */
export interface MeshProps {
  /**
   * The domain of the cluster: services are `name.namespace.svc.<domain>`.
   *
   * @default 'cluster.local'
   */
  readonly clusterDomain?: string;

  /**
   * The namespace whose policies hold for the whole mesh.
   *
   * @default 'istio-system'
   */
  readonly rootNamespace?: string;

  /**
   * The domain of the identities of workloads.
   *
   * @default 'cluster.local'
   */
  readonly trustDomain?: string;

  /**
   * The version of Istio, major and minor.
   *
   * @default '1.31'
   */
  readonly istioVersion?: string;

  /**
   * Which proxies carry the traffic of workloads.
   *
   * @default DataPlaneMode.SIDECAR
   */
  readonly dataPlaneMode?: DataPlaneMode;

  /**
   * Hosts that exist although no object of the app says so, fully qualified; `*.example.com` stands for all below.
   *
   * @default - a host that is not in the app gives a warning where something refers to it
   */
  readonly knownHosts?: string[];

  /**
   * Gateways that exist although no object of the app says so, as `namespace/name`.
   *
   * @default - a Gateway that is not in the app gives a warning where something refers to it
   */
  readonly knownGateways?: string[];

  /**
   * Labels of gateway pods that neither the app nor Istio's default profile installs.
   *
   * @default - the pods of the app, the gateways of an IstioOperator in it, and those of the default profile
   */
  readonly knownGatewayLabels?: Array<{ [label: string]: string }>;

  /**
   * Namespaces that others own: what is referred to in them is taken to exist.
   *
   * @default - none
   */
  readonly knownNamespaces?: string[];

  /**
   * Secrets that exist although no object of the app says so, as `namespace/name`.
   *
   * @default - none
   */
  readonly knownSecrets?: string[];

  /**
   * Extension providers of the MeshConfig that no object of the app says: those that AuthorizationPolicies and Telemetries name.
   *
   * @default - a provider that is not in the app gives a warning where something refers to it
   */
  readonly knownProviders?: string[];

  /**
   * Checks of the company's own, which run beside those of the library.
   *
   * @default - none
   */
  readonly policyPacks?: PolicyPack[];

  /**
   * Whether warnings stop the synth as errors do.
   *
   * @default false
   */
  readonly failOnWarnings?: boolean;

  /**
   * Whether errors stop the synth. If not, they are printed: for manifests that were taken over as they are.
   *
   * @default true
   */
  readonly failOnErrors?: boolean;
}

/** What is known of a mesh that is described so, defaults included. */
export function settingsOf(props: MeshProps, field: Field): MeshSettings {
  return { ...DEFAULT_SETTINGS, ...defined(validated(props, field)) };
}

function validated(props: MeshProps, field: Field): MeshProps {
  for (const name of ['clusterDomain', 'trustDomain'] as const) {
    const domain = props[name];
    if (domain !== undefined && !isDnsSubdomain(domain)) { throw field.at(name).error(domain, 'a domain, such as "cluster.local"'); }
  }
  if (props.rootNamespace !== undefined) { requireDnsLabel(props.rootNamespace, field.at('rootNamespace')); }
  if (props.istioVersion !== undefined && !/^1\.\d+$/.test(props.istioVersion)) {
    throw field.at('istioVersion').error(props.istioVersion, 'a major and a minor version, such as "1.31"');
  }
  props.knownHosts?.forEach((host, i) => requireText(host, field.at('knownHosts').at(i)));
  props.knownNamespaces?.forEach((namespace, i) => requireDnsLabel(namespace, field.at('knownNamespaces').at(i)));
  props.knownProviders?.forEach((name, i) => requireText(name, field.at('knownProviders').at(i)));
  props.policyPacks?.forEach(({ prefix }, i, packs) => {
    const first = packs.findIndex((other) => other.prefix === prefix);
    if (first < i) { throw field.at('policyPacks').at(i).at('prefix').error(prefix, `another than that of the pack with ${packs[first].codes.join(', ')}`); }
  });
  for (const name of ['knownGateways', 'knownSecrets'] as const) {
    props[name]?.forEach((id, i) => {
      if (!/^[^/]+\/[^/]+$/.test(id)) { throw field.at(name).at(i).error(id, 'a namespace and a name, as "namespace/name"'); }
    });
  }
  return props;
}
