import { Cursor } from './cursor';
import { isClusterScoped, kindName } from './group-kinds';
import type { Json, JsonObject } from '../model/json';

/** An object as it is rendered, and where it comes from. */
export interface RenderedObject {
  /** The manifest. */
  readonly json: JsonObject;
  /** The construct's path; `file:line` for YAML from outside. */
  readonly source: string;
  /** The file that the manifest goes to; objects of one file are applied together. Unknown, if missing. */
  readonly file?: string;
  /** Whether each object of that file replaces the file, so that one object is left. */
  readonly fileIsReplaced?: boolean;
  /** Whether it is as a construct of the library made it, and nobody patched it. */
  readonly isTyped?: boolean;
}

/** The namespace that `kubectl apply` takes for objects that name none. */
export const DEFAULT_NAMESPACE = 'default';

/** An object of the app, ready to be read. */
export class AppObject {
  /** The kind without version, see group-kinds. */
  public readonly kind: string;
  /** The namespace it lives in; empty for what lives outside of namespaces. */
  public readonly namespace: string;
  public readonly name: string;
  public readonly source: string;
  public readonly file?: string;
  public readonly fileIsReplaced: boolean;
  public readonly isTyped: boolean;
  private kept?: Cursor;

  constructor(private readonly rendered: RenderedObject) {
    this.source = rendered.source;
    this.file = rendered.file;
    this.fileIsReplaced = rendered.fileIsReplaced === true;
    this.isTyped = rendered.isTyped === true;
    const { apiVersion, kind, metadata } = rendered.json;
    this.kind = kindName(textOf(apiVersion), textOf(kind));
    const { name, namespace } = typeof metadata === 'object' && metadata !== null && !Array.isArray(metadata) ? metadata : {};
    this.name = textOf(name);
    this.namespace = isClusterScoped(this.kind) ? '' : (textOf(namespace) || DEFAULT_NAMESPACE);
  }

  /** The whole manifest, as it is written. */
  public get json(): JsonObject {
    return this.rendered.json;
  }

  /** The whole manifest. */
  public get root(): Cursor {
    return this.kept ?? new Cursor(this, this.rendered.json);
  }

  /** Whether what is read of the object is kept for those who read it next. */
  public get isKept(): boolean {
    return this.kept !== undefined;
  }

  /** Keeps what is read of the object from now on: several will read it, one after the other. */
  public keep(): void {
    this.kept = new Cursor(this, this.rendered.json);
  }

  /** Lets go of it, so that memory does not grow with the objects. */
  public forget(): void {
    this.kept = undefined;
  }

  /** The object as texts name it: `shop/reviews`. */
  public get id(): string {
    return this.namespace === '' ? this.name : `${this.namespace}/${this.name}`;
  }

  /** The object with its kind: `DestinationRule shop/reviews`. */
  public get fullId(): string {
    return `${this.kind} ${this.id}`;
  }

  public get spec(): Cursor {
    return this.root.at('spec');
  }

  public get labels(): { [label: string]: string } {
    return this.root.at('metadata', 'labels').labels();
  }

  public get annotations(): { [annotation: string]: string } {
    return this.root.at('metadata', 'annotations').labels();
  }
}

function textOf(json: Json | undefined): string {
  return typeof json === 'string' ? json : '';
}

/** The objects in the order of their sources, each `List` replaced by what it holds. Construction order takes no part. */
export function readObjects(rendered: readonly RenderedObject[]): AppObject[] {
  const objects: AppObject[] = [];
  for (const one of rendered) {
    const object = new AppObject(one);
    const items = object.kind === 'List' ? object.root.at('items').items() : undefined;
    if (items === undefined) {
      objects.push(object);
    } else {
      for (const item of items) {
        if (item.fields !== undefined) { objects.push(new AppObject({ ...one, json: item.fields })); }
      }
    }
  }
  return objects.map((object, i) => ({ object, i }))
    .sort((a, b) => (a.object.source < b.object.source ? -1 : a.object.source > b.object.source ? 1 : a.i - b.i))
    .map(({ object }) => object);
}
