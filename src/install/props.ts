import type { ApiObjectMetadata } from 'cdk8s';
import type { InstallComponent, InstallControlPlane, InstallNodeAgent } from './install-component';
import type { InstallGateway } from './install-gateway';
import type { InstallProfile } from './install-profile';
import type { MeshConfig } from './mesh/mesh-config';
import type { IstioOperatorValues } from '../../imports/install.istio.io';

/** Properties of an IstioInstall. */
export interface IstioInstallProps {
  /**
   * What everything else here changes.
   *
   * @default InstallProfile.DEFAULT
   */
  readonly profile?: InstallProfile;

  /**
   * The name of this control plane, where several run side by side: `1-31-0`. Its objects bear it: the Deployment is then
   * called `istiod-1-31-0`.
   *
   * @default - it has none, and is the only one
   */
  readonly revision?: string;

  /**
   * Names that stand for this control plane besides: `prod`. Namespaces that choose it by such a name follow when the name
   * goes to another revision. `default` stands for it where `istio-injection` says no revision, and needs a revision.
   *
   * @default - none
   * @see https://istio.io/latest/docs/setup/upgrade/canary/#stable-revision-labels
   */
  readonly revisionTags?: string[];

  /**
   * The registry of images.
   *
   * @default - the one of istioctl's release
   */
  readonly hub?: string;

  /**
   * The tag of images.
   *
   * @default - the one of istioctl's release
   */
  readonly tag?: string;

  /**
   * The namespace of the control plane.
   *
   * @default - that of the chart; istio-system, if it has none
   */
  readonly namespace?: string;

  /**
   * The control plane, istiod.
   *
   * @default - as the profile says: installed, except in EMPTY
   */
  readonly pilot?: InstallControlPlane;

  /**
   * Gateways for traffic from outside. They are all: the profile's is gone, unless it is given too.
   *
   * @default - one, `istio-ingressgateway`, in DEFAULT, DEMO, OPENSHIFT, PREVIEW and STABLE; otherwise none
   */
  readonly ingressGateways?: InstallGateway[];

  /**
   * Gateways for traffic to the outside. They are all: the profile's is gone, unless it is given too.
   *
   * @default - one, `istio-egressgateway`, in DEMO; otherwise none
   */
  readonly egressGateways?: InstallGateway[];

  /**
   * What redirects pods' traffic, on each node. Without it, pods do so themselves, for which they need privileges.
   *
   * @default - installed in AMBIENT, OPENSHIFT and OPENSHIFT_AMBIENT
   */
  readonly cni?: InstallNodeAgent;

  /**
   * The proxy of ambient mode, on each node. It is of use in AMBIENT and OPENSHIFT_AMBIENT, which see to the rest.
   *
   * @default - installed in AMBIENT and OPENSHIFT_AMBIENT
   */
  readonly ztunnel?: InstallNodeAgent;

  /**
   * Istio's CRDs and what is for the whole cluster.
   *
   * @default - installed, except in EMPTY
   */
  readonly base?: InstallComponent;

  /**
   * What the whole mesh is told: Istio's MeshConfig. Objects are merged with the profile's, lists take their place.
   *
   * @default - as the profile says
   * @see https://istio.io/latest/docs/reference/config/istio.mesh.v1alpha1/
   */
  readonly meshConfig?: MeshConfig;

  /**
   * Values of Istio's charts that no other property says, typed as istioctl knows them. Those of `gateways.istioIngressgateway` go
   * for all ingress gateways, those of `gateways.istioEgressgateway` for all egress gateways.
   *
   * @default - as the profile says
   * @see https://istio.io/latest/docs/reference/config/istio.operator.v1alpha1/
   */
  readonly chartValues?: IstioOperatorValues;

  /**
   * More values of Istio's charts, as plain data with the charts' own names: `{ gateways: { 'istio-ingressgateway': { … } } }`.
   *
   * @default - as the profile says
   */
  readonly values?: { [key: string]: unknown };

  /**
   * Values that Istio's charts do not know, for charts of one's own.
   *
   * @default - none
   */
  readonly unvalidatedValues?: { [key: string]: unknown };

  /**
   * The folder of charts and profiles of one's own, for istioctl.
   *
   * @default - those within istioctl
   */
  readonly installPackagePath?: string;

  /**
   * An older release whose behaviour is kept: `1.30`.
   *
   * @default - as the release that is installed
   */
  readonly compatibilityVersion?: string;

  /**
   * Name, labels and annotations of the object, which no cluster ever sees.
   *
   * @default - named like the construct's id
   */
  readonly metadata?: ApiObjectMetadata;
}
