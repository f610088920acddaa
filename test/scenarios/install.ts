import type { Section } from './scenario';

/** Installing Istio. */
export const INSTALL: Section = {
  title: 'Install',
  scenarios: [
    { id: 'I1', want: 'Install Istio with a profile', constructs: ['IstioInstall', 'InstallProfile'], page: 'patterns/install.md', examples: ['install'] },
    { id: 'I2', want: 'More gateways, each with its namespace, resources, annotations and ports', constructs: ['IstioInstall'], page: 'patterns/install.md', examples: ['install'] },
    { id: 'I3', want: 'Resources and autoscaling of the control plane, and patches of whatever is installed', constructs: ['IstioInstall', 'IstioOperator'], page: 'patterns/install.md', examples: ['install'] },
    { id: 'I4', want: 'The same installation by Helm', constructs: ['HelmInstall'], page: 'patterns/install.md', examples: ['install-helm'] },
    { id: 'I5', want: 'The same installation by an operator', constructs: ['SailInstall'], page: 'patterns/install.md', examples: ['install-sail'] },
    { id: 'I6', want: 'Upgrade by revisions, a namespace at a time', constructs: ['IstioInstall', 'RevisionTag', 'Injection'], page: 'patterns/upgrade.md', examples: ['upgrade'] },
    { id: 'I7', want: 'A certificate authority of one\'s own', constructs: ['IstioInstall', 'OwnCa'], page: 'patterns/install.md', tests: ['checks/checks.test.ts', 'install/own-ca.test.ts'] },
    { id: 'I8', want: 'Prometheus, Grafana, Jaeger and Kiali, wired by providers', constructs: ['IstioInstall', 'ExtensionProvider', 'MeshTelemetry'], page: 'patterns/telemetry.md', examples: ['addons', 'telemetry'] },
    { id: 'I9', want: 'Delivery by Argo CD without drift', constructs: ['ArgoCdInstall', 'FleetApplicationSet'], page: 'fleets.md', examples: ['install-argo-cd', 'fleet'] },
  ],
};

/** Joining the mesh. */
export const INJECTION: Section = {
  title: 'Injection and identity',
  scenarios: [
    { id: 'J1', want: 'All pods of a namespace get a sidecar', constructs: ['Injection'], page: 'patterns/workloads.md', examples: ['bookinfo'] },
    { id: 'J2', want: 'A sidecar for one workload or for all but one, and its settings', constructs: ['SidecarSettings'], page: 'patterns/workloads.md', examples: ['sidecar-settings'] },
    { id: 'J3', want: 'The identity of a workload, in policies', constructs: ['MeshService', 'ServiceAccess'], page: 'patterns/workloads.md', examples: ['access'], lab: ['access'] },
    { id: 'J4', want: 'Settings of the proxies of some workloads', constructs: ['ProxyConfig'], page: 'patterns/workloads.md', tests: ['resources/proxy-config.test.ts'] },
  ],
};
