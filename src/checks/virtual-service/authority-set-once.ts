import { Severity } from '../finding';
import { httpRoutes } from '../http-routes';
import { beyondStructure } from '../structure-index';

/** See its title. */
export const authoritySetOnce = beyondStructure({
  code: 'CI0252',
  name: 'authority-set-once',
  title: 'A route sets the host of its requests once.',
  severity: Severity.ERROR,
  kinds: ['VirtualService'],
  fields: ['request'],
  explanation: 'The field rewrite.authority and the headers Host and :authority are the same thing. Istio refuses a route that sets it twice.',
  fix: 'keep rewrite.authority',
  equivalents: ['IV-VS-052'],
  *object(object) {
    for (const route of httpRoutes(object)) {
      const authority = route.at('rewrite', 'authority');
      let current = authority.text === undefined || authority.text === '' ? undefined : authority;
      for (const operation of ['set', 'add']) {
        for (const [name, value] of route.at('headers', 'request', operation).entries()) {
          if (!/^(?::authority|host)$/i.test(name)) { continue; }
          if (current !== undefined) { yield value.problem(`sets the host, which ${current.path} sets too; it must be set once`); }
          current ??= value.text === '' ? undefined : value;
        }
      }
    }
  },
});
