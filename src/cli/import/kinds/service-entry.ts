import { workloadEndpoint } from './workload';
import { type ServiceEntryPort, type ServiceEntryProps, ServiceLocation, ServiceResolution } from '../../../resources';
import { byField, labels, listOf, type Members, needed, number, oneOf, record, text, texts } from '../reader';
import { protocol } from '../values';

export const SERVICE_ENTRY: Members<Omit<ServiceEntryProps, 'metadata'>> = {
  hosts: needed('hosts', texts),
  location: needed('location', oneOf('ServiceLocation', ServiceLocation)),
  resolution: needed('resolution', oneOf('ServiceResolution', ServiceResolution)),
  ports: listOf(record<ServiceEntryPort>({ number: needed('number', number), name: needed('name', text), protocol, targetPort: number })),
  addresses: texts,
  endpoints: listOf(workloadEndpoint),
  workloadSelector: byField({ labels }),
  exportTo: texts,
  subjectAltNames: texts,
};
