import { ANY, eachObject } from '../check';
import { Severity } from '../finding';
import { PROXY_CONFIG_FIELDS, proxyConfigsIn } from '../mesh-places';

/** See its title. */
export const autoAllocationOld = eachObject({
  code: 'CI1314',
  name: 'auto-allocation-old',
  title: 'Addresses for ServiceEntries are allocated by istiod, not by each proxy.',
  severity: Severity.WARNING,
  kinds: [ANY],
  fields: PROXY_CONFIG_FIELDS,
  explanation: 'ISTIO_META_DNS_AUTO_ALLOCATE is deprecated: istiod allocates addresses by itself since 1.25, and writes them to the status of the ServiceEntries.',
  fix: 'leave it out',
  equivalents: ['IV-MC-029'],
  *object(object, view) {
    for (const { at } of proxyConfigsIn(object, view)) {
      const old = at.at('proxyMetadata', 'ISTIO_META_DNS_AUTO_ALLOCATE');
      if (old.given) { yield old.problem('is deprecated; it must be left out'); }
    }
  },
});
