import type { ApiObject, ApiObjectMetadata } from 'cdk8s';
import { Construct } from 'constructs';
import { emit, fieldOf } from './emit';
import { renderMatchLabels, type WorkloadSelector } from './workload-selector';
import { Field } from '../model/field';
import { defined, given, type JsonObject } from '../model/json';
import { ISTIO_KINDS } from '../model/kinds';
import { requireInteger } from '../model/require';

/**
 * A kind of the proxy's image: what its tag ends in.
 *
 * @see https://istio.io/latest/docs/reference/config/networking/proxy-config/#ProxyImage
 */
export class ProxyImageType {
  /** With a shell and tools. */
  public static readonly DEFAULT = new ProxyImageType('default');
  /** With tools for debugging. */
  public static readonly DEBUG = new ProxyImageType('debug');
  /** With the proxy only. */
  public static readonly DISTROLESS = new ProxyImageType('distroless');

  /** One that the registry has besides those of Istio. */
  public static of(type: string): ProxyImageType {
    const field = new Field('ProxyImageType.of').at('type');
    if (!/^[A-Za-z0-9_.-]{1,128}$/.test(type)) { throw field.error(type, 'what the tag of an image ends in: letters, digits, "_", "." and "-"'); }
    return new ProxyImageType(type);
  }

  private constructor(
    /** @internal */
    public readonly _text: string,
  ) {}
}

/** Properties of a ProxyConfig. */
export interface ProxyConfigProps {
  /**
   * Name, namespace, labels and annotations of the object.
   *
   * @default - named like the construct's id, in the chart's namespace
   */
  readonly metadata?: ApiObjectMetadata;

  /**
   * The workloads whose proxies this is for.
   *
   * @default - all workloads of the namespace; of the mesh, if the namespace is the root namespace
   */
  readonly selector?: WorkloadSelector;

  /**
   * Threads that work. 0 for one for each core of the machine.
   *
   * @default - as the limit of CPU says
   */
  readonly concurrency?: number;

  /**
   * Environment variables of the proxy. Those that begin with `ISTIO_META_` are told to istiod.
   *
   * @default - as the mesh says
   */
  readonly environmentVariables?: { [name: string]: string };

  /**
   * The kind of the proxy's image.
   *
   * @default - as the mesh says: ProxyImageType.DEFAULT
   */
  readonly imageType?: ProxyImageType;
}

const INT32 = 2147483647;
const MAX_VALUE = 2048;

/**
 * Configures proxies as such. It takes effect when pods start, and has none in ambient mode.
 *
 * @see https://istio.io/latest/docs/reference/config/networking/proxy-config/
 */
export class ProxyConfig extends Construct {
  /** The object that is rendered. */
  public readonly apiObject: ApiObject;

  constructor(scope: Construct, id: string, props: ProxyConfigProps = {}) {
    super(scope, id);
    const spec = renderProxyConfig(props, fieldOf(this));
    this.apiObject = emit(this, ISTIO_KINDS.ProxyConfig, props.metadata, { spec });
  }

  /** The name of the object. */
  public get name(): string {
    return this.apiObject.name;
  }
}

/** The `spec` of a ProxyConfig. */
export function renderProxyConfig({ selector, concurrency, environmentVariables, imageType }: ProxyConfigProps, field: Field): JsonObject {
  return defined({
    selector: given(selector, (one) => renderMatchLabels(one, field.at('selector'))),
    concurrency: given(concurrency, (threads) => requireInteger(threads, field.at('concurrency'), 0, INT32)),
    environmentVariables: given(environmentVariables, (all) => renderVariables(all, field.at('environmentVariables'))),
    image: given(imageType, (type) => ({ imageType: type._text })),
  });
}

function renderVariables(variables: { [name: string]: string }, field: Field): JsonObject {
  if (Object.keys(variables).length === 0) { throw field.error(variables, 'at least one variable', 'leave it out for none'); }
  for (const [name, value] of Object.entries(variables)) {
    if (!/^[A-Za-z_][\w.-]*$/.test(name)) {
      throw field.problem(`${field.path} has the variable ${JSON.stringify(name)}; its name must be letters, digits, "_", "-" and ".", without a digit at the start`);
    }
    if (value.length > MAX_VALUE) {
      throw field.problem(`${field.at(name).path} has ${value.length} characters; it must have at most ${MAX_VALUE}`);
    }
  }
  return { ...variables };
}
