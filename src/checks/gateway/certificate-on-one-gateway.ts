import type { AppObject } from '../app-object';
import type { AppView } from '../app-view';
import { wholeApp } from '../check';
import type { Cursor } from '../cursor';
import { Severity } from '../finding';
import { LabelIndex, type Labels, showLabels } from '../labels';

/** A Gateway that shows a certificate to clients. */
interface Use {
  readonly gateway: AppObject;
  readonly place: Cursor;
  /** What it selects. */
  readonly labels: Labels;
}

/** See its title. */
export const certificateOnOneGateway = wholeApp({
  code: 'CI0420',
  name: 'certificate-on-one-gateway',
  title: 'Gateways of one workload do not share a certificate.',
  severity: Severity.WARNING,
  kinds: ['Gateway'],
  explanation: 'Browsers use one HTTP/2 connection for all hosts that the certificate is valid for. With a certificate that two Gateways share (one for '
    + '*.example.com, say), requests for a host of the second one come on a connection of the first, which does not know the host: 404.',
  fix: 'join the servers into one Gateway, or give each a certificate of its own',
  equivalents: ['IST0138'],
  *run(view) {
    for (const uses of usesByCertificate(view)) {
      // Those with one selector are for the same pods; those with a narrower one are for some of them.
      const firsts = new Map<string, Use>();
      const rivals = new Map<Use, Use>();
      for (const use of uses) {
        const first = firsts.get(showLabels(use.labels));
        if (first === undefined) { firsts.set(showLabels(use.labels), use); } else { rivals.set(use, first); }
      }
      const index = new LabelIndex([...firsts.values()]);
      for (const use of firsts.values()) {
        for (const narrower of index.selected(use.labels)) {
          if (narrower !== use && !rivals.has(narrower)) { rivals.set(narrower, use); }
        }
      }
      for (const [{ place }, { gateway }] of rivals) {
        yield place.problem(`is ${JSON.stringify(place.json)}, as on ${gateway.fullId}; Gateways of one workload must have certificates of their own`);
      }
    }
  },
});

function usesByCertificate(view: AppView): Iterable<Use[]> {
  const uses = new Map<string, Use[]>();
  for (const gateway of view.ofKind('Gateway')) {
    const labels = gateway.spec.at('selector').labels();
    const seen = new Set<string>();
    for (const tls of gateway.spec.at('servers').items().map((server) => server.at('tls'))) {
      const [name, certificate, key] = ['credentialName', 'serverCertificate', 'privateKey'].map((field) => tls.at(field));
      const id = (name.text ?? '') !== '' ? name.text : (certificate.text ?? '') === '' || (key.text ?? '') === '' ? undefined : `${certificate.text} ${key.text}`;
      if (id === undefined || seen.has(id)) { continue; }
      seen.add(id);
      const same = uses.get(id);
      const use = { gateway, place: id === name.text ? name : certificate, labels };
      if (same === undefined) { uses.set(id, [use]); } else { same.push(use); }
    }
  }
  return uses.values();
}
