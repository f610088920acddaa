import type { TrafficPort } from './service-port';
import type { Field } from '../model/field';
import { defined, type JsonObject } from '../model/json';
import { requireAmong, requireSome } from '../model/require';
import { type ClientTls, ClientTlsMode, renderClientTls } from '../resources/client-tls';
import type { Credential } from '../resources/credential';
import { Identity } from '../resources/identity';

/**
 * TLS that proxies begin on the way to an external service, for callers that speak plain text.
 *
 * The server's certificate is always verified, its name too, unless `insecureSkipVerify` says otherwise.
 */
export interface TlsOrigination {
  /**
   * The server name that is asked for.
   *
   * @default - the host; for a host with a wildcard, the one that each request is for
   */
  readonly sni?: string;

  /**
   * Names of which the server's certificate must have one.
   *
   * @default - the server name that is asked for. (Istio by itself would take any name, once it is told which one to ask for.)
   */
  readonly subjectAltNames?: string[];

  /**
   * Whether a certificate is shown: SIMPLE or MUTUAL.
   *
   * @default ClientTlsMode.SIMPLE
   */
  readonly mode?: ClientTlsMode;

  /**
   * The Secret with certificate and key (`tls.crt`, `tls.key`, for MUTUAL) and with authorities (`ca.crt`), or a ConfigMap with
   * authorities alone. An egress gateway reads a Secret in the namespace of its pods. Sidecars read it in their own, if `callers`
   * names them; they need the right to read it.
   *
   * @default - the files are read
   */
  readonly credential?: Credential;

  /**
   * Labels of the callers' pods, in the namespace of the ExternalService, that read the Secret. Others get no TLS.
   * Needed for a Secret without an egress gateway, and for nothing else.
   *
   * @default - all callers
   */
  readonly callers?: { [label: string]: string };

  /**
   * Path of the file with the authorities that the server's certificate may be of, in the proxies that begin TLS.
   *
   * @default - the authorities of the operating system
   */
  readonly caCertificates?: string;

  /**
   * Path of the file with the client's certificate. For MUTUAL.
   *
   * @default - see credential
   */
  readonly clientCertificate?: string;

  /**
   * Path of the file with the client's key. For MUTUAL.
   *
   * @default - see credential
   */
  readonly privateKey?: string;

  /**
   * Path of the file with certificates that were revoked.
   *
   * @default - none is
   */
  readonly caCrl?: string;

  /**
   * Whether the server's certificate is taken unseen.
   *
   * @default false
   */
  readonly insecureSkipVerify?: boolean;

  /**
   * The ports that TLS begins on, of those without TLS of the callers.
   *
   * @default - all ports but those with protocol HTTPS or TLS
   */
  readonly ports?: number[];
}

/** A server name that is left out is that of the request, which only HTTP has. Without one, any certificate would do. */
export function requireServerName({ sni }: TlsOrigination, hosts: readonly string[], originating: readonly TrafficPort[], field: Field): void {
  const silent = originating.find(({ traffic }) => traffic !== 'http');
  if (sni === undefined && silent !== undefined && hosts.some((host) => host.startsWith('*'))) {
    throw field.at('sni').error(undefined, `given for a host with a wildcard and port ${silent.number}: its traffic does not tell which host it is for`);
  }
}

/** The ports that TLS begins on. On those where callers speak TLS themselves, it would be there twice. */
export function originatingPorts({ ports: wanted }: TlsOrigination, ports: readonly TrafficPort[], field: Field): TrafficPort[] {
  const plain = ports.filter(({ traffic }) => traffic !== 'tls');
  if (plain.length === 0) {
    throw field.problem(`${field.path} is given and all ports carry TLS of the callers; it must be left out, as TLS would be there twice`,
      'give the port protocol HTTP, if callers speak plain text');
  }
  if (wanted === undefined) { return plain; }
  return requireSome(wanted, field.at('ports'), 'leave it out for all ports without TLS').map((number, i) => {
    const port = plain.find((own) => own.number === number);
    if (port === undefined) {
      throw field.at('ports').at(i).error(number, `one of the ports without TLS of the callers (${plain.map((own) => own.number).join(', ')})`);
    }
    return port;
  });
}

/** What Istio calls the authorities of the operating system. */
const SYSTEM = 'system';

/** The `tls` of a host's policy. */
export function renderOrigination(origination: TlsOrigination, host: string, field: Field): JsonObject {
  const { callers, ports, ...settings } = origination;
  const mode = requireAmong(origination.mode ?? ClientTlsMode.SIMPLE, [ClientTlsMode.SIMPLE, ClientTlsMode.MUTUAL], field.at('mode'));
  const sni = origination.sni ?? (host.startsWith('*') ? undefined : host);
  const unseen = origination.insecureSkipVerify === true;
  const tls: ClientTls = defined({
    ...settings,
    mode,
    sni,
    // What Istio takes anyway; its analyzer warns of a block that leaves it out.
    caCertificates: origination.caCertificates ?? (unseen || origination.credential !== undefined ? undefined : SYSTEM),
    // Istio compares the certificate with the server name only where that is the request's own host.
    subjectAltNames: (origination.subjectAltNames ?? (unseen || sni === undefined ? undefined : [sni]))?.map(Identity.of),
  });
  return renderClientTls(tls, field);
}

/**
 * Who reads a Secret: the egress gateway, or callers that are named. All others would send plain text. A ConfigMap, which has
 * no keys, everybody reads.
 */
export function requireReader({ credential, callers }: TlsOrigination, throughGateway: boolean, field: Field): void {
  const ofSecret = credential !== undefined && credential._kind === 'Secret';
  if (callers !== undefined && (throughGateway || !ofSecret)) {
    throw field.problem(`${field.at('callers').path} is given ${throughGateway ? 'with egressGateway' : 'without a Secret as credential'}; it must be left out`,
      throughGateway ? 'the gateway reads the credential' : undefined);
  }
  if (ofSecret && callers === undefined && !throughGateway) {
    throw field.at('callers').error(undefined, 'given for a Secret as credential: Istio gives it to no other sidecars, which would send plain text',
      'or use an egressGateway, a ConfigMap with authorities, or files');
  }
}
