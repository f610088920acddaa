import { NAMESPACE, PLAIN, PORT, PRINCIPAL, renderValues, SERVICE_ACCOUNT, SUBNET, TEXT, TRUST_DOMAIN, type ValueRule } from './authorization-values';
import { requireHeaderName } from './headers';
import { type Identity, PRINCIPALS, SERVICE_ACCOUNTS } from './identity';
import { Field } from '../model/field';
import { defined, given, type JsonObject } from '../model/json';
import { requirePort, requireText } from '../model/require';

/** Values that an attribute has to have, or must not have. At least one of the two lists is given. */
export interface ConditionValues {
  /**
   * Values of which the attribute has one. A `*` at one end stands for any text there, `*` alone for any value.
   *
   * @default - any
   */
  readonly values?: string[];

  /**
   * Values of which the attribute has none.
   *
   * @default - none is excluded
   */
  readonly notValues?: string[];
}

/** Identities that the caller has to have, or must not have. At least one of the two lists is given. */
export interface ConditionIdentities {
  /**
   * Identities of which the caller has one.
   *
   * @default - any
   */
  readonly values?: Identity[];

  /**
   * Identities of which the caller has none.
   *
   * @default - none is excluded
   */
  readonly notValues?: Identity[];
}

/** Ports of which one has to be, or must not be. At least one of the two lists is given. */
export interface ConditionPorts {
  /**
   * Ports of which it is one.
   *
   * @default - any
   */
  readonly values?: number[];

  /**
   * Ports of which it is none.
   *
   * @default - none is excluded
   */
  readonly notValues?: number[];
}

interface Lists<T> {
  readonly values?: T[];
  readonly notValues?: T[];
}

/** What the values of Istio's attributes have to be; of those in brackets, by what stands before. */
const RULES: { readonly [key: string]: ValueRule } = {
  'request.headers': TEXT,
  'source.ip': SUBNET,
  'remote.ip': SUBNET,
  'source.namespace': NAMESPACE,
  'source.serviceAccount': SERVICE_ACCOUNT,
  'source.principal': PRINCIPAL,
  'source.trustDomain': TRUST_DOMAIN,
  'request.auth.principal': TEXT,
  'request.auth.audiences': TEXT,
  'request.auth.presenter': TEXT,
  'request.auth.claims': TEXT,
  'destination.ip': SUBNET,
  'destination.port': PORT,
  'connection.sni': TEXT,
};

const REPLACED: { readonly [key: string]: string } = {
  'destination.namespace': 'put the policy into that namespace',
  'destination.labels': 'give the policy a target',
  'destination.name': 'give the policy a target',
  'destination.user': 'give the policy a target',
};

const FILTERS = 'envoy.filters.';

/**
 * What an attribute of a request has to be, for a rule of an AuthorizationPolicy to match.
 *
 * @see https://istio.io/latest/docs/reference/config/security/conditions/
 */
export class AuthorizationCondition {
  /** A header of the request. HTTP only. */
  public static requestHeader(name: string, values: ConditionValues): AuthorizationCondition {
    const field = new Field('AuthorizationCondition.requestHeader');
    return AuthorizationCondition.make(`request.headers[${requireHeaderName(name, field.at('name'))}]`, values, field);
  }

  /** The address that packets come from: an IP address, or a range of them (10.1.0.0/16). */
  public static sourceIp(values: ConditionValues): AuthorizationCondition {
    return AuthorizationCondition.make('source.ip', values, new Field('AuthorizationCondition.sourceIp'));
  }

  /** The address of the client, as `X-Forwarded-For` or the PROXY protocol tells it: an IP address, or a range of them. */
  public static remoteIp(values: ConditionValues): AuthorizationCondition {
    return AuthorizationCondition.make('remote.ip', values, new Field('AuthorizationCondition.remoteIp'));
  }

  /** The namespace of the caller. Needs mutual TLS. */
  public static sourceNamespace(values: ConditionValues): AuthorizationCondition {
    return AuthorizationCondition.make('source.namespace', values, new Field('AuthorizationCondition.sourceNamespace'));
  }

  /** The service account of the caller. Needs mutual TLS. */
  public static sourceServiceAccount(accounts: ConditionIdentities): AuthorizationCondition {
    return AuthorizationCondition.makeOf('source.serviceAccount', accounts, SERVICE_ACCOUNTS, new Field('AuthorizationCondition.sourceServiceAccount'));
  }

  /** The identity of the caller. Needs mutual TLS. */
  public static sourcePrincipal(identities: ConditionIdentities): AuthorizationCondition {
    return AuthorizationCondition.makeOf('source.principal', identities, PRINCIPALS, new Field('AuthorizationCondition.sourcePrincipal'));
  }

  /** The trust domain of the caller: `cluster.local`. Needs mutual TLS. */
  public static sourceTrustDomain(values: ConditionValues): AuthorizationCondition {
    return AuthorizationCondition.make('source.trustDomain', values, new Field('AuthorizationCondition.sourceTrustDomain'));
  }

  /** The issuer and subject of the request's token: `issuer/subject`. HTTP only, and needs a RequestAuthentication. */
  public static requestPrincipal(values: ConditionValues): AuthorizationCondition {
    return AuthorizationCondition.make('request.auth.principal', values, new Field('AuthorizationCondition.requestPrincipal'));
  }

  /** Whom the request's token is meant for (`aud`). HTTP only, and needs a RequestAuthentication. */
  public static requestAudience(values: ConditionValues): AuthorizationCondition {
    return AuthorizationCondition.make('request.auth.audiences', values, new Field('AuthorizationCondition.requestAudience'));
  }

  /** Whom the request's token was given to (`azp`). HTTP only, and needs a RequestAuthentication. */
  public static requestPresenter(values: ConditionValues): AuthorizationCondition {
    return AuthorizationCondition.make('request.auth.presenter', values, new Field('AuthorizationCondition.requestPresenter'));
  }

  /** A claim of the request's token, or one within claims: `['realm', 'roles']`. HTTP only, and needs a RequestAuthentication. */
  public static requestClaim(path: string[], values: ConditionValues): AuthorizationCondition {
    const field = new Field('AuthorizationCondition.requestClaim');
    const names = path.map((name, i) => {
      if (/^[^[\]]+$/.test(name)) { return `[${name}]`; }
      throw field.at('path').at(i).error(name, 'the name of a claim, without brackets');
    });
    if (names.length === 0) { throw field.at('path').error(path, 'the names that lead to a claim'); }
    return AuthorizationCondition.make(`request.auth.claims${names.join('')}`, values, field);
  }

  /** The address that the request was sent to: an IP address, or a range of them. */
  public static destinationIp(values: ConditionValues): AuthorizationCondition {
    return AuthorizationCondition.make('destination.ip', values, new Field('AuthorizationCondition.destinationIp'));
  }

  /** The port that the request was sent to: the workload's, not the service's. */
  public static destinationPort(ports: ConditionPorts): AuthorizationCondition {
    const field = new Field('AuthorizationCondition.destinationPort');
    const text = (name: keyof ConditionPorts) =>
      given(ports[name], (all) => all.map((port, i) => String(requirePort(port, field.at(name).at(i)))));
    return AuthorizationCondition.make('destination.port', { values: text('values'), notValues: text('notValues') }, field);
  }

  /** The server name that the client asks for in TLS. */
  public static sni(values: ConditionValues): AuthorizationCondition {
    return AuthorizationCondition.make('connection.sni', values, new Field('AuthorizationCondition.sni'));
  }

  /**
   * What a filter of Envoy found out: `envoyMetadata('envoy.filters.network.mysql_proxy', 'shop.orders', { values: ['[update]'] })`.
   * A value in brackets is looked for in a list.
   */
  public static envoyMetadata(filter: string, key: string, values: ConditionValues): AuthorizationCondition {
    const field = new Field('AuthorizationCondition.envoyMetadata');
    if (!/^envoy\.filters\.[^[\]]+$/.test(filter)) { throw field.at('filter').error(filter, `the name of a filter (${FILTERS}network.mysql_proxy)`); }
    return AuthorizationCondition.make(`experimental.${filter}[${requireText(key, field.at('key'))}]`, values, field);
  }

  /** An attribute that has no name here, as Istio spells it. */
  public static of(key: string, values: ConditionValues): AuthorizationCondition {
    const field = new Field('AuthorizationCondition.of');
    requireText(key, field.at('key'));
    const replaced = REPLACED[key.replace(/\[.*$/, '')];
    if (replaced !== undefined) { throw field.at('key').error(key, 'an attribute of the request or its source', replaced); }
    return AuthorizationCondition.make(key, values, field);
  }

  private static make(key: string, values: ConditionValues, field: Field): AuthorizationCondition {
    return AuthorizationCondition.makeOf(key, values, RULES[key.replace(/\[.*$/, '')] ?? PLAIN, field);
  }

  private static makeOf<T>(key: string, values: Lists<T>, rule: ValueRule<T>, field: Field): AuthorizationCondition {
    if (values.values === undefined && values.notValues === undefined) {
      throw field.error(values, 'values, notValues or both', 'give values ["*"] for any value');
    }
    const lists = (at: Field) => ({
      values: given(values.values, (all) => renderValues(all, rule, at.at('values'))),
      notValues: given(values.notValues, (all) => renderValues(all, rule, at.at('notValues'))),
    });
    lists(field);
    return new AuthorizationCondition(key, lists);
  }

  private constructor(
    /** @internal */
    public readonly _key: string,
    private readonly lists: (at: Field) => JsonObject,
  ) {}

  /**
   * As it is written at a place of a policy, in whose mesh and namespace service accounts are.
   *
   * @internal
   */
  public _render(field: Field): JsonObject {
    return defined({ key: this._key, ...this.lists(field) });
  }
}
