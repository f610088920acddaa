import { type App, Chart, Duration, Size } from 'cdk8s';
import { ConfigMap, Cpu, Deployment, EnvValue, LabelSelector, Protocol, Service, ServiceAccount, Volume } from 'cdk8s-plus-27';
import { Team } from './team';
import { Caller, EgressGateway, MeshService, MeshTelemetry, RateLimitService, StrictMtlsMesh } from 'cdk8s-istio';

/** What all teams use. */
export class Platform extends Team {
  /** The way out. */
  public readonly egress: EgressGateway;
  /** Gets copies of what should be looked into later. */
  public readonly audit: MeshService;
  /** Counts for limits that hold for all pods of a service together. */
  public readonly counter: MeshService;
  public readonly limits: RateLimitService;

  constructor(app: App) {
    super(app, 'platform');
    const mesh = new Chart(app, 'mesh-wide', { namespace: 'istio-system' });
    new StrictMtlsMesh(mesh, 'mtls');
    new MeshTelemetry(mesh, 'telemetry', { tracing: { samplingPercentage: 5, provider: 'jaeger' }, accessLog: { onlyErrors: true } });
    this.egress = new EgressGateway(this, 'egress');
    this.audit = this.part('audit', { callers: [Caller.mesh()] });
    this.counter = this.countingService();
    this.limits = new RateLimitService(this, 'limits', { service: this.counter, timeout: Duration.millis(200) });
    this.countingPods();
  }

  private countingService(): MeshService {
    const service = new Service(this, 'ratelimit-service', {
      metadata: { name: 'ratelimit', labels: { app: 'ratelimit' } },
      ports: [{ name: 'grpc', port: 8081, targetPort: 8081, protocol: Protocol.TCP }],
    });
    service.selectLabel('app', 'ratelimit');
    return MeshService.fromService(this, 'ratelimit', service, { serviceAccount: 'shop-ratelimit' });
  }

  /** Envoy's own counting service, which reads the limits from the ConfigMap that RateLimitService writes. */
  private countingPods(): void {
    const labels = { app: 'ratelimit' };
    const config = ConfigMap.fromConfigMapName(this, 'limits-config', this.limits.configMapName);
    const pods = new Deployment(this, 'ratelimit-pods', {
      metadata: { name: 'ratelimit', labels },
      podMetadata: { labels },
      replicas: 1,
      select: false,
      serviceAccount: new ServiceAccount(this, 'shop-ratelimit', { metadata: { name: 'shop-ratelimit' } }),
      automountServiceAccountToken: false,
      containers: [{
        name: 'ratelimit',
        image: 'envoyproxy/ratelimit:30a4ce1a',
        command: ['/bin/ratelimit'],
        ports: [{ number: 8081, name: 'grpc' }],
        envVariables: {
          REDIS_SOCKET_TYPE: EnvValue.fromValue('tcp'),
          REDIS_URL: EnvValue.fromValue('redis.platform:6379'),
          RUNTIME_ROOT: EnvValue.fromValue('/data'),
          RUNTIME_SUBDIRECTORY: EnvValue.fromValue('ratelimit'),
          RUNTIME_WATCH_ROOT: EnvValue.fromValue('false'),
          RUNTIME_IGNOREDOTFILES: EnvValue.fromValue('true'),
          USE_STATSD: EnvValue.fromValue('false'),
        },
        volumeMounts: [{ path: '/data/ratelimit/config', volume: Volume.fromConfigMap(this, 'limits-volume', config, { name: 'limits' }) }],
        securityContext: { user: 1000, ensureNonRoot: true },
        resources: {
          cpu: { request: Cpu.millis(100), limit: Cpu.millis(500) },
          memory: { request: Size.mebibytes(128), limit: Size.mebibytes(256) },
        },
      }],
    });
    pods.select(LabelSelector.of({ labels }));
  }
}
