import type { Duration } from 'cdk8s';
import { Field } from '../../model/field';
import { defined, type JsonObject } from '../../model/json';
import { renderDuration } from '../../resources/duration';

/**
 * What handshakes of TLS are computed by, instead of the common code.
 *
 * @see https://istio.io/latest/docs/reference/config/istio.mesh.v1alpha1/#PrivateKeyProvider
 */
export class PrivateKeyProvider {
  /**
   * Instructions of Intel's processors for eight handshakes at once. Handshakes wait for others so long at most; where there are no
   * such instructions, proxies do without them if `fallback` is true, and fail otherwise.
   */
  public static cryptomb(pollDelay: Duration, fallback?: boolean): PrivateKeyProvider {
    return make('cryptomb', pollDelay, fallback);
  }

  /**
   * Intel's QuickAssist. It is asked for results so often; where there is none, proxies do without it if `fallback` is true, and fail
   * otherwise.
   */
  public static qat(pollDelay: Duration, fallback?: boolean): PrivateKeyProvider {
    return make('qat', pollDelay, fallback);
  }

  /** @internal */
  public static _of(provider: JsonObject): PrivateKeyProvider {
    return new PrivateKeyProvider(provider);
  }

  private constructor(private readonly provider: JsonObject) {}

  /** @internal */
  public _render(): JsonObject {
    return { ...this.provider };
  }
}

function make(type: 'cryptomb' | 'qat', pollDelay: Duration, fallback?: boolean): PrivateKeyProvider {
  const delay = renderDuration(pollDelay, new Field(`PrivateKeyProvider.${type}`).at('pollDelay'));
  return PrivateKeyProvider._of({ [type]: defined({ pollDelay: delay, fallback }) });
}
