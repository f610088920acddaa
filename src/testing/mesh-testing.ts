import type { IConstruct } from 'constructs';
import { parseAllDocuments } from 'yaml';
import type { MeshRequest } from './mesh-request';
import { RequestAssertions } from './request-assertions';
import { readRequest } from './request-reader';
import { simulate } from './simulator/simulate';
import type { Treatment } from './treatment';
import { AppAnalysis } from '../analysis/app-analysis';
import { givenObjects } from '../analysis/given-objects';
import type { MeshProps } from '../analysis/mesh-props';
import type { RenderedObject } from '../checks/app-object';
import { AppView } from '../checks/app-view';
import type { MeshContext } from '../checks/mesh-context';
import { Field } from '../model/field';
import { KUBERNETES_YAML } from '../model/kubernetes-yaml';

/**
 * Tells what happens to requests, without a cluster: where they go, what is done to them, whether policies let them through.
 *
 * It decides as istiod and Envoy do. What it cannot decide it says in `undecided`.
 */
export class MeshTesting {
  /**
   * Of an app, as it would be synthesized now. Other objects of the same mesh count, wherever in the app they are.
   *
   * @param scope the app, or any construct in it
   */
  public static of(scope: IConstruct): MeshTesting {
    const { rendered, context, failures } = AppAnalysis.of(scope).objects();
    if (failures.length > 0) { throw new Error(failures.map(({ construct, message }) => `${construct}: ${message}`).join('\n')); }
    return new MeshTesting(rendered, context);
  }

  /**
   * Of manifests.
   *
   * @param objects the manifests; each is an object with `apiVersion` and `kind`, or a `List` of them
   * @param mesh what is known of the mesh; if missing, it is one that is installed as it comes
   */
  public static ofObjects(objects: Array<{ [key: string]: unknown }>, mesh: MeshProps = {}): MeshTesting {
    return MeshTesting.read(objects, mesh, new Field('MeshTesting.ofObjects'));
  }

  /**
   * Of YAML, one or more documents.
   *
   * @param text the manifests
   * @param mesh what is known of the mesh; if missing, it is one that is installed as it comes
   */
  public static ofYaml(text: string, mesh: MeshProps = {}): MeshTesting {
    const field = new Field('MeshTesting.ofYaml');
    const documents = parseAllDocuments(text, KUBERNETES_YAML);
    const objects = (Array.isArray(documents) ? documents : []).flatMap((document) => {
      const [error] = document.errors;
      if (error !== undefined) { throw field.problem(`text must be YAML, and is not: ${error.message}`); }
      const json = document.toJS() as { [key: string]: unknown } | null;
      return json === null || json === undefined ? [] : [json];
    });
    return MeshTesting.read(objects, mesh, field);
  }

  private static read(objects: Array<{ [key: string]: unknown }>, mesh: MeshProps, field: Field): MeshTesting {
    const { rendered, context } = givenObjects(objects, mesh, field);
    return new MeshTesting(rendered, context);
  }

  private readonly view: AppView;

  private constructor(rendered: readonly RenderedObject[], context: MeshContext) {
    this.view = new AppView(rendered, context);
    for (const object of this.view.objects) { object.keep(); }
  }

  /**
   * What happens to a request.
   *
   * @param request the request, as its caller sends it
   */
  public request(request: MeshRequest): Treatment {
    return simulate(readRequest(request, this.view, new Field('MeshTesting.request')), this.view);
  }

  /**
   * What a test expects of a request: what is not so throws an error that says what happens instead, and why.
   *
   * @param request the request, as its caller sends it
   */
  public expect(request: MeshRequest): RequestAssertions {
    return new RequestAssertions(this.request(request));
  }

  /**
   * The manifests of a kind, such as `VirtualService`; of another version of its API too. Kinds that are none of Istio's or of
   * Kubernetes' own go with their group: `Rollout.argoproj.io`.
   *
   * @param kind the kind
   */
  public objects(kind: string): Array<{ [key: string]: unknown }> {
    return this.view.ofKind(kind).map(({ root }) => root.fields as { [key: string]: unknown });
  }

  /**
   * The manifest of an object; an error, if there is none.
   *
   * @param kind the kind, as for `objects`
   * @param name its name
   * @param namespace its namespace; if missing, only one object of the kind has the name
   */
  public object(kind: string, name: string, namespace?: string): { [key: string]: unknown } {
    const field = new Field('MeshTesting.object');
    const all = this.view.ofKind(kind);
    const found = all.filter((object) => object.name === name && (namespace === undefined || object.namespace === namespace));
    if (found.length === 1) { return found[0].root.fields as { [key: string]: unknown }; }
    if (found.length > 1) {
      throw field.at('name').error(name, `that of one ${kind}`, `there are ${found.map(({ id }) => id).join(', ')}: give the namespace`);
    }
    const given = namespace === undefined ? name : `${namespace}/${name}`;
    throw field.at('name').error(given, all.length === 0 ? `of an object; there is no ${kind}` : `one of ${all.map(({ id }) => id).join(', ')}`);
  }
}
