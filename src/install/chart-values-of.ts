import { withImplied } from './chart-values';
import { impliedValues } from './implied-values';
import { InstallProfile } from './install-profile';
import { at, isObject, merged } from './merge';
import { factsOf, type ProfileFacts } from './profile-facts';
import type { Told } from './told';
import type { Field } from '../model/field';
import { defined, type Json, type JsonObject } from '../model/json';

/** The values of all charts, as istioctl makes them before it renders each chart. */
export interface ChartValues {
  readonly facts: ProfileFacts;
  readonly all: JsonObject;
}

/** The values that an installation comes to, and what its profile says. */
export function chartValuesOf(props: Told, namespace: string | undefined, field: Field): ChartValues {
  const facts = requireFacts(props, field);
  const said = withImplied(props.values, impliedValues(props, namespace, field), field.at('values')) as JsonObject | undefined;
  const layers: Array<JsonObject | undefined> = [
    facts.values,
    defined({
      revision: props.revision,
      compatibilityVersion: props.compatibilityVersion,
      global: defined({ hub: props.hub, tag: props.tag }),
      meshConfig: props.meshConfig,
    }),
    at(['pilot', 'cni', 'enabled'], installsCni(props, facts)),
    said,
    props.unvalidatedValues as JsonObject | undefined,
  ];
  return { facts, all: layers.reduce<JsonObject>((under, over) => over === undefined ? under : merged(under, over), {}) };
}

/** Whether istiod has to know of CNI. */
export function installsCni({ cni }: Told, facts: ProfileFacts): boolean {
  return cni === undefined ? facts.installs.cni : cni.enabled ?? true;
}

/** Charts that are fetched by name are Istio's, and so are their profiles. */
function requireFacts({ profile, installPackagePath }: Told, field: Field): ProfileFacts {
  if (installPackagePath !== undefined) {
    throw field.problem(`${field.at('installPackagePath').path} is given; it must be left out, as only istioctl reads it`,
      'profiles of Istio\'s charts are within the charts');
  }
  const facts = factsOf(profile);
  if (facts === undefined) {
    throw field.at('profile').error((profile as InstallProfile)._name, 'one that Istio\'s charts have', 'only istioctl reads profiles of one\'s own');
  }
  return facts;
}

/** Those values that a chart reads: what is for all charts, and groups by name. Empty groups are left out. */
export function valuesFor(all: JsonObject, groups: (group: string) => boolean): JsonObject {
  return Object.fromEntries(Object.entries(all).filter(([key, value]) =>
    !isObject(value) || (Object.keys(value).length > 0 && (key === 'global' || groups(key)))));
}

/** The value at a path of values that are known to be objects on the way. */
export function group(values: JsonObject, ...path: string[]): JsonObject {
  return path.reduce<JsonObject>((here, key) => {
    const member: Json | undefined = here[key];
    return isObject(member) ? member : {};
  }, values);
}
