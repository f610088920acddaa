import { identity, selectorLabels } from './references';
import { workloadEndpoint } from './workload';
import { type ServiceEntryPort, type ServiceEntryProps, ServiceLocation, ServiceResolution } from '../../../resources';
import { listOf, type Members, needed, number, oneOf, record, text, texts } from '../reader';
import { protocol } from '../values';

export const SERVICE_ENTRY: Members<Omit<ServiceEntryProps, 'metadata'>> = {
  hosts: needed('hosts', texts),
  location: needed('location', oneOf('ServiceLocation', ServiceLocation)),
  resolution: needed('resolution', oneOf('ServiceResolution', ServiceResolution)),
  ports: listOf(record<ServiceEntryPort>({ number: needed('number', number), name: needed('name', text), protocol, targetPort: number })),
  addresses: texts,
  endpoints: listOf(workloadEndpoint),
  workloadSelector: selectorLabels,
  exportTo: texts,
  subjectAltNames: listOf(identity),
};
