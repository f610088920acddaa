import { type Duration, Yaml } from 'cdk8s';
import { Construct, type IConstruct } from 'constructs';
import { addPodMetadata } from './pod-template';
import { type ProxySettings, renderProxySettings } from './proxy-settings';
import { captureAnnotations, type SidecarCapture } from './sidecar-capture';
import { loggingAnnotations, type SidecarLogging } from './sidecar-logging';
import { resourceAnnotations, type SidecarResources } from './sidecar-resources';
import { type SidecarStats, statsAnnotations } from './sidecar-stats';
import { type SidecarVolume, volumeAnnotations } from './sidecar-volume';
import type { Field } from '../model/field';
import { defined, given } from '../model/json';
import { renderLabels } from '../model/labels';
import { requireDnsLabel, requireObjectName } from '../model/names';
import { requireInteger, requirePort, requireSome, requireText } from '../model/require';
import { fieldOf } from '../resources/emit';
import type { ProxyImageType } from '../resources/proxy-config';

/** When a sidecar counts as ready. Times are in whole seconds. */
export interface SidecarReadiness {
  /**
   * The time before it is asked for the first time.
   *
   * @default - as the installation says: 1 second
   */
  readonly initialDelay?: Duration;

  /**
   * The time between two questions.
   *
   * @default - as the installation says: 15 seconds
   */
  readonly period?: Duration;

  /**
   * Bad answers in a row that make it not ready.
   *
   * @default - as the installation says: 4
   */
  readonly failureThreshold?: number;

  /**
   * Ports of the application that must be known to the sidecar before it is ready.
   *
   * @default - those of its containers
   */
  readonly applicationPorts?: number[];
}

/** Properties of a SidecarSettings. */
export interface SidecarSettingsProps {
  /** What makes the pods: Deployments, StatefulSets, DaemonSets, Jobs, CronJobs, …, of whichever library. */
  readonly workloads: IConstruct[];

  /**
   * Whether the pods get a sidecar.
   *
   * @default - as the namespace says
   */
  readonly inject?: boolean;

  /**
   * The revision or tag of the control plane that the sidecar is of, where the namespace names none.
   *
   * @default - as the namespace says
   */
  readonly revision?: string;

  /**
   * Whether the proxy of their node takes part in the mesh for the pods, which then have no sidecar.
   *
   * @default - as the namespace says
   */
  readonly ambient?: boolean;

  /**
   * The waypoint that traffic to the very pods, not to their services, goes through in ambient mode. `none` for none.
   *
   * @default - as the namespace says
   */
  readonly waypoint?: string;

  /**
   * Whether the sidecar is a native one of Kubernetes: an init container that goes on running, so that it starts before the
   * application and init containers, and ends after it. A Job whose sidecar is none never ends by itself.
   *
   * @default - where Kubernetes has them
   */
  readonly nativeSidecar?: boolean;

  /**
   * What the sidecar asks for, and what it gets at most.
   *
   * @default - as the installation says: 100m and 128Mi, at most 2 and 1Gi
   */
  readonly resources?: SidecarResources;

  /**
   * The whole name of the proxy's image.
   *
   * @default - as the installation says
   */
  readonly image?: string;

  /**
   * The kind of the proxy's image.
   *
   * @default - as the mesh says: ProxyImageType.DEFAULT
   */
  readonly imageType?: ProxyImageType;

  /**
   * Settings of the proxy.
   *
   * @default - those of ProxyConfigs and of the mesh
   */
  readonly proxy?: ProxySettings;

  /**
   * Which connections the sidecar gets.
   *
   * @default - all
   */
  readonly capture?: SidecarCapture;

  /**
   * What the sidecar writes to its log.
   *
   * @default - as the installation says
   */
  readonly logging?: SidecarLogging;

  /**
   * What the sidecar measures.
   *
   * @default - as the installation says
   */
  readonly stats?: SidecarStats;

  /**
   * When the sidecar counts as ready.
   *
   * @default - when it has its first configuration
   */
  readonly readiness?: SidecarReadiness;

  /**
   * Whether Kubernetes' probes by HTTP, TCP and gRPC go through the agent of the sidecar, so that they need no mutual TLS.
   *
   * @default - as the installation says: true
   */
  readonly rewriteAppProbes?: boolean;

  /**
   * The port on which the sidecar tells whether it is ready. 0 for none.
   *
   * @default 15020
   */
  readonly statusPort?: number;

  /**
   * Volumes that the sidecar sees.
   *
   * @default - none beside its own
   */
  readonly volumes?: SidecarVolume[];

  /**
   * The name of a ConfigMap in the pods' namespace whose `custom_bootstrap.json` is added to Envoy's bootstrap.
   *
   * @default - none
   */
  readonly bootstrapOverride?: string;

  /**
   * The templates that the sidecar is made of.
   *
   * @default - `sidecar`
   */
  readonly templates?: string[];

  /**
   * The network that the pods are in.
   *
   * @default - as the installation says
   */
  readonly network?: string;

  /**
   * The name that telemetry knows the pods' application by.
   *
   * @default - by the label `app.kubernetes.io/name` or `app`, else the name of the workload
   */
  readonly canonicalName?: string;

  /**
   * The version that telemetry knows the pods' application by.
   *
   * @default - by the label `app.kubernetes.io/version` or `version`, else `latest`
   */
  readonly canonicalRevision?: string;
}

/** What means a sidecar, and nothing to pods without one. */
const OF_SIDECARS = [
  'revision', 'nativeSidecar', 'resources', 'image', 'imageType', 'proxy', 'capture', 'logging', 'stats', 'readiness', 'rewriteAppProbes', 'statusPort',
  'volumes', 'bootstrapOverride', 'templates',
] as const;

/**
 * Says for some workloads whether their pods get a sidecar, and which: labels and annotations of the pods' template. They are read
 * when pods are made.
 *
 * @see https://istio.io/latest/docs/reference/config/annotations/
 */
export class SidecarSettings extends Construct {
  constructor(scope: Construct, id: string, props: SidecarSettingsProps) {
    super(scope, id);
    const field = fieldOf(this);
    requireSome(props.workloads, field.at('workloads'));
    requireSidecar(props, field);
    const metadata = { labels: labelsOf(props, field), annotations: annotationsOf(props, field) };
    if (Object.keys(metadata.labels).length + Object.keys(metadata.annotations).length === 0) {
      throw field.problem('nothing is said of the workloads; it must be at least one property');
    }
    props.workloads.forEach((workload, i) => addPodMetadata(workload, metadata, field.at('workloads').at(i)));
  }
}

function requireSidecar(props: SidecarSettingsProps, field: Field): void {
  const without = props.inject === false ? 'inject is false' : props.ambient === true ? 'ambient is true' : undefined;
  const idle = OF_SIDECARS.find((name) => props[name] !== undefined) ?? (props.inject === true ? 'inject' : undefined);
  if (without !== undefined && idle !== undefined) {
    throw field.problem(`${idle} is given and ${without}; it must be left out: the pods have no sidecar that it could be about`);
  }
  if (props.nativeSidecar === true && props.proxy?.holdApplicationUntilProxyStarts !== undefined) {
    throw field.at('proxy').at('holdApplicationUntilProxyStarts').error(props.proxy.holdApplicationUntilProxyStarts,
      'left out next to nativeSidecar, which starts before the application anyway');
  }
  if (props.image !== undefined && props.imageType !== undefined) { throw field.problem('image and imageType are given; it must be one of them'); }
}

function labelsOf(props: SidecarSettingsProps, field: Field): { [label: string]: string } {
  return renderLabels(defined({
    'sidecar.istio.io/inject': given(props.inject, String),
    'istio.io/rev': given(props.revision, (revision) => requireDnsLabel(revision, field.at('revision'))),
    'istio.io/dataplane-mode': given(props.ambient, (ambient) => ambient ? 'ambient' : 'none'),
    'istio.io/use-waypoint': given(props.waypoint, (name) => requireDnsLabel(name, field.at('waypoint'))),
    'topology.istio.io/network': given(props.network, (network) => requireText(network, field.at('network'))),
    'service.istio.io/canonical-name': given(props.canonicalName, (name) => requireText(name, field.at('canonicalName'))),
    'service.istio.io/canonical-revision': given(props.canonicalRevision, (revision) => requireText(revision, field.at('canonicalRevision'))),
  }) as { [label: string]: string }, field);
}

function annotationsOf(props: SidecarSettingsProps, field: Field): { [annotation: string]: string } {
  return defined({
    'sidecar.istio.io/nativeSidecar': given(props.nativeSidecar, String),
    ...given(props.resources, (resources) => resourceAnnotations(resources, field.at('resources'))),
    'sidecar.istio.io/proxyImage': given(props.image, (image) => requireImage(image, field.at('image'))),
    'sidecar.istio.io/proxyImageType': props.imageType?._text,
    'proxy.istio.io/config': given(props.proxy, (settings) => Yaml.stringify(renderProxySettings(settings, field.at('proxy')))),
    ...given(props.capture, (capture) => captureAnnotations(capture, field.at('capture'))),
    ...given(props.logging, (logging) => loggingAnnotations(logging, field.at('logging'))),
    ...given(props.stats, (stats) => statsAnnotations(stats, field.at('stats'))),
    ...given(props.readiness, (readiness) => readinessAnnotations(readiness, field.at('readiness'))),
    'sidecar.istio.io/rewriteAppHTTPProbers': given(props.rewriteAppProbes, String),
    'status.sidecar.istio.io/port': given(props.statusPort, (port) => String(requireInteger(port, field.at('statusPort'), 0, 65535))),
    ...given(props.volumes, (volumes) => volumeAnnotations(volumes, field.at('volumes'))),
    'sidecar.istio.io/bootstrapOverride': given(props.bootstrapOverride, (name) => requireObjectName(name, field.at('bootstrapOverride'))),
    'inject.istio.io/templates': given(props.templates, (names) =>
      requireSome(names, field.at('templates')).map((name, i) => requireDnsLabel(name, field.at('templates').at(i))).join(',')),
  }) as { [annotation: string]: string };
}

function readinessAnnotations(readiness: SidecarReadiness, field: Field): { [annotation: string]: string | undefined } {
  const whole = (name: 'initialDelay' | 'period', least: number) => given(readiness[name], (duration) =>
    String(requireInteger(duration.toSeconds({ integral: false }), field.at(name), least, 2147483647)));
  const { failureThreshold, applicationPorts } = readiness;
  const prefix = 'readiness.status.sidecar.istio.io/';
  return defined({
    [`${prefix}initialDelaySeconds`]: whole('initialDelay', 0),
    [`${prefix}periodSeconds`]: whole('period', 1),
    [`${prefix}failureThreshold`]: given(failureThreshold, (count) => String(requireInteger(count, field.at('failureThreshold'), 1, 2147483647))),
    [`${prefix}applicationPorts`]: given(applicationPorts, (ports) =>
      ports.map((port, i) => requirePort(port, field.at('applicationPorts').at(i))).join(',')),
  });
}

/** The injector takes a name without a path for the name of an image in the installation's registry, or for nothing at all. */
function requireImage(image: string, field: Field): string {
  if (/^[^\s/]+\/[^\s]+$/.test(image)) { return image; }
  throw field.error(image, 'the whole name of an image, with its registry or path (registry.example.com/istio/proxyv2:1.31.0)');
}
