import { ApiObject, App, Chart, Testing, Yaml } from 'cdk8s';
import {
  CanaryRelease, type CanaryReleaseProps, type GatewayListener, IngressGateway, MeshAnalysis, MeshService, type MeshServiceOptions, RequestMatch,
  type ServicePort, StringMatch,
} from 'cdk8s-istio';

/** Makes something in the chart of a shop. */
export type Build = (chart: Chart, app: App) => unknown;

/** An object as it is rendered. */
export interface Rendered {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: { readonly name: string; readonly namespace?: string; readonly labels?: object };
  readonly spec: { readonly [field: string]: unknown };
}

/** The chart of a shop, in an app of its own. */
export function shop(namespace: string | null = 'shop'): { app: App; chart: Chart } {
  const app = Testing.app();
  return { app, chart: new Chart(app, 'shop', { namespace: namespace ?? undefined }) };
}

/** All objects that are built, whatever the checks of the app say about them. */
export function objects(build: Build, namespace?: string | null): Rendered[] {
  const { app, chart } = shop(namespace);
  build(chart, app);
  return objectsOf(app);
}

/** The objects of an app, whatever the checks say about them. */
export function objectsOf(app: App): Rendered[] {
  return app.node.findAll().filter((construct) => ApiObject.isApiObject(construct)).map((object) => (object as ApiObject).toJson() as Rendered);
}

/** All objects that are built, as a person would read them. */
export function yaml(build: Build): string {
  return `\n${objects(build).map((object) => Yaml.stringify(object)).join('---\n')}`;
}

/** The `spec` of the one object of a kind, and of a name if there are several. */
export function specOf(all: readonly Rendered[], kind: string, name?: string): Rendered['spec'] {
  const found = all.filter((object) => object.kind === kind && (name === undefined || object.metadata.name === name));
  if (found.length !== 1) { throw new Error(`${found.length} objects are ${kind} ${name ?? ''}`); }
  return found[0].spec;
}

/** The `spec` of the one object of a kind that is built. */
export function spec(kind: string, build: Build): Rendered['spec'] {
  return specOf(objects(build), kind);
}

/** The http routes of the one VirtualService that is built. */
export function routes(build: Build): unknown {
  return spec('VirtualService', build).http;
}

/** What the checks find, with its severity. */
export function findings(build: Build): string[] {
  const { app, chart } = shop();
  build(chart, app);
  return MeshAnalysis.findings(app).map((finding) => `${finding.severity} ${MeshAnalysis.format(finding)}`);
}

/** A test for each case: what is built is refused at once, with this very error. */
export function refuses(cases: { readonly [what: string]: readonly [Build, string] }): void {
  test.each(Object.entries(cases))('refuses %s', (_what, [build, message]) => {
    const { app, chart } = shop();
    expect(() => build(chart, app)).toThrow(new Error(message));
  });
}

/** A test for each case: what is built is reported at synth, with these very findings. */
export function reports(cases: { readonly [what: string]: readonly [Build, ...string[]] }): void {
  test.each(Object.entries(cases))('reports %s', (_what, [build, ...expected]) => { expect(findings(build)).toEqual(expected); });
}

/** A port of a name that tells its protocol. */
export function port(name: string, number: number): Required<Omit<ServicePort, 'protocol'>> {
  return { name, number };
}

export const HTTP = port('http', 9080);
export const TCP = port('tcp', 5432);
export const TLS = port('tls', 8443);

/** A service, which is plain HTTP unless ports are given. */
export function service(chart: Chart, name: string = 'reviews', ports: ServicePort[] = [HTTP], options: MeshServiceOptions = {}): MeshService {
  return new MeshService(chart, name, { name, ports, ...options });
}

/** A release of version v2, with a tenth of the requests unless another share is given. */
export function canary(of: MeshService, props: Partial<CanaryReleaseProps> = {}, id: string = 'canary'): CanaryRelease {
  return new CanaryRelease(of.node.scope as Chart, id, { service: of, stable: of.version('v1'), canary: of.version('v2'), weight: 10, ...props });
}

/** A gateway with one listener, on plain HTTP for shop.example.com unless more is said. */
export function gateway(chart: Chart, listener: Partial<GatewayListener> = {}, id: string = 'edge'): IngressGateway {
  return new IngressGateway(chart, id, { listeners: [{ hosts: ['shop.example.com'], ...listener }] });
}

export const TESTER = RequestMatch.header('end-user', StringMatch.exact('tester'));
export const UPLOADS = RequestMatch.path(StringMatch.prefix('/upload'));

/** The host of a service of the shop. */
export function host(name: string = 'reviews'): string {
  return `${name}.shop.svc.cluster.local`;
}

/** Destinations of a route by version and weight. */
export function split(shares: { readonly [subset: string]: number }, to: { readonly host?: string; readonly port?: number } = {}): unknown {
  return Object.entries(shares).map(([subset, weight]) => ({
    destination: { host: to.host ?? host(), subset, ...to.port === undefined ? {} : { port: { number: to.port } } }, weight,
  }));
}
