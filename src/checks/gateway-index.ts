import type { AppObject } from './app-object';
import type { AppView } from './app-view';
import { LabelIndex, type Labels } from './labels';

/** Pods that can be gateways: of the app, of an installation in the app, or known to run elsewhere. */
export interface GatewayWorkload {
  readonly labels: Labels;
  /** Missing, if it is not known. */
  readonly namespace?: string;
}

/** The Gateways of the app and the workloads that they configure. */
export class GatewayIndex {
  private readonly byId = new Map<string, AppObject>();
  private readonly workloads: LabelIndex<GatewayWorkload>;

  constructor(private readonly view: AppView) {
    for (const gateway of view.ofKind('Gateway')) { this.byId.set(gateway.id, gateway); }
    this.workloads = new LabelIndex<GatewayWorkload>([
      ...view.workloads.all,
      ...view.ofKind('IstioOperator').flatMap(installedGateways),
      ...view.context.knownGatewayLabels.map((labels) => ({ labels })),
      // What the default profile installs, and its egress twin: most meshes have them, and no app has to say so.
      ...['istio-ingressgateway', 'istio-egressgateway'].map((name) => ({ labels: gatewayLabels(name), namespace: view.context.rootNamespace })),
    ]);
  }

  /** The Gateway of an app by `namespace/name`. */
  public get(id: string): AppObject | undefined {
    return this.byId.get(id);
  }

  /** Whether the Gateway is in the app or declared to be elsewhere. */
  public exists(id: string): boolean {
    const { context } = this.view;
    return this.byId.has(id) || context.knownGateways.includes(id) || context.knownNamespaces.includes(id.split('/')[0]);
  }

  /** The workloads that a Gateway's selector picks, in whatever namespace. */
  public workloadsOf(gateway: AppObject): readonly GatewayWorkload[] {
    return this.pods(gateway.spec.at('selector').labels());
  }

  /** The gateway pods, and all other pods of the app, that a selector picks, in whatever namespace. */
  public pods(selector: Labels): readonly GatewayWorkload[] {
    return this.workloads.selected(selector);
  }

  /** `namespace/name` of what an entry of a VirtualService's `gateways` means, as Istio reads it (`resolveGatewayName`). */
  public resolve(entry: string, namespace: string): string {
    const slash = entry.indexOf('/');
    if (slash !== -1) { return entry.startsWith('./') ? `${namespace}${entry.slice(1)}` : entry; }
    const [name, domain] = entry.split('.');
    return domain === undefined ? `${namespace}/${name}` : `${domain}/${name}`;
  }
}

function installedGateways(operator: AppObject): GatewayWorkload[] {
  const components = operator.spec.at('components');
  return [components.at('ingressGateways'), components.at('egressGateways')].flatMap((list) => list.items()).flatMap((gateway) => {
    const name = gateway.at('name').text;
    if (name === undefined || gateway.at('enabled').json === false) { return []; }
    const namespace = gateway.at('namespace').text ?? operator.root.at('metadata', 'namespace').text ?? 'istio-system';
    return [{ labels: { ...gatewayLabels(name), ...gateway.at('label').labels() }, namespace }];
  });
}

/** The labels that the installer gives the pods of a gateway. */
function gatewayLabels(name: string): Labels {
  return { app: name, istio: name.replace(/^istio-/, '') };
}
