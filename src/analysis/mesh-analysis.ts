import { ApiObject } from 'cdk8s';
import type { IConstruct } from 'constructs';
import { AppAnalysis } from './app-analysis';
import { givenObjects } from './given-objects';
import type { MeshProps } from './mesh-props';
import { silence } from './silenced-constructs';
import { COMPOSITION } from '../checks/composition';
import { type Finding, formatFinding } from '../checks/finding';
import { engine, registry } from '../checks/on-demand';
import { isCode, SUPPRESS_PREFIX } from '../checks/suppression';
import { Field } from '../model/field';
import { requireText } from '../model/require';

/**
 * The checks over all objects of an app, whoever made them: Istio's kinds, Kubernetes' and others, of this library or not.
 *
 * An app that uses a construct of this library is checked at each synth: errors stop it, all of them at once, warnings are
 * printed.
 */
export class MeshAnalysis {
  /**
   * Checks the app at each synth. For apps that use no construct of this library, only objects of their own.
   *
   * @param scope the app, or any construct in it
   */
  public static attach(scope: IConstruct): void {
    AppAnalysis.attach(scope);
  }

  /**
   * What the checks find, of all severities; those that are silenced have a `suppressedReason`. References are followed
   * through the whole app.
   *
   * @param scope the app, or a construct in it whose findings are wanted
   */
  public static findings(scope: IConstruct): Finding[] {
    const { path } = scope.node;
    const isInside = (construct: string) => construct === path || construct.startsWith(`${path}/`);
    return AppAnalysis.of(scope).findings().filter(({ construct }) => path === '' || construct.split(' and ').some(isInside));
  }

  /**
   * What the checks find in objects that no construct made, such as those of a cluster. The `construct` of a finding is the
   * object's place in the list: `objects[3]`. What reads YAML with its lines is `cdk8s-istio analyze`.
   *
   * @param objects the manifests; each is an object with `apiVersion` and `kind`, or a `List` of them
   * @param mesh what is known of the mesh; if missing, it is one that is installed as it comes
   */
  public static analyze(objects: Array<{ [key: string]: unknown }>, mesh: MeshProps = {}): Finding[] {
    const { rendered, context } = givenObjects(objects, mesh, new Field('MeshAnalysis.analyze'));
    const place = new Map(rendered.map(({ source }, i) => [source, i]));
    const placeOf = ({ construct }: Finding) => place.get(construct) ?? rendered.length;
    return engine().runChecks(rendered, context).sort((a, b) => placeOf(a) - placeOf(b));
  }

  /**
   * A finding as one line of text.
   *
   * @param finding what was found
   */
  public static format(finding: Finding): string {
    return formatFinding(finding);
  }

  /**
   * Findings as text, one line for each. In Python it is the way to have one as text: `format_all([finding])`, where `format` takes the
   * finding's fields as keywords.
   *
   * @param findings what was found
   */
  public static formatAll(findings: Finding[]): string[] {
    return findings.map(formatFinding);
  }

  /**
   * Silences the findings of a code about the objects of a construct. The reason is kept as an annotation on the objects. What
   * constructs find of each other, such as CI0013, is silenced for the construct that it is about, or one that holds it.
   *
   * @param construct the construct, which has made its objects already
   * @param code the code of the finding, for example `CI0103`
   * @param reason why it does not matter here
   */
  public static suppress(construct: IConstruct, code: string, reason: string): void {
    const field = new Field(construct.node.path);
    if (!isCode(code)) { throw field.at('code').error(code, '"CI" and four digits, or the code of a policy pack', 'take it from the finding'); }
    requireText(reason.trim(), field.at('reason'));
    if (COMPOSITION.some((info) => info.code === code)) {
      silence(construct, code, reason.trim());
      return;
    }
    // What packs there are is not known before the app is complete.
    if (/^CI\d/.test(code) && !registry().CHECKS.some((check) => check.code === code)) {
      throw field.at('code').error(code, 'the code of a check (docs/checks.md)');
    }
    const objects = construct.node.findAll().filter((child): child is ApiObject => ApiObject.isApiObject(child));
    if (objects.length === 0) {
      throw field.problem('the construct has no objects; it must have one to keep the reason', 'name the construct whose path the finding has');
    }
    for (const object of objects) { object.metadata.addAnnotation(`${SUPPRESS_PREFIX}${code}`, reason); }
  }
}
