import type { Duration } from 'cdk8s';
import { Field } from '../../model/field';
import { hostPortProblem } from '../../model/go/addresses';
import { trustDomainProblem } from '../../model/go/host-names';
import { defined, given, type JsonObject } from '../../model/json';
import { requireAmong, requireText } from '../../model/require';
import { type ClientTls, renderClientTls } from '../../resources/client-tls';
import { renderDuration } from '../../resources/duration';
import { type CipherSuite, TlsVersion } from '../../resources/server-tls';

/** Whom a root certificate is good for. */
export interface MeshRootOptions {
  /**
   * Signers of Kubernetes that it is for. For a control plane that has certificates signed by them.
   *
   * @default - all
   */
  readonly certSigners?: string[];

  /**
   * Trust domains that it is for.
   *
   * @default - all
   */
  readonly trustDomains?: string[];
}

/** A root certificate that workloads trust besides that of the control plane. It holds no key, and may stand in Git. */
export class MeshRoot {
  /** One as text: `-----BEGIN CERTIFICATE-----…`. */
  public static pem(pem: string, options: MeshRootOptions = {}): MeshRoot {
    return new MeshRoot({ pem: requireCertificate(pem, new Field('MeshRoot.pem').at('pem')) }, options);
  }

  /** What a SPIFFE bundle endpoint says, which proves itself by a certificate of the web: `https://spire.example.com/bundle`. */
  public static spiffeBundle(url: string, options: MeshRootOptions = {}): MeshRoot {
    if (!/^https:\/\/./.test(url)) { throw new Field('MeshRoot.spiffeBundle').at('url').error(url, 'a URL that starts with https://'); }
    return new MeshRoot({ spiffeBundleUrl: url }, options);
  }

  private constructor(private readonly certificate: JsonObject, private readonly options: MeshRootOptions) {}

  /** @internal */
  public _render(field: Field): JsonObject {
    const { certSigners, trustDomains } = this.options;
    trustDomains?.forEach((domain, i) => requireTrustDomain(domain, field.at('trustDomains').at(i)));
    return defined({ ...this.certificate, certSigners, trustDomains });
  }
}

/** A certificate authority outside the cluster, which speaks Istio's gRPC protocol and signs for all workloads. */
export interface MeshCa {
  /** Its host and port: `ca.example.com:8932`. */
  readonly address: string;

  /**
   * How it is connected to.
   *
   * @default - by mutual TLS
   */
  readonly tlsSettings?: ClientTls;

  /**
   * How long it may take to sign.
   *
   * @default - 10 seconds
   */
  readonly requestTimeout?: Duration;

  /**
   * Whether the control plane asks it; otherwise agents do.
   *
   * @default true
   */
  readonly istiodSide?: boolean;
}

/** Where the control plane reads its configuration. */
export interface MeshConfigSource {
  /** `k8s://`, `fs:///FOLDER` or `xds://HOST:PORT`. */
  readonly address: string;

  /**
   * How a server of xDS is connected to.
   *
   * @default - plain text
   */
  readonly tlsSettings?: ClientTls;

  /**
   * Whether it is read for services only, not for Istio's objects.
   *
   * @default false
   */
  readonly servicesOnly?: boolean;
}

/** TLS within the mesh. */
export interface MeshMtls {
  /**
   * The oldest version: TLSV1_2 or TLSV1_3.
   *
   * @default TlsVersion.TLSV1_2
   */
  readonly minProtocolVersion?: TlsVersion;

  /**
   * Ciphers of TLS 1.2.
   *
   * @default - six that are sound
   */
  readonly cipherSuites?: CipherSuite[];
}

/** TLS with what is outside the mesh. */
export interface MeshTlsDefaults extends MeshMtls {
  /**
   * Curves for the exchange of keys: `P-256`, `X25519`.
   *
   * @default - Envoy's
   */
  readonly ecdhCurves?: string[];
}

const CURVES = ['P-224', 'P-256', 'P-384', 'P-521', 'X25519', 'X25519Kyber768Draft00', 'X25519MLKEM768'];
const VERSIONS = [TlsVersion.TLS_AUTO, TlsVersion.TLSV1_2, TlsVersion.TLSV1_3];

/** A certificate, and nothing but certificates: keys do not belong into files. */
export function requireCertificate(pem: string, field: Field): string {
  const blocks = [...pem.matchAll(/-----BEGIN ([^-]*)-----/g)].map(([, label]) => label);
  if (blocks.some((label) => label.includes('PRIVATE KEY'))) {
    throw field.problem(`${field.path} has a private key; it must have certificates only: files are read by many`);
  }
  if (blocks.length > 0 && blocks.every((label) => label === 'CERTIFICATE')) { return pem; }
  throw field.problem(`${field.path} has no certificate; it must be one as text, which begins with -----BEGIN CERTIFICATE-----`);
}

/** A trust domain. */
export function requireTrustDomain(domain: string, field: Field): string {
  const problem = trustDomainProblem(domain);
  if (problem !== undefined) { throw field.error(domain, problem); }
  return domain;
}

/** The `ca`. */
export function renderCa({ address, tlsSettings, requestTimeout, istiodSide }: MeshCa, field: Field): JsonObject {
  return defined({
    address: requireHostPort(address, field.at('address')),
    tlsSettings: given(tlsSettings, (tls) => renderClientTls(tls, field.at('tlsSettings'))),
    requestTimeout: given(requestTimeout, (timeout) => renderDuration(timeout, field.at('requestTimeout'))),
    istiodSide,
  });
}

/** One of the `configSources`. */
export function renderConfigSource({ address, tlsSettings, servicesOnly }: MeshConfigSource, field: Field): JsonObject {
  if (!/^(k8s:\/\/|fs:\/\/\/.|xds:\/\/.)/.test(address)) { throw field.at('address').error(address, 'k8s://, fs:///FOLDER or xds://HOST:PORT'); }
  return defined({
    address,
    tlsSettings: given(tlsSettings, (tls) => renderClientTls(tls, field.at('tlsSettings'))),
    subscribedResources: servicesOnly === true ? ['SERVICE_REGISTRY'] : undefined,
  });
}

/** The `meshMTLS` and the `tlsDefaults`. */
export function renderMeshTls({ minProtocolVersion, cipherSuites, ecdhCurves }: MeshTlsDefaults, field: Field): JsonObject {
  ecdhCurves?.forEach((curve, i) => {
    requireAmong(curve, CURVES, field.at('ecdhCurves').at(i));
    if (ecdhCurves.indexOf(curve) < i) { throw field.at('ecdhCurves').at(i).error(curve, 'given once'); }
  });
  return defined({
    minProtocolVersion: given(minProtocolVersion, (version) => requireAmong(version, VERSIONS, field.at('minProtocolVersion'))),
    cipherSuites,
    ecdhCurves,
  });
}

/** An address with a port, as proxies take it. */
export function requireHostPort(address: string, field: Field): string {
  const problem = hostPortProblem(requireText(address, field));
  if (problem !== undefined) { throw field.error(address, problem); }
  return address;
}
