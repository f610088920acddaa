import { ApiObject, type Duration } from 'cdk8s';
import { Construct } from 'constructs';
import { namespaceOf } from './declare';
import { AppAnalysis } from '../analysis/app-analysis';
import { Field } from '../model/field';
import { defined, given, type JsonObject } from '../model/json';
import { requireObjectName } from '../model/names';
import { requireText } from '../model/require';
import { fieldOf } from '../resources/emit';

/** An intermediate authority that cert-manager makes and renews. */
export interface CertManagerCa {
  /** The issuer that signs it. It must be one that may sign authorities. */
  readonly issuer: string;

  /**
   * What kind of issuer that is: `Issuer`, which is in the namespace of the control plane, or `ClusterIssuer`.
   *
   * @default ClusterIssuer
   */
  readonly issuerKind?: string;

  /**
   * The API group of the issuer.
   *
   * @default cert-manager.io
   */
  readonly issuerGroup?: string;

  /**
   * The name that the certificate is for.
   *
   * @default - istiod.NAMESPACE.svc
   */
  readonly commonName?: string;

  /**
   * How long the certificate is good. The certificates of workloads end with it.
   *
   * @default - as cert-manager says: 90 days
   */
  readonly duration?: Duration;

  /**
   * How long before its end it is made anew.
   *
   * @default - as cert-manager says: a third of the duration
   */
  readonly renewBefore?: Duration;
}

/** Certificates and a key in a store of secrets, which the External Secrets Operator reads. */
export interface ExternalSecretCa {
  /** The name of the store. */
  readonly store: string;

  /**
   * What kind of store that is: `SecretStore`, which is in the namespace of the control plane, or `ClusterSecretStore`.
   *
   * @default ClusterSecretStore
   */
  readonly storeKind?: string;

  /** The secret in the store. It has the properties `ca-cert.pem`, `ca-key.pem`, `root-cert.pem` and `cert-chain.pem`. */
  readonly key: string;

  /**
   * How often the store is asked.
   *
   * @default - every hour
   */
  readonly refreshInterval?: Duration;
}

/** What makes the Secret. Keys are never told to the app, and so never get into Git. */
export class OwnCaSource {
  /** cert-manager makes the authority, and renews it. */
  public static certManager(ca: CertManagerCa): OwnCaSource {
    const field = new Field('OwnCaSource.certManager');
    requireObjectName(ca.issuer, field.at('issuer'));
    const [life, before] = [ca.duration?.toMilliseconds(), ca.renewBefore?.toMilliseconds()];
    if (life !== undefined && before !== undefined && before >= life) { throw field.at('renewBefore').error(`${before / 1000}s`, 'shorter than duration'); }
    return new OwnCaSource('cert-manager.io/v1', 'Certificate', (namespace) => certificateOf(ca, namespace));
  }

  /** The External Secrets Operator copies certificates and key from a store: Vault, or that of a cloud. */
  public static externalSecret(ca: ExternalSecretCa): OwnCaSource {
    const field = new Field('OwnCaSource.externalSecret');
    requireObjectName(ca.store, field.at('store'));
    requireText(ca.key, field.at('key'));
    return new OwnCaSource('external-secrets.io/v1', 'ExternalSecret', () => externalSecretOf(ca));
  }

  private constructor(
    /** @internal */
    public readonly _apiVersion: string,
    /** @internal */
    public readonly _kind: string,
    /** @internal */
    public readonly _spec: (namespace: string) => JsonObject,
  ) {}
}

/** Properties of an OwnCa. */
export interface OwnCaProps {
  /** What makes the Secret. */
  readonly source: OwnCaSource;

  /**
   * The namespace of the control plane.
   *
   * @default - that of the chart; istio-system, if it has none
   */
  readonly namespace?: string;
}

/** The Secret that istiod looks for when it starts. */
const SECRET = 'cacerts';
const KEYS = ['ca-cert.pem', 'ca-key.pem', 'root-cert.pem', 'cert-chain.pem'];

/**
 * The authority that the control plane signs certificates of workloads with, in place of one that it makes itself: the Secret
 * `cacerts`. It must be there before the control plane starts.
 *
 * @see https://istio.io/latest/docs/tasks/security/cert-management/plugin-ca-cert/
 */
export class OwnCa extends Construct {
  /** The object that makes the Secret. */
  public readonly apiObject: ApiObject;

  /** The name of the Secret. */
  public readonly secretName: string;

  constructor(scope: Construct, id: string, props: OwnCaProps) {
    super(scope, id);
    AppAnalysis.attach(this);
    if (!(props.source instanceof OwnCaSource)) { throw fieldOf(this).at('source').error(props.source, 'an OwnCaSource', 'use OwnCaSource.certManager'); }
    const { _apiVersion: apiVersion, _kind: kind, _spec: spec } = props.source;
    const namespace = namespaceOf(this, props) ?? 'istio-system';
    this.secretName = SECRET;
    this.apiObject = new ApiObject(this, 'Resource', { apiVersion, kind, metadata: { name: SECRET, namespace }, spec: spec(namespace) });
  }
}

function certificateOf({ issuer, issuerKind, issuerGroup, commonName, duration, renewBefore }: CertManagerCa, namespace: string): JsonObject {
  const seconds = (some: Duration) => `${some.toSeconds()}s`;
  return defined({
    isCA: true,
    secretName: SECRET,
    commonName: commonName ?? `istiod.${namespace}.svc`,
    duration: given(duration, seconds),
    renewBefore: given(renewBefore, seconds),
    usages: ['digital signature', 'cert sign', 'crl sign'],
    issuerRef: { name: issuer, kind: issuerKind ?? 'ClusterIssuer', group: issuerGroup ?? 'cert-manager.io' },
  });
}

function externalSecretOf({ store, storeKind, key, refreshInterval }: ExternalSecretCa): JsonObject {
  return {
    refreshInterval: `${refreshInterval?.toSeconds() ?? 3600}s`,
    secretStoreRef: { name: store, kind: storeKind ?? 'ClusterSecretStore' },
    target: { name: SECRET },
    data: KEYS.map((name) => ({ secretKey: name, remoteRef: { key, property: name } })),
  };
}
