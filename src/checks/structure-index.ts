import type { AppObject } from './app-object';
import type { AppView } from './app-view';
import type { Report } from './check';
import type { Problem, Wrong } from '../model/structure/problem';
import { type KindSchema, istioStructure } from '../model/structure/schema';
import { structuralProblems } from '../model/structure/validate';

/** The group of an object that others than the library's typed constructs made, if it is one that Istio's names end. */
export function rawIstioGroup(object: AppObject): string | undefined {
  if (object.isTyped) { return undefined; }
  const [group, version] = (object.root.at('apiVersion').text ?? '').split('/');
  return version !== undefined && group.endsWith('.istio.io') ? group : undefined;
}

/** The schema of a kind of Istio; `undefined` if there is no such kind. */
export function schemaOf(group: string, kind: string): KindSchema | undefined {
  return istioStructure().kinds.find((each) => each.group === group && each.kind === kind);
}

/** What is wrong in one way with the structure of an object. */
export function* reportsOf(wrong: Wrong, object: AppObject, view: AppView): Iterable<Report> {
  for (const problem of problemsOf(object, view)) {
    if (problem.wrong === wrong) { yield object.root.at(...problem.path).problem(problem.text); }
  }
}

/** All checks of the structure read an object one after the other: it is gone through once. */
function problemsOf(object: AppObject, view: AppView): readonly Problem[] {
  const known = view.once('structure', () => new WeakMap<AppObject, readonly Problem[]>());
  let problems = known.get(object);
  if (problems === undefined) {
    const group = rawIstioGroup(object);
    const schema = group === undefined ? undefined : schemaOf(group, object.root.at('kind').text ?? '');
    problems = schema === undefined ? [] : structuralProblems(object.root.fields ?? {}, schema);
    known.set(object, problems);
  }
  return problems;
}
