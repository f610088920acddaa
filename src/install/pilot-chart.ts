import { requireChartEnv } from './chart-env';
import { chartAutoscaling, chartResources } from './chart-pods';
import type { InstallControlPlane } from './install-component';
import { at, merged } from './merge';
import { ONLY_ISTIOCTL, requireUntold } from './untold';
import type { Field } from '../model/field';
import { canonical, defined, given, type Json, type JsonObject } from '../model/json';
import { renderDisruptionBudget } from '../resources/operator-resources';

/** What the chart puts up with in any case. */
const NOT_READY = { key: 'cni.istio.io/not-ready', operator: 'Exists' };

/** The annotations that the chart gives the control plane's pods itself. */
const ANNOTATIONS = ['prometheus.io/port', 'prometheus.io/scrape', 'sidecar.istio.io/inject'];

/** What the chart `istiod` is told of the control plane. */
export function pilotValues(pilot: InstallControlPlane, field: Field): JsonObject {
  requireUntold(pilot, {
    overlays: ONLY_ISTIOCTL,
    securityContext: ONLY_ISTIOCTL,
    imagePullPolicy: 'give values.global.imagePullPolicy, which holds for sidecars too',
  }, 'the chart istiod', field);
  given(pilot.env, (env) => requireChartEnv(env, field.at('env')));
  const values = defined({
    hub: pilot.hub,
    tag: pilot.tag,
    resources: chartResources(pilot),
    nodeSelector: pilot.nodeSelector,
    tolerations: given(pilot.tolerations, (all) => withoutNotReady(all.map((one) => defined({ ...one })), field.at('tolerations'))),
    affinity: pilot.affinity as JsonObject | undefined,
    podAnnotations: given(pilot.podAnnotations, (annotations) => requireFree(annotations, ANNOTATIONS, field.at('podAnnotations'))),
    ...chartAutoscaling(pilot),
    ...rolling(pilot, field),
  });
  const budget = given(pilot.podDisruptionBudget, (all) => renderDisruptionBudget(all, field.at('podDisruptionBudget')));
  requireNoSelector(budget ?? {}, 'the chart istiod', field.at('podDisruptionBudget'));
  return [
    at(['pilot'], values),
    given(pilot.priorityClassName, (name) => at(['global', 'priorityClassName'], name)),
    given(budget, (pdb) => ({ pdb })),
  ].reduce<JsonObject>((under, over) => over === undefined ? under : merged(under, over), {});
}

/** Charts select the pods of a budget themselves. */
export function requireNoSelector(budget: JsonObject, chart: string, field: Field): void {
  if (budget.selector === undefined) { return; }
  throw field.problem(`${field.at('selector').path} is given; it must be left out, as ${chart} has no place for it`, ONLY_ISTIOCTL);
}

function withoutNotReady(tolerations: JsonObject[], field: Field): Json[] {
  const others = tolerations.filter((one) => canonical(one) !== canonical(NOT_READY));
  if (others.length === tolerations.length) {
    throw field.error(tolerations, `a list with ${JSON.stringify(NOT_READY)}`, 'the chart istiod adds it in any case');
  }
  return others;
}

/** YAML has a key once, and the chart does not look before it writes. */
export function requireFree(
  annotations: { [name: string]: string }, taken: readonly string[], field: Field,
): { [name: string]: string } {
  for (const [name, value] of Object.entries(annotations)) {
    if (taken.includes(name)) { throw field.at(name).error(value, 'left out, as Istio\'s chart writes this annotation itself', ONLY_ISTIOCTL); }
  }
  return annotations;
}

function rolling({ strategy }: InstallControlPlane, field: Field): JsonObject {
  if (strategy === undefined) { return {}; }
  if (strategy.type === 'Recreate') {
    throw field.at('strategy').at('type').error(strategy.type, 'RollingUpdate, as the chart istiod knows no other', ONLY_ISTIOCTL);
  }
  return defined({ rollingMaxSurge: strategy.maxSurge?._render(), rollingMaxUnavailable: strategy.maxUnavailable?._render() });
}
