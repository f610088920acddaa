import { eachObject } from '../check';
import { tlsPlaces } from '../destination-rule-index';
import { Severity } from '../finding';

/** See its title. */
export const tlsModeGiven = eachObject({
  code: 'CI0303',
  name: 'tls-mode-given',
  title: 'A tls block of a DestinationRule says its mode.',
  severity: Severity.ERROR,
  kinds: ['DestinationRule'],
  fields: ['tls'],
  explanation: 'A mode that is not given is DISABLE: the proxies send plain text and leave out automatic mutual TLS, so STRICT servers refuse them.',
  fix: 'set mode, or leave the tls block out for automatic mutual TLS',
  equivalents: ['GAP-01'],
  *object(rule) {
    for (const { tls } of tlsPlaces(rule)) {
      if (!tls.at('mode').given) { yield tls.at('mode').mustBe('one of DISABLE, SIMPLE, MUTUAL, ISTIO_MUTUAL'); }
    }
  },
});
