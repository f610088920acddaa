import type { Field } from '../../model/field';
import { defined, given, type JsonObject } from '../../model/json';
import { type ClientTls, renderClientTls } from '../../resources/client-tls';

/** What the lines of the access log are that `accessLogFile` switches on. */
export enum AccessLogEncoding {
  /** Texts. */
  TEXT = 'TEXT',
  /** Objects of JSON. */
  JSON = 'JSON',
}

/** Which Ingresses Istio takes. */
export enum IngressControllerMode {
  /** None. */
  OFF = 'OFF',
  /** Those of its class, and those without one. */
  DEFAULT = 'DEFAULT',
  /** Those of its class. */
  STRICT = 'STRICT',
}

/** Where sidecars send what comes for their application. */
export enum InboundTrafficMode {
  /** To the address of the pod. */
  PASSTHROUGH = 'PASSTHROUGH',
  /** To localhost, for applications that listen there only. */
  LOCALHOST = 'LOCALHOST',
}

/** How paths are made alike before policies and routes look at them. */
export enum PathNormalization {
  /** As Istio thinks best: as BASE. */
  DEFAULT = 'DEFAULT',
  /** Not at all: a policy for `/admin` says nothing of `/x/../admin`. */
  NONE = 'NONE',
  /** As RFC 3986 has it: `/a/../b` is `/b`. */
  BASE = 'BASE',
  /** As BASE, and `/a//b` is `/a/b`. */
  MERGE_SLASHES = 'MERGE_SLASHES',
  /** As MERGE_SLASHES, and `/a%2fb` is `/a/b`. */
  DECODE_AND_MERGE_SLASHES = 'DECODE_AND_MERGE_SLASHES',
}

/**
 * What becomes of traffic from sidecars to hosts that Istio does not know. A Sidecar that says it goes before.
 *
 * @see https://istio.io/latest/docs/reference/config/istio.mesh.v1alpha1/#MeshConfig-OutboundTrafficPolicy
 */
export class OutboundTraffic {
  /** It is dropped. That finds forgotten ServiceEntries; it is no firewall. */
  public static readonly REGISTRY_ONLY = new OutboundTraffic('REGISTRY_ONLY');

  /** It goes where it was going. */
  public static readonly ALLOW_ANY = new OutboundTraffic('ALLOW_ANY');

  /** It goes to the host that it names, whose address the sidecar looks up itself; by TLS, if that is given. */
  public static allowAnyDynamicDns(tls?: ClientTls): OutboundTraffic {
    return new OutboundTraffic('ALLOW_ANY_DYNAMIC_DNS', tls);
  }

  private constructor(private readonly mode: string, private readonly tls?: ClientTls) {}

  /** @internal */
  public _render(field: Field): JsonObject {
    return defined({ mode: this.mode, tls: given(this.tls, (tls) => renderClientTls(tls, field.at('tls'))) });
  }
}
