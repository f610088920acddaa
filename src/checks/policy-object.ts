import type { AppObject } from './app-object';
import type { AppView } from './app-view';
import { PolicyValue } from './policy-value';

/** An object of the app as it will be written, whoever made it. */
export class PolicyObject {
  /** @internal */
  public static _of(object: AppObject): PolicyObject {
    return new PolicyObject(object);
  }

  /** @internal */
  public readonly _object: AppObject;

  private constructor(object: AppObject) {
    this._object = object;
  }

  /** The kind, with its group if it is neither of Istio nor of Kubernetes: `VirtualService`, `Gateway.gateway.networking.k8s.io`. */
  public get kind(): string {
    return this._object.kind;
  }

  /** The namespace; empty for what lives outside of namespaces. */
  public get namespace(): string {
    return this._object.namespace;
  }

  /** The name. */
  public get name(): string {
    return this._object.name;
  }

  /** The labels of the object. */
  public get labels(): { [label: string]: string } {
    return this._object.labels;
  }

  /** The annotations of the object. */
  public get annotations(): { [annotation: string]: string } {
    return this._object.annotations;
  }

  /**
   * A value in the object.
   *
   * @param path its field path, for example `spec.http[0].timeout`
   */
  public at(path: string): PolicyValue {
    return PolicyValue._of(this._object.root).at(path);
  }
}

/** All objects of the app, and what is known of the mesh. */
export class PolicyApp {
  /** @internal */
  public static _of(view: AppView): PolicyApp {
    return new PolicyApp(view);
  }

  private constructor(private readonly view: AppView) {}

  /** The domain of the cluster. */
  public get clusterDomain(): string {
    return this.view.context.clusterDomain;
  }

  /** The namespace whose policies hold for the whole mesh. */
  public get rootNamespace(): string {
    return this.view.context.rootNamespace;
  }

  /**
   * The objects of a kind.
   *
   * @param kind its name, as `PolicyObject.kind` has it
   */
  public objectsOf(kind: string): PolicyObject[] {
    return this.view.ofKind(kind).map((object) => PolicyObject._of(object));
  }

  /**
   * The full name of a host that an object mentions: `reviews` in namespace `shop` is `reviews.shop.svc.cluster.local`.
   *
   * @param host as the object has it
   * @param holder the object
   */
  public resolve(host: string, holder: PolicyObject): string {
    return this.view.resolve(host, holder._object);
  }
}
