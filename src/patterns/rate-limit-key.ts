import { Field } from '../model/field';
import { defined, given, type JsonObject } from '../model/json';
import type { CountedProperty } from '../model/rate-limit-rules';
import { requireInteger, requireSome, requireText } from '../model/require';
import { requireHeaderName } from '../resources/headers';

/** The value that requests without the property are counted under, all together. */
const NONE = '(none)';

/** How much of an address counts: clients whose addresses begin with the same bits are taken together. */
export interface AddressMask {
  /**
   * Bits of IPv4 addresses, 0 to 32.
   *
   * @default 32
   */
  readonly ipv4Bits?: number;

  /**
   * Bits of IPv6 addresses, 0 to 128.
   *
   * @default 128
   */
  readonly ipv6Bits?: number;
}

/**
 * A property of requests of which each value has a limit of its own. Requests that lack it share one: nobody escapes the limit
 * by leaving a header out.
 *
 * @see https://www.envoyproxy.io/docs/envoy/v1.40.0/api-v3/config/route/v3/route_components.proto#config-route-v3-ratelimit-action
 */
export class RateLimitKey {
  /** A header. Clients choose its value, unless something before the service sets it. */
  public static header(name: string): RateLimitKey {
    const header = requireHeaderName(name, new Field('RateLimitKey.header').at('name')).toLowerCase();
    const key = `header.${header}`;
    return new RateLimitKey(key, [
      { request_headers: { header_name: header, descriptor_key: key } },
      { header_value_match: { descriptor_key: key, descriptor_value: NONE, expect_match: false, headers: [{ name: header, present_match: true }] } },
    ]);
  }

  /** A parameter of the query. Clients choose its value. */
  public static query(name: string): RateLimitKey {
    requireText(name, new Field('RateLimitKey.query').at('name'));
    const key = `query.${name}`;
    return new RateLimitKey(key, [
      { query_parameters: { query_parameter_name: name, descriptor_key: key } },
      {
        query_parameter_value_match: {
          descriptor_key: key, descriptor_value: NONE, expect_match: false, query_parameters: [{ name, present_match: true }],
        },
      },
    ]);
  }

  /** The path, without the query. */
  public static path(): RateLimitKey {
    return new RateLimitKey('path', [expression('path', 'request.url_path')]);
  }

  /** The method. */
  public static method(): RateLimitKey {
    return new RateLimitKey('method', [{ request_headers: { header_name: ':method', descriptor_key: 'method' } }]);
  }

  /** The host that clients ask for. */
  public static authority(): RateLimitKey {
    return new RateLimitKey('authority', [{ request_headers: { header_name: ':authority', descriptor_key: 'authority' } }]);
  }

  /** The workload that calls, by its identity in the mesh. Callers without mutual TLS share one limit. */
  public static caller(): RateLimitKey {
    return new RateLimitKey('caller', [expression('caller', `connection.mtls ? connection.uri_san_peer_certificate : '${NONE}'`)]);
  }

  /**
   * The address of the client. At a gateway it depends on which proxies before it are trusted (`numTrustedProxies`); at a
   * sidecar it is that of the pod that calls, the gateway's too.
   */
  public static clientAddress(mask?: AddressMask): RateLimitKey {
    if (mask === undefined) { return new RateLimitKey('remote_address', [{ remote_address: {} }]); }
    const field = new Field('RateLimitKey.clientAddress').at('mask');
    return new RateLimitKey('masked_remote_address', [{
      masked_remote_address: defined({
        v4_prefix_mask_len: given(mask.ipv4Bits, (bits) => requireInteger(bits, field.at('ipv4Bits'), 0, 32)),
        v6_prefix_mask_len: given(mask.ipv6Bits, (bits) => requireInteger(bits, field.at('ipv6Bits'), 0, 128)),
      }),
    }]);
  }

  /**
   * A claim of the token (JWT) that was checked, which must be a text. Needs a `JwtAuthentication`: without a checked token
   * there are no claims.
   *
   * @param path the claim; several names, one within the other, for a claim of a claim
   */
  public static claim(...path: string[]): RateLimitKey {
    const field = new Field('RateLimitKey.claim').at('path');
    requireSome(path, field).forEach((name, i) => requireText(name, field.at(i)));
    const key = ['claim', ...path].join('.');
    return new RateLimitKey(key, [{
      metadata: {
        descriptor_key: key,
        metadata_key: { key: 'envoy.filters.http.jwt_authn', path: ['payload', ...path].map((name) => ({ key: name })) },
        default_value: NONE,
      },
    }]);
  }

  private constructor(
    private readonly key: string,
    private readonly actions: readonly JsonObject[],
  ) {}

  /** @internal */
  public get _property(): CountedProperty {
    return { key: this.key, actions: this.actions };
  }
}

/** An action that writes what a CEL expression yields. */
function expression(key: string, text: string): JsonObject {
  return {
    extension: {
      name: 'envoy.rate_limit_descriptors.expr',
      typed_config: { '@type': 'type.googleapis.com/envoy.extensions.rate_limit_descriptors.expr.v3.Descriptor', 'descriptor_key': key, text },
    },
  };
}
