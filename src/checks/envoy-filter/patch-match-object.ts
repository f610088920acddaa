import { eachObject } from '../check';
import { envoyPatches } from '../envoy-patches';
import { Severity } from '../finding';

/** What a patch's place is described by, according to what it applies to. */
const OBJECTS: { readonly [applyTo: string]: string } = {
  LISTENER: 'listener',
  FILTER_CHAIN: 'listener',
  NETWORK_FILTER: 'listener',
  HTTP_FILTER: 'listener',
  ROUTE_CONFIGURATION: 'routeConfiguration',
  VIRTUAL_HOST: 'routeConfiguration',
  HTTP_ROUTE: 'routeConfiguration',
  CLUSTER: 'cluster',
};

/** See its title. */
export const patchMatchObject = eachObject({
  code: 'CI1143',
  name: 'patch-match-object',
  title: 'The match of a patch describes what the patch applies to.',
  severity: Severity.ERROR,
  kinds: ['EnvoyFilter'],
  fields: ['listener', 'routeConfiguration', 'cluster'],
  explanation: 'Listeners, their chains and filters are found by a match of listeners, routes by one of routeConfiguration, clusters by one of clusters. Istio refuses others.',
  fix: 'describe the place in the block that belongs to applyTo',
  equivalents: ['IV-EF-009', 'IV-EF-016', 'IV-EF-017'],
  *object(filter) {
    for (const { applyTo, match } of envoyPatches(filter)) {
      const expected = Object.hasOwn(OBJECTS, applyTo) ? OBJECTS[applyTo] : undefined;
      const given = ['listener', 'routeConfiguration', 'cluster'].filter((name) => match.at(name).given);
      // Several of them exclude each other, which the definition of the kind says.
      if (expected === undefined || given.length !== 1 || given[0] === expected) { continue; }
      yield match.at(given[0]).problem(`is given with applyTo ${applyTo}; it must be ${expected}`);
    }
  },
});
