import type { IConstruct } from 'constructs';
import { CONFIG_MAP, objectOf, pathOf, SECRET } from './object-of';
import { Field } from '../model/field';
import { requireDnsLabel, requireObjectName } from '../model/names';

const CONFIG_MAP_SCHEME = 'configmap://';

/** Certificates and keys that the cluster keeps: a Secret, or where there are only authorities in it, a ConfigMap. */
export class Credential {
  /** A Secret by its name. It is read in the namespace of the proxies that use it, whichever that of the object is. */
  public static secret(name: string): Credential {
    return new Credential('Secret', requireObjectName(name, new Field('Credential.secret').at('name')));
  }

  /**
   * A Secret, of whichever library that made it. It is known by its name: where proxies read it, and whether it is there, the
   * checks see at synth.
   */
  public static fromSecret(secret: IConstruct): Credential {
    const object = objectOf(secret, [SECRET], new Field('Credential.fromSecret').at('secret'), 'use Credential.fromConfigMap for authorities in a ConfigMap');
    return new Credential('Secret', object.name);
  }

  /** A ConfigMap with authorities (`ca.crt`), by its name. All proxies can read it, in whichever namespace. */
  public static configMap(name: string, namespace: string): Credential {
    const field = new Field('Credential.configMap');
    return Credential.map(requireObjectName(name, field.at('name')), requireDnsLabel(namespace, field.at('namespace')));
  }

  /** A ConfigMap with authorities (`ca.crt`), of whichever library that made it. All proxies can read it. */
  public static fromConfigMap(configMap: IConstruct): Credential {
    const field = new Field('Credential.fromConfigMap').at('configMap');
    const { name, metadata: { namespace } } = objectOf(configMap, [CONFIG_MAP], field, 'use Credential.fromSecret for a Secret');
    if (namespace === undefined) { throw field.error(configMap.node.path, 'in a namespace that is known', 'give it a namespace, or the chart one'); }
    return Credential.map(name, namespace);
  }

  /** One that has a scheme, as Istio spells it: `kubernetes-gateway://infra/shop-cert`. */
  public static of(reference: string): Credential {
    if (/^[a-z-]+:\/\/\S*$/.test(reference)) { return new Credential(reference.startsWith(CONFIG_MAP_SCHEME) ? 'ConfigMap' : 'Secret', reference); }
    throw new Field('Credential.of').at('reference').error(reference, 'a scheme, "://" and what it names', 'use Credential.secret for a name');
  }

  private static map(name: string, namespace: string): Credential {
    return new Credential('ConfigMap', `${CONFIG_MAP_SCHEME}${namespace}/${name}`);
  }

  private constructor(
    /** @internal */
    public readonly _kind: 'Secret' | 'ConfigMap',
    /** @internal */
    public readonly _text: string,
  ) {}
}

/** The name of a Secret, as it is written. */
export function renderSecret(credential: Credential, field: Field): string {
  const text = renderAuthorities(credential, field);
  if (credential._kind === 'Secret') { return text; }
  throw field.error(text, 'a Secret: a ConfigMap has no keys', 'use Credential.secret or Credential.fromSecret');
}

/** A Secret or ConfigMap with authorities, as it is written. */
export function renderAuthorities(credential: Credential, field: Field): string {
  if (credential instanceof Credential) { return credential._text; }
  throw field.error(pathOf(credential), 'a Credential', 'use Credential.fromSecret or Credential.secret');
}
