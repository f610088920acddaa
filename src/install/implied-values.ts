import { chartEnv, survivesQuotes } from './chart-env';
import type { ImpliedValue } from './chart-values';
import { chartOf, type Gateways } from './gateways';
import { defaultsOf, type PodsName, valuesOf } from './profile-defaults';
import type { Told } from './told';
import type { Field } from '../model/field';
import type { Json } from '../model/json';

/** What properties imply of values. istioctl makes values of what the installation says, but prefers values that are given. */
export function impliedValues(props: Told, namespace: string | undefined, field: Field): ImpliedValue[] {
  const same = (by: Field, path: string[], value: Json | undefined): ImpliedValue[] =>
    value === undefined ? [] : [{ path, value, by, write: false }];
  const told = (by: Field, path: string[], value: Json | undefined): ImpliedValue[] =>
    value === undefined ? [] : [{ path, value, by, write: true }];
  const ztunnel = props.ztunnel?.namespace;
  return [
    // `spec.namespace` alone does nothing.
    ...told(field.at('namespace'), ['global', 'istioNamespace'], namespace),
    ...same(field.at('revision'), ['revision'], props.revision),
    ...same(field.at('hub'), ['global', 'hub'], props.hub),
    ...same(field.at('tag'), ['global', 'tag'], props.tag),
    ...same(field.at('compatibilityVersion'), ['compatibilityVersion'], props.compatibilityVersion),
    ...Object.entries(props.meshConfig ?? {}).flatMap(([key, value]) =>
      same(field.at('meshConfig').at(key), ['meshConfig', key], value as Json)),
    ...told(field.at('ztunnel').at('namespace'), ['pilot', 'trustedZtunnelNamespace'],
      ztunnel === (namespace ?? 'istio-system') ? undefined : ztunnel),
    ...told(field.at('revisionTags'), ['revisionTags'], props.revisionTags),
    // The charts give them to the Services of revision tags, too.
    ...Object.entries(props.pilot?.serviceAnnotations ?? {}).flatMap(([name, value]) =>
      told(field.at('pilot').at('serviceAnnotations').at(name), ['pilot', 'serviceAnnotations', name], value)),
    ...autoscalers(props, field),
    ...variables(props, field),
  ];
}

/** Autoscaling that is asked for needs an autoscaler, which not every profile has. */
function autoscalers(props: Told, field: Field): ImpliedValue[] {
  const asked = (name: PodsName, autoscaled: boolean, by: Field): ImpliedValue[] => autoscaled
    ? [{ path: [...valuesOf(name), 'autoscaleEnabled'], value: true, by, write: defaultsOf(name, props)?.autoscales === false }]
    : [];
  const gateways = (group: keyof Gateways) => (props[group] ?? []).flatMap(({ autoscaling }, i) =>
    asked(chartOf(group), autoscaling !== undefined, field.at(group).at(i).at('autoscaling')));
  return [
    ...asked('pilot', props.pilot?.autoscaling !== undefined, field.at('pilot').at('autoscaling')),
    ...gateways('ingressGateways'),
    ...gateways('egressGateways'),
  ];
}

/** Charts see to what a variable needs besides, but only of variables that are values. */
function variables(props: Told, field: Field): ImpliedValue[] {
  return (['pilot', 'cni', 'ztunnel'] as const).flatMap((name) => {
    const env = Object.entries(props[name]?.env ?? {}).filter(([, value]) => survivesQuotes(value));
    return Object.entries(chartEnv(Object.fromEntries(env))).map(([variable, value]) => ({
      path: [name, 'env', variable], value: value as Json, by: field.at(name).at('env').at(variable), write: true,
    }));
  });
}
