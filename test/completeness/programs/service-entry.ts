import type { Program } from './support';
import { Identity, Protocol, ServiceEntry, ServiceLocation, ServiceResolution, WorkloadSelector } from 'cdk8s-istio';

const HTTPS = [{ number: 443, name: 'https', protocol: Protocol.TLS }];

/** ServiceEntries: one for each way to find addresses. */
export const serviceEntries: Program = (chart) => {
  new ServiceEntry(chart, 'static', {
    hosts: ['machines.example.com'],
    location: ServiceLocation.MESH_INTERNAL,
    resolution: ServiceResolution.STATIC,
    ports: [{ number: 80, name: 'http', protocol: Protocol.HTTP, targetPort: 8080 }],
    addresses: ['240.0.0.1'],
    endpoints: [{
      address: '192.0.2.7',
      ports: { http: 8081 },
      labels: { app: 'machines' },
      network: 'vm-network',
      locality: 'europe-west1/europe-west1-b/rack-7',
      weight: 20,
      serviceAccount: Identity.serviceAccount('machines'),
    }],
    exportTo: ['.', 'bank'],
    subjectAltNames: [Identity.of('spiffe://cluster.local/ns/shop/sa/machines')],
  });
  new ServiceEntry(chart, 'selected', {
    hosts: ['selected.example.com'],
    location: ServiceLocation.MESH_INTERNAL,
    resolution: ServiceResolution.STATIC,
    ports: HTTPS,
    workloadSelector: WorkloadSelector.labels({ app: 'machines' }),
  });
  new ServiceEntry(chart, 'none', {
    hosts: ['*.wild.example.com'], location: ServiceLocation.MESH_EXTERNAL, resolution: ServiceResolution.NONE, ports: HTTPS,
  });
  new ServiceEntry(chart, 'dns', {
    hosts: ['api.example.com'], location: ServiceLocation.MESH_EXTERNAL, resolution: ServiceResolution.DNS, ports: HTTPS,
  });
  new ServiceEntry(chart, 'round-robin', {
    hosts: ['large.example.com'], location: ServiceLocation.MESH_EXTERNAL, resolution: ServiceResolution.DNS_ROUND_ROBIN, ports: HTTPS,
  });
  new ServiceEntry(chart, 'dynamic', {
    hosts: ['*.dynamic.example.com'], location: ServiceLocation.MESH_EXTERNAL, resolution: ServiceResolution.DYNAMIC_DNS, ports: HTTPS,
  });
};
