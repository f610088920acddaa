import { ApiObject, App, Chart } from 'cdk8s';
import { meshConfig } from '../completeness/programs/mesh-config';
import {
  CountOrPercent, ExtensionProvider, HelmInstall, type InstallAutoscaling, type InstallGateway, InstallProfile, IstioInstall, type IstioInstallProps,
  OperatorImagePullPolicy, OperatorServiceType, OperatorTrafficScope, OutboundTraffic,
} from 'cdk8s-istio';

/*
 * Installations that istioctl and Helm must make the same objects of: each profile as it is, and with what a sequence of
 * numbers, the same in each run, says of each part.
 */

/** One installation, in the forms that are compared. */
export interface Installation {
  readonly name: string;
  readonly operator: unknown;
  readonly releases: unknown;
}

const PROFILES = [
  'DEFAULT', 'DEMO', 'MINIMAL', 'EMPTY', 'PREVIEW', 'STABLE', 'AMBIENT', 'OPENSHIFT', 'OPENSHIFT_AMBIENT', 'REMOTE',
] as const satisfies ReadonlyArray<keyof typeof InstallProfile>;

/** All installations. */
export function installations(): Installation[] {
  return installationProps().map(({ name, props }) => both(name, props));
}

/** What all installations are told. */
export function installationProps(): Array<{ readonly name: string; readonly props: IstioInstallProps }> {
  // And two that say all of MeshConfig.
  const meshes = [0, 1].map((round) => ({ name: `MESH ${round}`, props: { profile: InstallProfile.DEFAULT, meshConfig: meshConfig(round) } }));
  return [...meshes, ...PROFILES.flatMap((name, i) => {
    const profile = InstallProfile[name];
    const bare = { profile, ...name === 'EMPTY' ? { base: {} } : {} };
    const said = (round: number) => new Dice((i + 1) * 1000003 + round * 7919).installation(profile);
    return [{ name, props: bare }, ...[1, 2, 3, 4, 5].map((round) => ({ name: `${name} ${round}`, props: said(round) }))];
  })];
}

/** The forms of an installation. */
export function both(name: string, props: IstioInstallProps): Installation {
  const app = new App();
  const operator = ApiObject.of(new IstioInstall(new Chart(app, 'operator'), 'istio', props)).toJson() as unknown;
  const releases = new HelmInstall(app, 'istio', props).releases;
  return JSON.parse(JSON.stringify({ name, operator, releases })) as Installation;
}

/** A sequence of numbers that looks random, and is the same everywhere. */
class Dice {
  constructor(private state: number) {}

  public installation(profile: InstallProfile): IstioInstallProps {
    const revision = this.maybe(() => this.of('1-31-0', 'canary'));
    const namespace = this.maybe(() => 'mesh');
    const ambient = profile === InstallProfile.AMBIENT || profile === InstallProfile.OPENSHIFT_AMBIENT;
    return {
      profile,
      revision,
      namespace,
      hub: this.maybe(() => 'registry.example.com/istio'),
      tag: this.maybe(() => '1.31.0-distroless'),
      base: this.maybe(() => ({})) ?? (profile === InstallProfile.EMPTY ? {} : undefined),
      pilot: this.maybe(() => this.pilot()),
      cni: this.maybe(() => this.agent(true)),
      ztunnel: ambient ? this.maybe(() => this.agent(false)) : undefined,
      ingressGateways: this.maybe(() => this.gateways('edge')),
      egressGateways: this.maybe(() => this.gateways('out')),
      compatibilityVersion: this.maybe(() => '1.30'),
      meshConfig: this.maybe(() => ({
        accessLogFile: '/dev/stdout',
        trustDomain: this.of('shop.example.com', 'cluster.local'),
        outboundTrafficPolicy: OutboundTraffic.REGISTRY_ONLY,
        extensionProviders: [ExtensionProvider.zipkin('zipkin', { service: 'zipkin.tracing.svc.cluster.local', port: 9411 })],
        defaultConfig: { concurrency: 2 },
      })),
      values: this.maybe(() => ({
        global: { proxy: { logLevel: 'info' }, logAsJson: true, imagePullSecrets: ['registry'], meshID: 'mesh-1', network: 'network-1' },
        pilot: { keepaliveMaxServerConnectionAge: '15m', podLabels: { team: 'mesh' } },
        gateways: {
          'istio-ingressgateway': { podAnnotations: { team: 'edge' }, autoscaleMax: 9, cpu: { targetAverageUtilization: 60 } },
          'istio-egressgateway': { env: { SIDE: 'out' }, resources: { limits: { cpu: '1' } } },
        },
      })),
      unvalidatedValues: this.maybe(() => ({ telemetry: { enabled: false } })),
    };
  }

  private pilot(): IstioInstallProps['pilot'] {
    return {
      ...this.scaling(),
      hub: this.maybe(() => 'registry.example.com/pilot'),
      tag: this.maybe(() => '1.31.1'),
      resources: this.resources(),
      env: this.maybe(() => ({ PILOT_ENABLE_STATUS: 'true', PILOT_ENABLE_GATEWAY_API_DEPLOYMENT_CONTROLLER: this.of('true', 'false') })),
      nodeSelector: this.maybe(() => ({ pool: 'system' })),
      tolerations: this.maybe(() => [{ key: 'cni.istio.io/not-ready', operator: 'Exists' }, { key: 'system', operator: 'Exists', effect: 'NoSchedule' }]),
      affinity: this.affinity(),
      podAnnotations: this.maybe(() => ({ 'example.com/owner': 'mesh', 'example.com/since': '2026' })),
      serviceAnnotations: this.maybe(() => ({ 'example.com/internal': 'true' })),
      priorityClassName: this.maybe(() => 'system-cluster-critical'),
      strategy: this.maybe(() => ({ maxSurge: CountOrPercent.percent(50), maxUnavailable: CountOrPercent.count(0) })),
    };
  }

  private agent(cni: boolean): IstioInstallProps['cni'] {
    return {
      namespace: this.maybe(() => 'agents'),
      hub: this.maybe(() => 'registry.example.com/agents'),
      tag: this.maybe(() => '1.31.1'),
      resources: this.resources(),
      env: this.maybe(() => ({ LOG_STYLE: 'plain' })),
      nodeSelector: cni ? undefined : this.maybe(() => ({ pool: 'workers' })),
      tolerations: this.maybe(() => [{ operator: 'Exists' }]),
      affinity: this.affinity(),
      podAnnotations: this.maybe(() => ({ 'example.com/owner': 'mesh' })),
      priorityClassName: this.maybe(() => 'system-node-critical'),
      imagePullPolicy: this.maybe(() => OperatorImagePullPolicy.ALWAYS),
    };
  }

  private gateways(name: string): InstallGateway[] {
    return [this.gateway(name), ...this.maybe(() => [this.gateway(`${name}-2`, 'gateways')]) ?? []];
  }

  private gateway(name: string, namespace?: string): InstallGateway {
    const type = this.of(OperatorServiceType.LOAD_BALANCER, OperatorServiceType.NODE_PORT, OperatorServiceType.CLUSTER_IP);
    return {
      name,
      namespace,
      ...this.scaling(),
      labels: this.maybe(() => ({ istio: name, team: 'edge' })),
      resources: this.resources(),
      env: this.maybe(() => ({ EDGE: 'yes' })),
      nodeSelector: this.maybe(() => ({ pool: 'edge' })),
      tolerations: this.maybe(() => [{ key: 'edge', operator: 'Exists' }]),
      podAnnotations: this.maybe(() => ({ 'example.com/owner': 'edge' })),
      priorityClassName: this.maybe(() => 'edge'),
      imagePullPolicy: this.maybe(() => OperatorImagePullPolicy.ALWAYS),
      strategy: this.maybe(() => ({ maxSurge: CountOrPercent.count(2) })),
      serviceType: type,
      serviceAnnotations: this.maybe(() => ({ 'example.com/scheme': 'internal' })),
      servicePorts: this.maybe(() => [{ name: 'https', port: 443 }, { name: 'tcp-dns', port: 5353, targetPort: 15353 }]),
      statusPort: this.maybe(() => true),
      externalTrafficPolicy: type === OperatorServiceType.CLUSTER_IP ? undefined : this.maybe(() => OperatorTrafficScope.LOCAL),
      ...type === OperatorServiceType.LOAD_BALANCER
        ? { loadBalancerIP: this.maybe(() => '192.0.2.10'), loadBalancerSourceRanges: this.maybe(() => ['192.0.2.0/24']) } : {},
    };
  }

  private scaling(): Pick<InstallGateway, 'replicas' | 'autoscaling' | 'podDisruptionBudget'> {
    const budget = this.maybe(() => this.of({ minAvailable: CountOrPercent.count(2) }, { maxUnavailable: CountOrPercent.percent(25) }));
    switch (this.of('replicas', 'autoscaling', 'neither')) {
      case 'replicas': return { replicas: 3, podDisruptionBudget: budget };
      case 'autoscaling': return { autoscaling: this.autoscaling(), podDisruptionBudget: budget };
      default: return {};
    }
  }

  private autoscaling(): InstallAutoscaling {
    return {
      minReplicas: 2,
      maxReplicas: this.of(4, 10),
      targetCpuUtilization: this.maybe(() => 70),
      targetMemoryUtilization: this.maybe(() => 75),
      behavior: this.maybe(() => ({ scaleDown: { stabilizationWindowSeconds: 60 } })),
    };
  }

  private resources(): InstallGateway['resources'] {
    return this.maybe(() => ({ requests: { cpu: '300m', memory: '512Mi' }, limits: this.maybe(() => ({ cpu: '2', memory: '4Gi' })) }));
  }

  private affinity(): { [key: string]: unknown } | undefined {
    return this.maybe(() => ({
      nodeAffinity: {
        requiredDuringSchedulingIgnoredDuringExecution: { nodeSelectorTerms: [{ matchExpressions: [{ key: 'arch', operator: 'In', values: ['arm64'] }] }] },
      },
    }));
  }

  private maybe<T>(value: () => T): T | undefined {
    return this.of(true, false) ? value() : undefined;
  }

  private of<T>(...values: T[]): T {
    // Small enough for the numbers of JavaScript to stay exact.
    this.state = (this.state * 48271) % 2147483647;
    return values[Math.floor(this.state / 65536) % values.length];
  }
}
