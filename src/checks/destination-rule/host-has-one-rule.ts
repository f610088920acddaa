import { canonical } from '../../model/json';
import type { AppObject } from '../app-object';
import { wholeApp } from '../check';
import { Severity } from '../finding';
import { readExportTo } from '../service-index';

/** See its title. */
export const hostHasOneRule = wholeApp({
  code: 'CI0301',
  name: 'host-has-one-rule',
  title: 'In a namespace a host has one DestinationRule.',
  severity: Severity.WARNING,
  kinds: ['DestinationRule'],
  explanation: 'Istio joins the subsets of DestinationRules for one host, but of several traffic policies the one that was created first counts, '
    + 'and of two subsets of one name the first: no file says which.',
  fix: 'join them into one DestinationRule',
  equivalents: ['KIA0201'],
  *run(view) {
    for (const [host, rules] of view.destinationRules.hosts) {
      const first = new Map<string, AppObject>();
      for (const rule of rules) {
        // Rules for other clients or other readers are kept apart.
        const exportTo = [...readExportTo(rule.spec.at('exportTo').texts(), rule.namespace)].sort();
        const key = canonical([rule.namespace, exportTo, rule.spec.at('workloadSelector').json ?? null]);
        const earlier = first.get(key);
        if (earlier === undefined) {
          first.set(key, rule);
        } else {
          yield rule.spec.at('host').problem(`is ${JSON.stringify(rule.spec.at('host').text)}; ${host} must have one DestinationRule, `
            + `and ${earlier.fullId} is for it as well`);
        }
      }
    }
  },
});
