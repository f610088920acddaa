import { requireHostPort } from './mesh-trust';
import { Field } from '../../model/field';
import type { JsonObject } from '../../model/json';
import { requireText } from '../../model/require';

/** Headers that carry a trace from one service to the next. */
export enum TraceContext {
  /** `traceparent`. */
  W3C_TRACE_CONTEXT = 'W3C_TRACE_CONTEXT',
  /** `grpc-trace-bin`. */
  GRPC_BIN = 'GRPC_BIN',
  /** `x-cloud-trace-context`. */
  CLOUD_TRACE_CONTEXT = 'CLOUD_TRACE_CONTEXT',
  /** `x-b3-traceid` and the like. */
  B3 = 'B3',
}

/**
 * Where proxies send traces of which no Telemetry names a provider. It is fixed when proxies start; an ExtensionProvider, which
 * Telemetries name, is not.
 *
 * @see https://istio.io/latest/docs/reference/config/istio.mesh.v1alpha1/#Tracing
 */
export class ProxyTracer {
  /** Zipkin, by its host and port: `zipkin.tracing.svc.cluster.local:9411`. */
  public static zipkin(address: string): ProxyTracer {
    return new ProxyTracer({ zipkin: { address: addressed('zipkin', address) } });
  }

  /** Datadog's agent, by its host and port: `$(HOST_IP):8126` for the one of the node. */
  public static datadog(address: string): ProxyTracer {
    return new ProxyTracer({ datadog: { address: addressed('datadog', address) } });
  }

  /** Lightstep, by its host and port. The token stands in the MeshConfig in plain text. */
  public static lightstep(address: string, accessToken: string): ProxyTracer {
    requireText(accessToken, new Field('ProxyTracer.lightstep').at('accessToken'));
    return new ProxyTracer({ lightstep: { address: addressed('lightstep', address), accessToken } });
  }

  /** An agent of OpenCensus, by its address as gRPC has it, and the headers that carry traces: W3C's, if none is given. */
  public static openCensusAgent(address: string, context: TraceContext[] = []): ProxyTracer {
    requireText(address, new Field('ProxyTracer.openCensusAgent').at('address'));
    return new ProxyTracer({ openCensusAgent: context.length === 0 ? { address } : { address, context } });
  }

  private constructor(private readonly tracer: JsonObject) {}

  /** @internal */
  public _render(): JsonObject {
    return { ...this.tracer };
  }
}

function addressed(tracer: string, address: string): string {
  requireHostPort(address.replace('$(HOST_IP)', '127.0.0.1'), new Field(`ProxyTracer.${tracer}`).at('address'));
  return address;
}
