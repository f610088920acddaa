import type { AppObject } from './app-object';
import type { AppView } from './app-view';
import { readExportTo } from './service-index';

/** The DestinationRules for the same host or for a wildcard over it that proxies would take if this rule were not there. */
export function widerRules(rule: AppObject, host: string, view: AppView): readonly AppObject[] {
  const seen = (one: AppObject) => readExportTo(one.spec.at('exportTo').texts(), one.namespace);
  const others = view.destinationRules.over(host).filter((other) => other !== rule && other.id !== rule.id);
  if (others.length === 0) { return others; }
  const readers = seen(rule);
  return others.filter((other) => (seen(other).includes('*') || readers.includes('*') || seen(other).some((one) => readers.includes(one))));
}
