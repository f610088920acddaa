import { isHostLabel } from '../../model/go/host-names';
import { parseServiceHost } from '../../model/hosts';
import { byCodeUnit } from '../../model/json';
import { wholeApp } from '../check';
import { Severity } from '../finding';
import { destinations } from '../routes';

/** See its title. */
export const destinationSubsetExists = wholeApp({
  code: 'CI0103',
  name: 'destination-subset-exists',
  title: 'The subset of a destination is defined by a DestinationRule of its host.',
  severity: Severity.ERROR,
  kinds: ['VirtualService', 'DestinationRule'],
  explanation: 'The proxies have no cluster for a subset that no DestinationRule of the host defines: every request of the route is answered with 503.',
  fix: 'add the subset to the DestinationRule, or use one that it has',
  equivalents: ['IST0101', 'KIA1107'],
  *run(view) {
    for (const { place, host, subset } of destinations(view)) {
      // CI0260 tells of a name that no subset can have.
      if (subset === undefined || !isHostLabel(subset)) { continue; }
      const rules = view.destinationRules.over(host);
      if (rules.some((rule) => view.destinationRules.subsetsOf(rule).has(subset))) { continue; }
      const names = rules.flatMap((rule) => [...view.destinationRules.subsetsOf(rule)]);
      const at = place.at('subset');
      if (names.length > 0) {
        const allowed = [...new Set(names)].sort(byCodeUnit);
        yield at.mustBe(`${allowed.length === 1 ? '' : 'one of '}${allowed.join(', ')} (${rules[0].fullId})`);
      } else if (rules.length > 0) {
        yield at.mustBe(`left out: ${rules[0].fullId} has no subsets`);
      } else {
        // A rule for a host outside of the app is probably outside as well.
        const service = parseServiceHost(host, view.context.clusterDomain);
        if (service !== undefined && view.context.knownNamespaces.includes(service.namespace)) { continue; }
        const isOfApp = view.services.exact(host).some(({ object }) => object !== undefined);
        yield at.mustBe(`left out: no DestinationRule is for host ${host}`, {
          severity: isOfApp ? Severity.ERROR : Severity.WARNING,
          fix: 'add a DestinationRule that defines the subset',
        });
      }
    }
  },
});
