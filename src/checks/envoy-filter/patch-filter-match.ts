import { eachObject } from '../check';
import { CONNECTION_MANAGERS, envoyPatches } from '../envoy-patches';
import { Severity } from '../finding';

const ON_LISTENERS: readonly string[] = ['LISTENER', 'FILTER_CHAIN', 'NETWORK_FILTER', 'HTTP_FILTER'];

/** See its title. */
export const patchFilterMatch = eachObject({
  code: 'CI1144',
  name: 'patch-filter-match',
  title: 'A match of a filter names it; one of a filter for HTTP is in the connection manager.',
  severity: Severity.ERROR,
  kinds: ['EnvoyFilter'],
  fields: ['filter'],
  explanation: 'Filters are found by name. A subFilter is one in the HTTP connection manager, for patches of HTTP filters only: Istio refuses it elsewhere. For a patch of a listener or '
    + 'a filter chain it ignores the match of a filter, and warns.',
  fix: 'name the filter, or leave the match of it out',
  equivalents: ['IV-EF-010', 'IV-EF-011', 'IV-EF-012', 'IV-EF-013', 'IV-EF-014'],
  *object(object) {
    for (const { applyTo, match } of envoyPatches(object)) {
      const filter = match.at('listener', 'filterChain', 'filter');
      if (filter.fields === undefined || !ON_LISTENERS.includes(applyTo)) { continue; }
      const [name, sub] = [filter.at('name'), filter.at('subFilter')];
      if ((name.text ?? '') === '') {
        if (!name.given || name.text === '') { yield name.mustBe('the name of a filter', { fix: `name it, for example ${CONNECTION_MANAGERS[0]}` }); }
      } else if (sub.fields !== undefined && applyTo !== 'HTTP_FILTER') {
        yield sub.problem(`is given with applyTo ${applyTo}; it must be left out, or applyTo must be HTTP_FILTER`, { fix: 'leave it out, or write applyTo: HTTP_FILTER' });
      } else if (sub.fields !== undefined && !CONNECTION_MANAGERS.includes(name.text ?? '')) {
        yield name.mustBe(`${CONNECTION_MANAGERS[0]} beside subFilter`, { fix: 'write it, or leave subFilter out' });
      } else if (sub.fields !== undefined && (!sub.at('name').given || sub.at('name').text === '')) {
        yield sub.at('name').mustBe('the name of a filter for HTTP', { fix: 'name it, for example envoy.filters.http.router' });
      } else if (applyTo === 'LISTENER' || applyTo === 'FILTER_CHAIN') {
        yield filter.problem(`has no effect with applyTo ${applyTo}; it must be left out`, { severity: Severity.WARNING, fix: 'leave it out, or name the chain' });
      }
    }
  },
});
