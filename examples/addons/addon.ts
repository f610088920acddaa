import { type Chart, Size, Yaml } from 'cdk8s';
import {
  type ApiResource, ClusterRole, ClusterRoleBinding, ConfigMap, Cpu, Deployment, LabelSelector, Protocol, Service, ServiceAccount, Volume,
} from 'cdk8s-plus-27';

/** What an addon is: one pod, its Service, and what it is told by a file. */
export interface Addon {
  readonly image: string;
  readonly args?: string[];
  /** The ports of pod and Service, by their names, which tell Istio the protocol. */
  readonly ports: { readonly [name: string]: number };
  /** Files that it reads: data by path. */
  readonly files?: { readonly [path: string]: object };
  /** What it reads in the whole cluster. */
  readonly reads?: ApiResource[];
  /** The chart for objects that are in no namespace. */
  readonly cluster?: Chart;
}

/** Makes an addon. Versions of images are for you to choose: these are examples. */
export function addon(chart: Chart, name: string, { image, args, ports, files = {}, reads = [], cluster = chart }: Addon): void {
  const labels = { app: name };
  const account = new ServiceAccount(chart, `${name}-account`, { metadata: { name } });
  if (reads.length > 0) {
    const role = new ClusterRole(cluster, `${name}-role`, { metadata: { name: `${name}-addon` } });
    role.allow(['get', 'list', 'watch'], ...reads);
    new ClusterRoleBinding(cluster, `${name}-binding`, { metadata: { name: `${name}-addon` }, role }).addSubjects(account);
  }
  const deployment = new Deployment(chart, `${name}-deployment`, {
    metadata: { name, labels },
    podMetadata: { labels },
    replicas: 1,
    select: false,
    serviceAccount: account,
    automountServiceAccountToken: reads.length > 0,
    containers: [{
      name,
      image,
      args,
      ports: Object.entries(ports).map(([port, number]) => ({ name: port, number })),
      securityContext: { user: 65534, ensureNonRoot: true, readOnlyRootFilesystem: false },
      resources: { cpu: { request: Cpu.millis(100) }, memory: { request: Size.mebibytes(256), limit: Size.gibibytes(1) } },
    }],
  });
  deployment.select(LabelSelector.of({ labels }));
  for (const [i, [path, data]] of Object.entries(files).entries()) {
    const file = path.slice(path.lastIndexOf('/') + 1);
    const config = new ConfigMap(chart, `${name}-config-${i}`, { metadata: { name: `${name}-config-${i}` }, data: { [file]: Yaml.stringify(data) } });
    deployment.containers[0].mount(path.slice(0, path.lastIndexOf('/')), Volume.fromConfigMap(chart, `${name}-volume-${i}`, config, { name: `config-${i}` }));
  }
  const service = new Service(chart, `${name}-service`, {
    metadata: { name, labels },
    ports: Object.entries(ports).map(([port, number]) => ({ name: port, port: number, targetPort: number, protocol: Protocol.TCP })),
  });
  service.selectLabel('app', name);
}
