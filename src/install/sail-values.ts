import { group } from './chart-values-of';
import { isObject } from './merge';
import { ONLY_ISTIOCTL } from './untold';
import type { Field } from '../model/field';
import type { JsonObject } from '../model/json';

/*
 * The operator's kinds have a member for each value that they know; the API server drops the others without a word. So values
 * that the kinds do not have are refused.
 */

const words = (text: string): readonly string[] => text.trim().split(/\s+/);

const ISTIO = words(`
  base compatibilityVersion defaultRevision experimental gatewayClasses gateways global istiodRemote meshConfig ownerName pilot
  sidecarInjectorWebhook telemetry
`);
const PILOT = words(`
  affinity autoscaleBehavior autoscaleEnabled autoscaleMax autoscaleMin cni configMap cpu crlConfigMapName deploymentLabels enabled env
  envVarFrom extraContainerArgs hub image ipFamilies ipFamilyPolicy istiodRemote jwksResolverExtraRootCA keepaliveMaxServerConnectionAge
  memory nodeSelector podAnnotations podLabels replicaCount resources rollingMaxSurge rollingMaxUnavailable seccompProfile
  serviceAccountAnnotations serviceAnnotations tag taint tolerations topologySpreadConstraints traceSampling trustedZtunnelNamespace variant
  volumeMounts volumes
`);
const AGENT_GLOBAL = words('defaultResources hub imagePullPolicy imagePullSecrets logAsJson logging platform tag variant');
const CNI = words(`
  affinity ambient chained cniBinDir cniConfDir cniConfFileName cniNetnsDir env excludeNamespaces hub image logging podAnnotations
  provider pullPolicy repair resources resource_quotas rollingMaxUnavailable seccompProfile tag variant
`);
const ZTUNNEL = words(`
  caAddress env hub image imagePullPolicy imagePullSecrets istioNamespace logAsJson logLevel meshConfig multiCluster podAnnotations podLabels
  resourceName resources revision tag terminationGracePeriodSeconds variant volumeMounts volumes xdsAddress
`);

/** The `spec.values` of an Istio: those of the chart `istiod`. What is said of the revision and the profile stands elsewhere. */
export function istioValues(values: JsonObject, pilot: Field, at: Field): JsonObject {
  const { revision: _, revisionTags: __, profile: ___, cni: ____, ...rest } = values;
  if (rest.pdb !== undefined) { refuse(pilot.at('podDisruptionBudget'), 'Istio'); }
  requireKnown(rest, ISTIO, 'Istio', at);
  requireKnown(group(rest, 'pilot'), PILOT, 'Istio', at.at('pilot'));
  requireTexts(group(rest, 'pilot', 'env'), pilot.at('env'));
  return rest;
}

/** The `spec.values` of an IstioCNI. */
export function istioCniValues(values: JsonObject, cni: Field, at: Field): JsonObject {
  requireKnown(group(values, 'cni'), CNI, 'IstioCNI', cni);
  return { ...agentGlobal(values, at), ...notEmpty({ cni: group(values, 'cni') }) };
}

/** The `spec.values` of a ZTunnel. Its chart has them at the top, next to those for all charts. */
export function zTunnelValues(values: JsonObject, ztunnel: Field, at: Field): JsonObject {
  const { global: _, profile: __, compatibilityVersion: ___, defaultRevision: ____, revisionTags: _____, ownerName: ______, ...own } = values;
  requireKnown(own, ZTUNNEL, 'ZTunnel', ztunnel);
  requireTexts(group(own, 'env'), ztunnel.at('env'));
  const home = group(values, 'global').istioNamespace;
  return { ...agentGlobal(values, at), ...notEmpty({ ztunnel: home === undefined ? own : { istioNamespace: home, ...own } }) };
}

/** Of the values for all charts those that what runs on nodes reads. */
function agentGlobal(values: JsonObject, at: Field): JsonObject {
  const read = Object.entries(group(values, 'global')).filter(([name]) => AGENT_GLOBAL.includes(name));
  const lost = Object.keys(group(values, 'global')).find((name) => ['networkPolicy', 'nativeNftables', 'resourceScope'].includes(name));
  if (lost !== undefined) { refuse(at.at('global').at(lost), 'kind for what runs on nodes'); }
  return notEmpty({ global: Object.fromEntries(read) });
}

function notEmpty(values: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => !isObject(value) || Object.keys(value).length > 0));
}

function requireKnown(values: JsonObject, known: readonly string[], kind: string, at: Field): void {
  const unknown = Object.keys(values).find((name) => !known.includes(name));
  if (unknown !== undefined) { refuse(at.at(unknown), kind); }
}

function requireTexts(env: JsonObject, at: Field): void {
  for (const [name, value] of Object.entries(env)) {
    if (typeof value !== 'string') { throw at.at(name).error(value, 'a text, as the operator takes no other', ONLY_ISTIOCTL); }
  }
}

function refuse(at: Field, kind: string): never {
  throw at.problem(`${at.path} is given; it must be left out, as the operator's ${kind} has no place for it`, 'write a HelmInstall, which can');
}
