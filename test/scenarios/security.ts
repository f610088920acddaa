import type { Section } from './scenario';

/** Who may call. */
export const SECURITY: Section = {
  title: 'Security',
  scenarios: [
    { id: 'S1', want: 'Mutual TLS only, in the whole mesh', constructs: ['StrictMtlsMesh'], page: 'patterns/strict-mtls.md', examples: ['strict-mtls'], lab: ['mesh-mtls'] },
    { id: 'S2', want: 'Mutual TLS only, in a namespace', constructs: ['StrictMtlsNamespace'], page: 'patterns/strict-mtls.md', examples: ['strict-mtls'], lab: ['mtls', 'mesh-mtls'] },
    { id: 'S3', want: 'Mutual TLS by workload and port, with exceptions', constructs: ['StrictMtlsNamespace', 'PeerAuthentication'], page: 'patterns/strict-mtls.md', examples: ['strict-mtls'], lab: ['mtls', 'mesh-mtls'] },
    { id: 'S4', want: 'Who may send which requests', constructs: ['ServiceAccess', 'AuthorizationPolicy'], page: 'patterns/access.md', examples: ['access'], lab: ['access'] },
    { id: 'S5', want: 'Who may open which TCP connections', constructs: ['ServiceAccess', 'AuthorizationPolicy'], page: 'patterns/access.md', examples: ['access'], lab: ['access'] },
    { id: 'S6', want: 'Tokens (JWT), checked and asked for', constructs: ['JwtAuthentication'], page: 'patterns/access.md', examples: ['access'], lab: ['access'] },
    { id: 'S7', want: 'From PERMISSIVE to STRICT without an outage', constructs: ['MtlsMigration'], page: 'patterns/mtls-migration.md', examples: ['mtls-migration'], lab: ['mtls-migration'] },
  ],
};
