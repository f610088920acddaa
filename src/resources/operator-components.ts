import { type OperatorKubernetes, renderKubernetes } from './operator-kubernetes';
import type { ServicePods } from './operator-service-json';
import type { Field } from '../model/field';
import { defined, given, type JsonObject } from '../model/json';
import { renderLabels } from '../model/labels';
import { requireDnsLabel, requireObjectName } from '../model/names';

/** Istio's CRDs and what is for the whole cluster. */
export interface OperatorBaseComponent {
  /**
   * Whether it is installed.
   *
   * @default - as the profile says
   */
  readonly enabled?: boolean;

  /**
   * Changes to rendered objects, as `overlays`; it has no pods.
   *
   * @default - none
   */
  readonly k8s?: OperatorKubernetes;
}

/** A part of an installation of Istio. */
export interface OperatorComponent extends OperatorBaseComponent {
  /**
   * The namespace that it is installed to.
   *
   * @default - the one of the installation
   */
  readonly namespace?: string;

  /**
   * The registry of its images. Gateways do not look at it.
   *
   * @default - the one of the installation
   */
  readonly hub?: string;

  /**
   * The tag of its images.
   *
   * @default - the one of the installation
   */
  readonly tag?: string;
}

/** A gateway that is installed with Istio. */
export interface OperatorGatewayComponent extends OperatorComponent {
  /** The name of its Deployment and Service: `istio-ingressgateway` and `istio-egressgateway` are those of the profiles. */
  readonly name: string;

  /**
   * Labels of its pods, by which a Gateway selects them. Gateways of equal labels are selected together.
   *
   * @default - `istio: ingressgateway` and `app: istio-ingressgateway`, or the same with `egress`
   */
  readonly label?: { [label: string]: string };
}

/**
 * The parts of an installation of Istio.
 *
 * @see https://istio.io/latest/docs/reference/config/istio.operator.v1alpha1/#IstioComponentSetSpec
 */
export interface OperatorComponents {
  /**
   * Istio's CRDs and what is for the whole cluster.
   *
   * @default - as the profile says
   */
  readonly base?: OperatorBaseComponent;

  /**
   * The control plane, istiod.
   *
   * @default - as the profile says
   */
  readonly pilot?: OperatorComponent;

  /**
   * What redirects pods' traffic, on each node.
   *
   * @default - as the profile says
   */
  readonly cni?: OperatorComponent;

  /**
   * The proxy of ambient mode, on each node.
   *
   * @default - as the profile says
   */
  readonly ztunnel?: OperatorComponent;

  /**
   * Gateways for traffic from outside. Given, they take the place of those of the profile.
   *
   * @default - as the profile says
   */
  readonly ingressGateways?: OperatorGatewayComponent[];

  /**
   * Gateways for traffic to the outside. Given, they take the place of those of the profile.
   *
   * @default - as the profile says
   */
  readonly egressGateways?: OperatorGatewayComponent[];
}

/** Which gateways' pods run as root, and so may listen below 1024. */
export interface Privileged {
  readonly ingressGateways: boolean;
  readonly egressGateways: boolean;
}

const NO_GATEWAY: ServicePods = { gateway: false, unprivileged: false };

/** The `components` of an IstioOperator. */
export function renderComponents(components: OperatorComponents, privileged: Privileged, field: Field): JsonObject {
  const component = (name: 'base' | 'pilot' | 'cni' | 'ztunnel') =>
    given(components[name], (one) => renderComponent(one, NO_GATEWAY, field.at(name)));
  const gateways = (name: 'ingressGateways' | 'egressGateways') =>
    given(components[name], (all) => renderGateways(all, { gateway: true, unprivileged: !privileged[name] }, field.at(name)));
  return defined({
    base: component('base'),
    pilot: component('pilot'),
    cni: component('cni'),
    ztunnel: component('ztunnel'),
    ingressGateways: gateways('ingressGateways'),
    egressGateways: gateways('egressGateways'),
  });
}

/** A registry of images, as Istio puts it before `/pilot`. */
export function requireHub(hub: string, field: Field): string {
  if (/^[A-Za-z0-9.-]+(:\d+)?(\/[a-z0-9_.-]+)*$/.test(hub)) { return hub; }
  throw field.error(hub, 'a registry of images, with or without a path (images.example.com/release)');
}

/** A tag of images. */
export function requireTag(tag: string, field: Field): string {
  if (/^[A-Za-z0-9_.-]{1,127}$/.test(tag)) { return tag; }
  throw field.error(tag, 'letters, digits, "_", "-" and ".", at most 127 characters');
}

/** A tag of a component. istioctl makes numbers of what looks like them, and so 1.3 of 1.30. */
function requireTextualTag(tag: string, field: Field): string {
  if (!readsAsNumber(tag)) { return requireTag(tag, field); }
  throw field.error(tag, 'no number, as istioctl changes numbers (1.30 is read as 1.3)', 'give the tag to the whole installation');
}

/** Whether istioctl takes a text for a number or a truth value, where it does not know better. */
export function readsAsNumber(text: string): boolean {
  return /^([+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?|[+-]?inf(inity)?|nan|t|f|true|false)$/i.test(text);
}

function renderGateways(gateways: OperatorGatewayComponent[], pods: ServicePods, field: Field): JsonObject[] {
  return gateways.map((gateway, i) => {
    const at = field.at(i);
    if (gateways.findIndex(({ name, namespace }) => name === gateway.name && namespace === gateway.namespace) < i) {
      throw at.at('name').error(gateway.name, 'a name of its own in the namespace');
    }
    return defined({
      name: requireObjectName(gateway.name, at.at('name')),
      label: given(gateway.label, (labels) => renderLabels(labels, at.at('label'))),
      ...renderComponent(gateway, pods, at),
    });
  });
}

function renderComponent(component: OperatorComponent, pods: ServicePods, field: Field): JsonObject {
  return defined({
    enabled: component.enabled,
    namespace: given(component.namespace, (namespace) => requireDnsLabel(namespace, field.at('namespace'))),
    hub: given(component.hub, (hub) => requireHub(hub, field.at('hub'))),
    tag: given(component.tag, (tag) => requireTextualTag(tag, field.at('tag'))),
    k8s: given(component.k8s, (k8s) => renderKubernetes(k8s, pods, field.at('k8s'))),
  });
}
