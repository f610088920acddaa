import { type MeshProps, type MeshRequest, MeshTesting, type Treatment } from 'cdk8s-istio';

/** Services with a Deployment of each version, as YAML: `reviews: v1 v2` of namespace `shop`, on port 9080. */
export function service(name: string, versions: string = 'v1', options: { namespace?: string; port?: string; extra?: string } = {}): string {
  const { namespace = 'shop', port = '{name: http, port: 9080}', extra = '' } = options;
  const deployments = versions.split(' ').filter((version) => version !== '').map((version) => `
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: ${name}-${version}, namespace: ${namespace}}
spec:
  template:
    metadata: {labels: {app: ${name}, version: ${version}}}
    spec: {serviceAccountName: ${name}, containers: [{name: app, ports: [{name: web, containerPort: 9080}]}]}`);
  return `
---
apiVersion: v1
kind: Service
metadata: {name: ${name}, namespace: ${namespace}}
spec: {selector: {app: ${name}}, ports: [${port}]${extra}}${deployments.join('')}`;
}

/** An object of Istio's networking group. */
export function networking(kind: string, name: string, spec: string, namespace: string = 'shop'): string {
  return `
---
apiVersion: networking.istio.io/v1
kind: ${kind}
metadata: {name: ${name}, namespace: ${namespace}}
spec: ${spec}`;
}

/** What happens to a request in an app of some YAML. */
export function ask(yaml: readonly string[], request: MeshRequest, mesh?: MeshProps): Treatment {
  return MeshTesting.ofYaml(yaml.join(''), mesh).request(request);
}

/** Where it goes, in short: `reviews v1 90, reviews v2 10`. */
export function goesTo({ destinations }: Treatment): string {
  return destinations.map(({ host, port, subset, weight }) => [`${host.replace('.svc.cluster.local', '')}:${port}`, subset, weight]
    .filter((part) => part !== undefined).join(' ')).join(', ');
}
