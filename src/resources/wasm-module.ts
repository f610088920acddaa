import type { Credential } from './credential';

/** When the proxy fetches a module that it has already, where nothing fixes its content. */
export enum WasmPullPolicy {
  /** Never again. */
  IF_NOT_PRESENT = 'IfNotPresent',
  /** Whenever the object changes. */
  ALWAYS = 'Always',
}

/** What happens to requests when a module fails. */
export enum WasmFailStrategy {
  /** They fail. */
  FAIL_CLOSE = 'FAIL_CLOSE',
  /** They go on without it. Not for modules that keep anybody out. */
  FAIL_OPEN = 'FAIL_OPEN',
  /** The next one gets a new instance of it; if that cannot be, they fail. */
  FAIL_RELOAD = 'FAIL_RELOAD',
}

/** What a module works on. */
export enum WasmPluginType {
  /** HTTP requests. */
  HTTP = 'HTTP',
  /** Connections, those with HTTP too. */
  NETWORK = 'NETWORK',
}

/** Where an environment variable of a module comes from. */
export class WasmEnv {
  /** It says this. */
  public static value(value: string): WasmEnv {
    return new WasmEnv('INLINE', value);
  }

  /** It says what the proxy's variable of the same name says; without that there is none. */
  public static host(): WasmEnv {
    return new WasmEnv('HOST', undefined);
  }

  private constructor(
    /** @internal */
    public readonly _from: 'INLINE' | 'HOST',
    /** @internal */
    public readonly _value: string | undefined,
  ) {}
}

/**
 * A WebAssembly module that proxies run.
 *
 * @see https://istio.io/latest/docs/reference/config/proxy_extensions/traffic_extension/#WasmConfig
 */
export interface WasmModule {
  /**
   * Where it is: an image (`oci://registry.example.com/filter:v1`, also without `oci://`), a file in the proxy
   * (`file:///opt/filter.wasm`), or an http or https URL.
   */
  readonly url: string;

  /**
   * What it has to be: SHA-256, in 64 small hexadecimal digits.
   *
   * @default - it is not checked
   */
  readonly sha256?: string;

  /**
   * When it is fetched again.
   *
   * @default - WasmPullPolicy.ALWAYS for images with the tag `latest`, else WasmPullPolicy.IF_NOT_PRESENT
   */
  readonly imagePullPolicy?: WasmPullPolicy;

  /**
   * The Secret for the registry, in the object's namespace.
   *
   * @default - none
   */
  readonly imagePullSecret?: Credential;

  /**
   * The name in Envoy's configuration, by which some modules choose what they do (`rootID`).
   *
   * @default - none: modules that do one thing need no name
   */
  readonly pluginName?: string;

  /**
   * What it is told: any plain data.
   *
   * @default - nothing
   */
  readonly pluginConfig?: { [key: string]: unknown };

  /**
   * What happens to requests when it fails.
   *
   * @default WasmFailStrategy.FAIL_CLOSE
   */
  readonly failStrategy?: WasmFailStrategy;

  /**
   * Its environment variables, by name.
   *
   * @default - none
   */
  readonly env?: { [name: string]: WasmEnv };

  /**
   * What it works on.
   *
   * @default WasmPluginType.HTTP
   */
  readonly type?: WasmPluginType;
}
