import { survivesQuotes } from './chart-env';
import { valueAt, withImplied } from './chart-values';
import { gatewaysOf } from './gateways';
import { impliedValues } from './implied-values';
import type { InstallComponent, InstallControlPlane, InstallNodeAgent, InstallPods } from './install-component';
import { InstallProfile, ISTIO_PROFILES } from './install-profile';
import { requireTargets } from './overlay-target';
import { podsOf, unlessEmpty, workloadOf } from './pods';
import { defaultsOf, type PodsName } from './profile-defaults';
import { requireTags } from './revision';
import type { Told } from './told';
import type { Field } from '../model/field';
import { defined, given } from '../model/json';
import type { IstioOperatorProps } from '../resources/istio-operator';
import type { OperatorBaseComponent, OperatorComponent, OperatorComponents } from '../resources/operator-components';

/** The IstioOperator that an installation is. `namespace` is the control plane's, if it is not Istio's own choice. */
export function operatorProps(props: Told, namespace: string | undefined, field: Field): IstioOperatorProps {
  requireProfile(props, field.at('profile'));
  requireTags(props, field);
  const components: OperatorComponents = defined({
    base: given(props.base, baseOf),
    pilot: given(props.pilot, (pilot) => pilotOf(pilot, props, field.at('pilot'))),
    cni: given(props.cni, (cni) => nodeAgentOf(cni, 'cni', props, field.at('cni'))),
    ztunnel: given(props.ztunnel, (ztunnel) => nodeAgentOf(ztunnel, 'ztunnel', props, field.at('ztunnel'))),
    ...gatewaysOf(props, namespace ?? 'istio-system', field),
  });
  return defined({
    profile: props.profile?._name,
    revision: props.revision,
    hub: props.hub,
    tag: props.tag,
    namespace,
    installPackagePath: props.installPackagePath,
    compatibilityVersion: props.compatibilityVersion,
    meshConfig: props.meshConfig,
    components: Object.keys(components).length === 0 ? undefined : components,
    values: withImplied(props.values, impliedValues(props, namespace, field), field.at('values')),
    unvalidatedValues: props.unvalidatedValues,
  });
}

function requireProfile({ profile, installPackagePath }: Told, field: Field): void {
  if (profile === undefined || profile._isKnown || installPackagePath !== undefined) { return; }
  throw field.error(profile._name, `one of ${ISTIO_PROFILES.map(({ _name }) => _name).join(', ')}`,
    `for a profile of your own give installPackagePath, below which istioctl reads profiles/${profile._name}.yaml`);
}

function baseOf(base: InstallComponent): OperatorBaseComponent {
  return defined({ enabled: base.enabled ?? true, k8s: given(base.overlays, (overlays) => ({ overlays })) });
}

function pilotOf(pilot: InstallControlPlane, props: Told, field: Field): OperatorComponent {
  const revision = props.revision ?? valueAt(props.values, ['revision']) ?? '';
  const defaults = defaultsOf('pilot', props);
  if (defaults !== undefined && props.profile !== InstallProfile.REMOTE) {
    requireTargets(pilot.overlays ?? [], revision === '' ? 'istiod' : `istiod-${revision}`, field.at('overlays'));
  }
  return defined({
    enabled: pilot.enabled ?? true,
    hub: pilot.hub,
    tag: pilot.tag,
    k8s: unlessEmpty(workloadOf(withoutValues(pilot), defaults, field)),
  });
}

/** Without `enabled`, istioctl installs an agent that is given, but does not tell istiod of it. */
function nodeAgentOf(agent: InstallNodeAgent, name: PodsName, props: Told, field: Field): OperatorComponent {
  return defined({
    enabled: agent.enabled ?? true,
    namespace: agent.namespace,
    hub: agent.hub,
    tag: agent.tag,
    k8s: unlessEmpty(podsOf(withoutValues(agent), defaultsOf(name, props), field)),
  });
}

/** The part without those variables that are values of its chart. */
function withoutValues<T extends InstallPods>(pods: T): T {
  const env = Object.entries(pods.env ?? {}).filter(([, value]) => !survivesQuotes(value));
  return { ...pods, env: env.length === 0 ? undefined : Object.fromEntries(env) };
}
