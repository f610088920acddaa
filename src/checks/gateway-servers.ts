import type { AppObject } from './app-object';
import type { Cursor } from './cursor';

/** The `tls` of a server of a Gateway. */
export interface ServerTls {
  readonly tls: Cursor;
  /** The protocol of the port in upper case; empty, if there is none. */
  readonly protocol: string;
}

const FILES = ['serverCertificate', 'privateKey', 'caCertificates', 'credentialName'];
const LISTS = ['credentialNames', 'tlsCertificates'];

/** The `tls` blocks of a Gateway. */
export function serverTls({ spec }: AppObject): ServerTls[] {
  return spec.at('servers').items().map((server) => ({ tls: server.at('tls'), protocol: server.at('port', 'protocol').text?.toUpperCase() ?? '' }))
    .filter(({ tls }) => tls.fields !== undefined);
}

/** Whether there is a text, and not an empty one: Istio reads both alike. */
export function isSaid(place: Cursor): boolean {
  return place.text !== undefined && place.text !== '';
}

/** Whether there is nothing, or an empty text. What is no text, the schema tells. */
export function isMissing(place: Cursor): boolean {
  return !place.given || place.text === '';
}

/** Whether certificates come from Secrets. */
export function hasCredential(tls: Cursor): boolean {
  return isSaid(tls.at('credentialName')) || tls.at('credentialNames').items().length > 0;
}

/** What a `tls` block says of certificates. */
export function certificatesOf(tls: Cursor): Cursor[] {
  return [...FILES.map((name) => tls.at(name)).filter(isSaid), ...LISTS.map((name) => tls.at(name)).filter((list) => list.items().length > 0)];
}
