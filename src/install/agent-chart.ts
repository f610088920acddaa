import { requireChartEnv } from './chart-env';
import { chartResources } from './chart-pods';
import type { InstallNodeAgent } from './install-component';
import { requireFree } from './pilot-chart';
import { ONLY_ISTIOCTL, requireUntold } from './untold';
import type { Field } from '../model/field';
import { defined, given, type JsonObject } from '../model/json';

/** The annotations that a chart gives pods itself. */
const CNI_ANNOTATIONS = [
  'sidecar.istio.io/inject', 'prometheus.io/scrape', 'prometheus.io/port', 'prometheus.io/path',
  'container.apparmor.security.beta.kubernetes.io/install-cni',
];
const ZTUNNEL_ANNOTATIONS = ['sidecar.istio.io/inject', 'istio.io/rev'];

/** The priority that charts give what runs on nodes. */
const PRIORITY = 'system-node-critical';

/** What the chart `cni` is told. */
export function cniValues(cni: InstallNodeAgent, field: Field): JsonObject {
  requireUntold(cni, { nodeSelector: 'give affinity' }, 'the chart cni', field);
  return defined({
    ...agentValues(cni, 'cni', CNI_ANNOTATIONS, field),
    pullPolicy: cni.imagePullPolicy,
  });
}

/** What the chart `ztunnel` is told. */
export function ztunnelValues(ztunnel: InstallNodeAgent, field: Field): JsonObject {
  return defined({
    ...agentValues(ztunnel, 'ztunnel', ZTUNNEL_ANNOTATIONS, field),
    nodeSelector: ztunnel.nodeSelector,
    imagePullPolicy: ztunnel.imagePullPolicy,
  });
}

function agentValues(agent: InstallNodeAgent, chart: string, taken: readonly string[], field: Field): JsonObject {
  requireUntold(agent, { overlays: ONLY_ISTIOCTL, securityContext: ONLY_ISTIOCTL }, `the chart ${chart}`, field);
  if (agent.priorityClassName !== undefined && agent.priorityClassName !== PRIORITY) {
    throw field.at('priorityClassName').error(agent.priorityClassName, `left out, as the chart ${chart} says ${PRIORITY}`, ONLY_ISTIOCTL);
  }
  given(agent.env, (env) => requireChartEnv(env, field.at('env')));
  return {
    hub: agent.hub,
    tag: agent.tag,
    resources: chartResources(agent),
    tolerations: given(agent.tolerations, (all) => all.map((one) => defined({ ...one }))),
    affinity: agent.affinity as JsonObject | undefined,
    podAnnotations: given(agent.podAnnotations, (annotations) => requireFree(annotations, taken, field.at('podAnnotations'))),
  };
}
