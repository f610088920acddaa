import { Duration, Lazy, Yaml } from 'cdk8s';
import { Construct, type IConstruct } from 'constructs';
import type { MeshService } from './mesh-service';
import type { Counting } from './rate-limit-filter';
import { describePorts } from './service-port';
import { byCodeUnit, type JsonObject } from '../model/json';
import { requireDnsLabel } from '../model/names';
import type { DescriptorEntry } from '../model/rate-limit-rules';
import { renderDuration } from '../resources/duration';
import { emit, fieldOf } from '../resources/emit';

/** Properties of a RateLimitService. */
export interface RateLimitServiceProps {
  /** The service that counts: one that speaks Envoy's protocol for rate limits, such as `envoyproxy/ratelimit`. */
  readonly service: MeshService;

  /**
   * The port of the service that speaks gRPC.
   *
   * @default - its only port with gRPC
   */
  readonly port?: number;

  /**
   * What the service knows these limits by, if it serves several.
   *
   * @default - the construct's id
   */
  readonly domain?: string;

  /**
   * How long a request waits for the service at most.
   *
   * @default Duration.millis(20)
   */
  readonly timeout?: Duration;

  /**
   * Whether requests are refused with 500 when the service cannot be asked. Else they are let through, and the limits are not
   * kept.
   *
   * @default false
   */
  readonly denyOnFailure?: boolean;
}

/** A limit as the service has to know it. */
interface KnownLimit {
  readonly owner: IConstruct;
  readonly name: string;
  readonly entries: readonly DescriptorEntry[];
  readonly rate: JsonObject;
}

const KIND = { apiVersion: 'v1', kind: 'ConfigMap' } as const;

/**
 * A service that counts requests for all proxies, so that a limit holds for all of them together. A `RateLimit` that is
 * `countedBy` it asks it about every request.
 *
 * It writes what the service has to know of these limits: a ConfigMap with the `config.yaml` of `envoyproxy/ratelimit`, which
 * its pods mount. What proxies send and what the service knows so are always the same.
 *
 * @see https://github.com/envoyproxy/ratelimit#configuration
 */
export class RateLimitService extends Construct {
  /** The name of the ConfigMap. */
  public readonly configMapName: string;

  /** What the service knows these limits by. */
  public readonly domain: string;

  private readonly limits: Array<() => KnownLimit> = [];

  constructor(scope: Construct, id: string, private readonly props: RateLimitServiceProps) {
    super(scope, id);
    const field = fieldOf(this);
    this.domain = props.domain === undefined ? requireDnsLabel(id, field.at('id')) : requireDnsLabel(props.domain, field.at('domain'));
    if (props.timeout !== undefined) { renderDuration(props.timeout, field.at('timeout')); }
    if (props.service._knownPorts !== undefined) { this.portNumber(); }
    this.configMapName = emit(this, KIND, { namespace: props.service.namespace }, {
      data: Lazy.any({ produce: () => ({ 'config.yaml': Yaml.stringify(this.config()) }) }),
    }).name;
  }

  /** @internal */
  public _add(limit: () => KnownLimit): void {
    this.limits.push(limit);
  }

  /** @internal */
  public _counting(): Counting {
    const { service, timeout, denyOnFailure } = this.props;
    return {
      domain: this.domain,
      cluster: `outbound|${this.portNumber()}||${service.host}`,
      authority: service.host,
      timeout: timeout ?? Duration.millis(20),
      denyOnFailure: denyOnFailure ?? false,
    };
  }

  /** @internal */
  public get _host(): string {
    return this.props.service.host;
  }

  private portNumber(): number {
    const { service, port } = this.props;
    const field = fieldOf(this).at('port');
    const ports = service._ports.filter(({ http2 }) => http2);
    const fix = 'name the port "grpc", or give it protocol Protocol.GRPC: Istio speaks HTTP/1.1 to others';
    if (port !== undefined) {
      if (ports.some(({ number }) => number === port)) { return port; }
      throw field.error(port, `a port of ${service.node.path} with gRPC (it has ${describePorts(service._ports)})`, fix);
    }
    if (ports.length === 1) { return ports[0].number; }
    throw field.error(undefined, `given: ${service.node.path} has ${ports.length === 0 ? 'no port' : 'several ports'} with gRPC`,
      ports.length === 0 ? fix : `one of ${describePorts(ports)}`);
  }

  /** What the service has to know. A limit that names itself several times has a level for each. */
  private config(): JsonObject {
    const limits = this.limits.map((limit) => limit()).sort((a, b) => byCodeUnit(a.name, b.name));
    limits.forEach((limit, i) => {
      if (i > 0 && limits[i - 1].name === limit.name) {
        throw fieldOf(limit.owner).problem(`the limit is named ${JSON.stringify(limit.name)}, as ${limits[i - 1].owner.node.path} is; it must have a name of its own`);
      }
    });
    return {
      domain: this.domain,
      descriptors: limits.map(({ entries, rate }) => {
        const [first, ...others] = [...entries].reverse();
        return others.reduce<JsonObject>((inner, entry) => ({ ...entry, descriptors: [inner] }), { ...first, rate_limit: rate });
      }),
    };
  }
}
