import type { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { emit, fieldOf } from './emit';
import { type ExtensionOptions, renderExtensionOptions } from './extension-options';
import type { WasmModule } from './wasm-module';
import { renderWasmModule } from './wasm-module-json';
import type { Field } from '../model/field';
import type { JsonObject } from '../model/json';
import { ISTIO_KINDS } from '../model/kinds';

/** Properties of a WasmPlugin. */
export interface WasmPluginProps extends ExtensionOptions, WasmModule {}

/**
 * Has proxies run a WebAssembly module. Istio has TrafficExtension in its place since 1.31, and still takes this.
 *
 * @see https://istio.io/latest/docs/reference/config/proxy_extensions/wasm-plugin/
 */
export class WasmPlugin extends Construct {
  /** The object that is rendered. */
  public readonly apiObject: ApiObject;

  constructor(scope: Construct, id: string, props: WasmPluginProps) {
    super(scope, id);
    const spec = renderWasmPlugin(props, fieldOf(this));
    this.apiObject = emit(this, ISTIO_KINDS.WasmPlugin, props.metadata, { spec });
  }

  /** The name of the object. */
  public get name(): string {
    return this.apiObject.name;
  }
}

/** The `spec` of a WasmPlugin. */
export function renderWasmPlugin(props: WasmPluginProps, field: Field): JsonObject {
  return { ...renderExtensionOptions(props, field), ...renderWasmModule(props, field) };
}
