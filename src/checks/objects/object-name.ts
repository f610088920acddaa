import { isDnsLabel, isDnsSubdomain } from '../../model/names';
import { ANY, eachObject } from '../check';
import { Severity } from '../finding';

/** Kinds whose names are parts of DNS names. */
const LABELS: ReadonlySet<string> = new Set(['Gateway', 'Namespace', 'Service']);
/** Kinds whose names are DNS names. Others have rules of their own (a ClusterRole may be called `system:node`). */
const SUBDOMAINS: ReadonlySet<string> = new Set([
  'ConfigMap', 'CronJob', 'DaemonSet', 'Deployment', 'HorizontalPodAutoscaler', 'Ingress', 'Job', 'NetworkPolicy', 'PersistentVolumeClaim', 'Pod',
  'PodDisruptionBudget', 'ReplicaSet', 'Secret', 'ServiceAccount', 'StatefulSet', 'AuthorizationPolicy', 'DestinationRule', 'EnvoyFilter',
  'IstioOperator', 'PeerAuthentication', 'ProxyConfig', 'RequestAuthentication', 'ServiceEntry', 'Sidecar', 'Telemetry',
  'TrafficExtension', 'VirtualService', 'WasmPlugin', 'WorkloadEntry', 'WorkloadGroup',
]);

/** See its title. */
export const objectName = eachObject({
  code: 'CI0021',
  name: 'object-name',
  title: 'The name of an object is one that Kubernetes takes.',
  severity: Severity.ERROR,
  kinds: [ANY],
  subjects: [...LABELS, ...SUBDOMAINS],
  explanation: 'Kubernetes refuses the object. Generated names keep "_" and "." of construct ids, so a valid program can make an invalid name.',
  fix: 'set metadata.name',
  equivalents: ['IV-GW-001'],
  *object(object) {
    const name = object.root.at('metadata', 'name');
    if (!name.given) { return; }
    const text = name.text ?? '';
    if (LABELS.has(object.kind)) {
      if (!isDnsLabel(text)) {
        yield name.mustBe('lower-case letters, digits and "-", with a letter or digit at both ends, at most 63 characters');
      } else if (object.kind === 'Service' && /^\d/.test(text)) {
        yield name.mustBe('a name that begins with a letter');
      }
    } else if (SUBDOMAINS.has(object.kind) && !isDnsSubdomain(text)) {
      yield name.mustBe('lower-case letters, digits, "-" and ".", with a letter or digit at both ends, at most 253 characters');
    }
  },
});
