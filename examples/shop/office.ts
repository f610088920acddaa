import type { App } from 'cdk8s';
import type { Edge } from './edge';
import { Team } from './team';
import { Caller, ExposedService, JwtAuthentication } from 'cdk8s-istio';

/** Who works here. */
export class Office extends Team {
  constructor(app: App, edge: Edge) {
    super(app, 'office');
    const office = this.part('office', { callers: [edge.staff] });
    new ExposedService(this, 'office-door', { service: office, gateway: edge.office, hosts: ['office.example.com'] });

    // Reports are for those whose token says that they are auditors.
    const reports = this.part('reports', { callers: [Caller.service(office)] });
    new JwtAuthentication(this, 'reports-token', {
      service: reports,
      issuer: 'https://staff.example.com',
      jwksUri: 'https://staff.example.com/jwks.json',
      required: true,
      requiredClaims: { role: ['auditor'] },
      ports: [8080],
    });
  }
}
