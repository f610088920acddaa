import { Buffer } from 'node:buffer';
import type { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { emit, fieldOf } from './emit';
import { type ExtensionOptions, renderExtensionOptions } from './extension-options';
import type { WasmModule } from './wasm-module';
import { renderWasmModule } from './wasm-module-json';
import { Field } from '../model/field';
import type { JsonObject } from '../model/json';
import { ISTIO_KINDS } from '../model/kinds';
import { requireText } from '../model/require';

const MAX_CODE = 65536;

/** What an extension runs. */
export class ExtensionFilter {
  /** A WebAssembly module. */
  public static wasm(module: WasmModule): ExtensionFilter {
    return new ExtensionFilter({ wasm: renderWasmModule(module, new Field('ExtensionFilter.wasm').at('module')) });
  }

  /**
   * A script in Lua, of at most 64 KB, which defines `envoy_on_request(handle)`, `envoy_on_response(handle)` or both.
   *
   * @see https://www.envoyproxy.io/docs/envoy/latest/configuration/http/http_filters/lua_filter
   */
  public static lua(code: string): ExtensionFilter {
    const field = new Field('ExtensionFilter.lua').at('code');
    const bytes = Buffer.byteLength(requireText(code, field));
    if (bytes > MAX_CODE) { throw field.problem(`${field.path} has ${bytes} bytes; it must have at most ${MAX_CODE}`, 'write a WebAssembly module'); }
    if (!/envoy_on_(request|response)/.test(code)) {
      throw field.error(code, 'a script that defines envoy_on_request or envoy_on_response', 'Envoy calls nothing else');
    }
    return new ExtensionFilter({ lua: { inlineCode: code } });
  }

  private constructor(private readonly json: JsonObject) {}

  /** @internal */
  public _render(): JsonObject {
    return { ...this.json };
  }
}

/** Properties of a TrafficExtension. */
export interface TrafficExtensionProps extends ExtensionOptions {
  /** What it runs. */
  readonly filter: ExtensionFilter;
}

/**
 * Has proxies run a WebAssembly module or a script in Lua. Since Istio 1.31.
 *
 * @see https://istio.io/latest/docs/reference/config/proxy_extensions/traffic_extension/
 */
export class TrafficExtension extends Construct {
  /** The object that is rendered. */
  public readonly apiObject: ApiObject;

  constructor(scope: Construct, id: string, props: TrafficExtensionProps) {
    super(scope, id);
    const spec = renderTrafficExtension(props, fieldOf(this));
    this.apiObject = emit(this, ISTIO_KINDS.TrafficExtension, props.metadata, { spec });
  }

  /** The name of the object. */
  public get name(): string {
    return this.apiObject.name;
  }
}

/** The `spec` of a TrafficExtension. */
export function renderTrafficExtension(props: TrafficExtensionProps, field: Field): JsonObject {
  return { ...renderExtensionOptions(props, field), ...props.filter._render() };
}
