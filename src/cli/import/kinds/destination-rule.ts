import { matchLabels } from './references';
import { trafficPolicy } from './traffic-policy';
import type { DestinationRuleProps, Subset } from '../../../resources';
import { labels, listOf, type Members, needed, record, text, texts } from '../reader';

export const DESTINATION_RULE: Members<Omit<DestinationRuleProps, 'metadata'>> = {
  host: needed('host', text),
  trafficPolicy,
  subsets: listOf(record<Subset>({ name: needed('name', text), labels, trafficPolicy })),
  workloadSelector: matchLabels,
  exportTo: texts,
};
