import type { IConstruct } from 'constructs';
import { PRINCIPAL, type ValueRule } from './authorization-values';
import { lateText } from './late';
import { objectOf, pathOf, SERVICE_ACCOUNT } from './object-of';
import { constructAt, namespaceAt } from './place';
import { Mesh } from '../analysis/mesh';
import { Field } from '../model/field';
import { requireDnsLabel, requireObjectName } from '../model/names';
import { requireText } from '../model/require';

/** A service account, wherever it is. */
interface Account {
  readonly name: string;
  readonly namespace?: string;
  /** What knows the mesh of the account; where it is missing, what names the account does. */
  readonly owner?: IConstruct;
}

/**
 * Who a workload is: what mutual TLS proves. In the mesh it is a service account.
 *
 * @see https://istio.io/latest/docs/concepts/security/#istio-identity
 */
export class Identity {
  /**
   * An identity as Istio writes it: `cluster.local/ns/shop/sa/reviews` in policies, where a `*` at one end stands for any text
   * there, and `spiffe://cluster.local/ns/shop/sa/reviews` or a DNS name as the name in a certificate.
   */
  public static of(text: string): Identity {
    return new Identity(requireText(text, new Field('Identity.of').at('text')), undefined);
  }

  /**
   * A service account by its name. Without a namespace it is in that of the object that names it. The trust domain is that of the
   * Mesh.
   */
  public static serviceAccount(name: string, namespace?: string): Identity {
    const field = new Field('Identity.serviceAccount');
    requireObjectName(name, field.at('name'));
    if (namespace !== undefined) { requireDnsLabel(namespace, field.at('namespace')); }
    return Identity._account({ name, namespace });
  }

  /** A service account, of whichever library that made it. */
  public static fromServiceAccount(serviceAccount: IConstruct): Identity {
    const field = new Field('Identity.fromServiceAccount').at('serviceAccount');
    const { name, metadata: { namespace } } = objectOf(serviceAccount, [SERVICE_ACCOUNT], field, 'use Identity.serviceAccount for a name');
    return Identity._account({ name, namespace, owner: serviceAccount });
  }

  /** @internal */
  public static _account(account: Account): Identity {
    return new Identity(undefined, account);
  }

  private constructor(
    /** @internal */
    public readonly _text: string | undefined,
    /** @internal */
    public readonly _serviceAccount: Account | undefined,
  ) {}
}

/** Identities as the `principals` of a policy. */
export const PRINCIPALS: ValueRule<Identity> = { check: renderPrincipal };
/** Identities as the `serviceAccounts` of a policy. */
export const SERVICE_ACCOUNTS: ValueRule<Identity> = { check: renderServiceAccount, most: 16 };

/** A service account's principal in the mesh of a construct, which names it. */
function principalOf({ name, namespace, owner }: Account, field: Field): string {
  const known = namespace ?? namespaceAt(field);
  if (known === undefined) { throw field.error(name, 'a service account whose namespace is known', 'give the namespace, or the chart one'); }
  return `${Mesh.of(owner ?? constructAt(field)).trustDomain}/ns/${known}/sa/${name}`;
}

/** The principal of an identity, at synth: the Mesh may be told until then. */
export function readPrincipal({ _text, _serviceAccount }: Identity, field: Field): string {
  return _serviceAccount === undefined ? _text as string : principalOf(_serviceAccount, field);
}

/** An identity as a policy compares with it: `cluster.local/ns/shop/sa/reviews`. */
export function renderPrincipal(identity: Identity, field: Field): string {
  const { _text, _serviceAccount } = requireIdentity(identity, field);
  return _serviceAccount === undefined ? PRINCIPAL.check(_text as string, field) : accountText('', _serviceAccount, field);
}

/** An identity as certificates have it: `spiffe://cluster.local/ns/shop/sa/reviews`, or the name of a server outside the mesh. */
export function renderSubjectAltName(identity: Identity, field: Field): string {
  const { _text, _serviceAccount } = requireIdentity(identity, field);
  if (_serviceAccount !== undefined) { return accountText('spiffe://', _serviceAccount, field); }
  const text = _text as string;
  if (!/^[^/]+\/ns\/[^/]+\/sa\/[^/]+$/.test(text)) { return text; }
  throw field.error(text, `with its scheme (spiffe://${text}), as certificates have it`, 'or use Identity.serviceAccount');
}

/** A service account as a policy names it: `namespace/name`, or `name` for one in its own namespace. */
export function renderServiceAccount(identity: Identity, field: Field): string {
  const { name, namespace } = requireAccount(identity, field);
  return namespace === undefined ? name : `${namespace}/${name}`;
}

/** A service account as an object names it that knows only those of its own namespace. */
export function renderLocalServiceAccount(identity: Identity, field: Field): string {
  const { name, namespace } = requireAccount(identity, field);
  if (namespace === undefined) { return name; }
  return lateText(`${namespace}/${name}`, () => {
    const here = namespaceAt(field);
    if (here === undefined || here === namespace) { return name; }
    throw field.error(`${namespace}/${name}`, `a service account of the object's own namespace (${here})`);
  });
}

function accountText(scheme: string, account: Account, field: Field): string {
  const where = account.namespace ?? `of ${field.where}`;
  return lateText(`${scheme}${where}/${account.name} ${account.owner?.node.path ?? ''}`, () => scheme + principalOf(account, field));
}


function requireAccount(identity: Identity, field: Field): Account {
  const { _text, _serviceAccount } = requireIdentity(identity, field);
  if (_serviceAccount !== undefined) { return _serviceAccount; }
  throw field.error(_text, 'a service account', 'use Identity.serviceAccount or Identity.fromServiceAccount');
}

function requireIdentity(identity: Identity, field: Field): Identity {
  if (identity instanceof Identity) { return identity; }
  throw field.error(pathOf(identity), 'an Identity', 'use Identity.fromServiceAccount, Identity.serviceAccount or Identity.of');
}
