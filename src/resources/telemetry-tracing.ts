import { requireHeaderName } from './headers';
import type { WorkloadMode } from './workload-mode';
import { Field } from '../model/field';
import { defined, given, type JsonObject } from '../model/json';
import { requirePercentage, requireText } from '../model/require';

/**
 * A tag that spans get.
 *
 * @see https://istio.io/latest/docs/reference/config/telemetry/#Tracing-CustomTag
 */
export class TracingTag {
  /** The same text for all. */
  public static literal(value: string): TracingTag {
    return new TracingTag({ literal: { value: requireText(value, new Field('TracingTag.literal').at('value')) } });
  }

  /** What an environment variable of the proxy says, or the default value if there is none. */
  public static environment(name: string, defaultValue?: string): TracingTag {
    requireText(name, new Field('TracingTag.environment').at('name'));
    return new TracingTag({ environment: defined({ name, defaultValue }) });
  }

  /** What a header of the request says, or the default value if there is none. */
  public static header(name: string, defaultValue?: string): TracingTag {
    requireHeaderName(name, new Field('TracingTag.header').at('name'));
    return new TracingTag({ header: defined({ name, defaultValue }) });
  }

  /** What Envoy's access log would write for a format: `%REQUESTED_SERVER_NAME%`. */
  public static formatter(value: string): TracingTag {
    return new TracingTag({ formatter: { value: requireText(value, new Field('TracingTag.formatter').at('value')) } });
  }

  private constructor(private readonly json: JsonObject) {}

  /** @internal */
  public _render(): JsonObject {
    return { ...this.json };
  }
}

/**
 * How requests are traced. What is left out is as wider policies say: those of the namespace and of the mesh.
 *
 * @see https://istio.io/latest/docs/reference/config/telemetry/#Tracing
 */
export interface TelemetryTracing {
  /**
   * The side of connections that this is for.
   *
   * @default WorkloadMode.CLIENT_AND_SERVER
   */
  readonly mode?: WorkloadMode;

  /**
   * The provider of the mesh's configuration (`extensionProviders`) that spans go to. Istio takes one only.
   *
   * @default - as wider policies say, or the mesh's `defaultProviders`; nothing is traced where none is known
   */
  readonly provider?: string;

  /**
   * The share of requests that is traced, of those about which nobody decided before. 0 for none.
   *
   * @default - as wider policies and the mesh say: 1 percent
   */
  readonly randomSamplingPercentage?: number;

  /**
   * Whether spans are kept back. Headers for tracing are passed on, and requests are chosen, all the same.
   *
   * @default - as wider policies say: false
   */
  readonly disableSpanReporting?: boolean;

  /**
   * Tags that spans get, by name. They replace all of wider policies.
   *
   * @default - as wider policies say
   */
  readonly customTags?: { [name: string]: TracingTag };

  /**
   * Whether spans get Istio's own tags.
   *
   * @default - as wider policies say: true
   */
  readonly enableIstioTags?: boolean;

  /**
   * Whether headers for tracing are left out of requests that are sent on.
   *
   * @default - as wider policies say: false
   */
  readonly disableContextPropagation?: boolean;

  /**
   * Whether Envoy chooses requests by their request ID. Not for IDs that something other than Envoy made.
   *
   * @default - as wider policies say: true
   */
  readonly useRequestIdForTraceSampling?: boolean;
}

/** One of the `tracing` of a Telemetry. */
export function renderTracing(tracing: TelemetryTracing, field: Field): JsonObject {
  return defined({
    match: given(tracing.mode, (mode) => ({ mode })),
    providers: given(tracing.provider, (name) => [{ name: requireText(name, field.at('provider')) }]),
    randomSamplingPercentage: given(tracing.randomSamplingPercentage, (share) => requirePercentage(share, field.at('randomSamplingPercentage'))),
    disableSpanReporting: tracing.disableSpanReporting,
    customTags: given(tracing.customTags, (tags) => renderTags(tags, field.at('customTags'))),
    enableIstioTags: tracing.enableIstioTags,
    disableContextPropagation: tracing.disableContextPropagation,
    useRequestIdForTraceSampling: tracing.useRequestIdForTraceSampling,
  });
}

function renderTags(tags: { [name: string]: TracingTag }, field: Field): JsonObject {
  const names = Object.keys(tags);
  if (names.length === 0) { throw field.error(tags, 'at least one tag', 'leave it out for those of wider policies'); }
  if (names.includes('')) { throw field.problem(`${field.path} has a tag without a name; it must have one`); }
  return Object.fromEntries(Object.entries(tags).map(([name, tag]) => [name, tag._render()]));
}
