import type { AppObject } from './app-object';
import type { AppView } from './app-view';
import { type Check, eachObject, type Report } from './check';
import type { Problem, Wrong } from '../model/structure/problem';
import { operatorJson } from '../model/structure/proto-json';
import { type KindSchema, istioKind } from '../model/structure/schema';
import { structuralProblems } from '../model/structure/validate';

/** The group of an object, if it is one that Istio's names end. */
export function istioGroup(object: AppObject): string | undefined {
  const [group, version] = (object.root.at('apiVersion').text ?? '').split('/');
  return version !== undefined && group.endsWith('.istio.io') ? group : undefined;
}

/** What is known of the kind of an object; `undefined`, if it is none of Istio's. */
export function istioKindOf(object: AppObject): KindSchema | undefined {
  const group = istioGroup(object);
  const known = group === undefined ? undefined : istioKind(object.root.at('kind').text ?? '');
  return known?.group === group ? known : undefined;
}

/** What is wrong in one way with the structure of an object. */
export function* reportsOf(wrong: Wrong, object: AppObject, view: AppView): Iterable<Report> {
  for (const problem of problemsOf(wrong, object, view)) { yield object.root.at(...problem.path).problem(problem.text); }
}

/** What is wrong in one way with an object, as data. */
export function problemsOf(wrong: Wrong, object: AppObject, view: AppView): Problem[] {
  return allProblemsOf(object, view).filter((problem) => problem.wrong === wrong);
}

/**
 * Kinds of which constructs refuse whatever the schema refuses, and composition adds nothing that it could refuse: what constructs write of
 * them need not be gone through again. The schemas of the other kinds bound lists that are composed.
 */
const RIGHT_BY_CONSTRUCTION: ReadonlySet<string> = new Set(['DestinationRule', 'Gateway', 'PeerAuthentication', 'VirtualService']);

/** All checks of the structure read an object one after the other: it is gone through once. */
function allProblemsOf(object: AppObject, view: AppView): readonly Problem[] {
  if (object.isTyped && RIGHT_BY_CONSTRUCTION.has(object.kind)) { return []; }
  const known = view.once('structure', () => new WeakMap<AppObject, readonly Problem[]>());
  let problems = known.get(object);
  if (problems === undefined) {
    const kind = istioKindOf(object);
    const fields = object.root.fields ?? {};
    problems = kind === undefined ? [] : structuralProblems(object.kind === 'IstioOperator' ? operatorJson(fields, kind.schema) : fields, kind);
    known.set(object, problems);
  }
  return problems;
}

/** A check that keeps to itself what the schema and the rules of the kind say of the same place. */
export function beyondStructure(check: Check & Required<Pick<Check, 'object'>>): Check {
  return eachObject({
    ...check,
    object(object, view) {
      const reports = [...check.object(object, view)];
      if (reports.length === 0) { return reports; }
      const told = new Set(allProblemsOf(object, view).filter(({ wrong }) => wrong !== 'deprecated').map(({ path }) => object.root.at(...path).path));
      return reports.filter(({ place: { path } }) => !told.has(path));
    },
  });
}
