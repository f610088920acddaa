import type { AppObject } from './app-object';
import type { Cursor } from './cursor';
import { templatePath } from './workload-index';
import { ANNOTATIONS, type AnnotationFacts } from '../../imports/annotations';

const BY_NAME: ReadonlyMap<string, AnnotationFacts> = new Map(ANNOTATIONS.map((facts) => [facts.name, facts]));

/** Those that Istio itself writes: they come along with what is read from a cluster. */
const WRITTEN_BY_ISTIO: ReadonlySet<string> = new Set(['sidecar.istio.io/status', 'gateway.istio.io/controller-version', 'istio.io/rev']);

/** An annotation of Istio's groups. */
export interface IstioAnnotation {
  readonly name: string;
  readonly place: Cursor;
  /** The kind that it is on: `Pod` in a template of pods. */
  readonly on: string;
  /** What Istio says of it; `undefined`, if Istio does not know it. */
  readonly facts?: AnnotationFacts;
}

/** Whether an annotation is one that pods have, as far as Istio reads it. */
export function isForPods(name: string): boolean {
  return !WRITTEN_BY_ISTIO.has(name) && BY_NAME.get(name)?.kinds.includes('Pod') === true;
}

/** The names of the annotations that Istio knows. */
export function knownAnnotations(): readonly string[] {
  return [...BY_NAME.keys()];
}

/** The annotations of Istio on an object that a mesh reads them on: a Namespace, a Service, pods, and what makes pods. */
export function* istioAnnotations(object: AppObject): Iterable<IstioAnnotation> {
  const template = templatePath(object.kind);
  if (template === undefined && object.kind !== 'Namespace' && object.kind !== 'Service') { return; }
  yield* annotationsAt(object.root.at('metadata', 'annotations'), object.kind);
  if (template !== undefined && template.length > 0) { yield* annotationsAt(object.root.at(...template, 'metadata', 'annotations'), 'Pod'); }
}

function* annotationsAt(annotations: Cursor, on: string): Iterable<IstioAnnotation> {
  for (const name of Object.keys(annotations.fields ?? {})) {
    if (isOfIstio(name) && !WRITTEN_BY_ISTIO.has(name)) { yield { name, place: annotations.at(name), on, facts: BY_NAME.get(name) }; }
  }
}

function isOfIstio(name: string): boolean {
  return name === 'kubernetes.io/ingress.class' || /^(?:[^/]+\.)?istio\.io(?:\/|$)/.test(name);
}
