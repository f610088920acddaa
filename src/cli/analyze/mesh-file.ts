import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { type MeshProps, settingsOf } from '../../analysis/mesh-props';
import type { MeshSettings } from '../../analysis/mesh-settings';
import { DataPlaneMode } from '../../checks/mesh-context';
import { closest } from '../../model/closest';
import { Field } from '../../model/field';

type Read = (value: unknown, field: Field) => unknown;

const text: Read = (value, field) => {
  if (typeof value !== 'string') { throw field.error(value, 'a text'); }
  return value;
};
const listOf = (element: Read): Read => (value, field) => {
  if (!Array.isArray(value)) { throw field.error(value, 'a list'); }
  return value.map((one, i) => element(one, field.at(i)));
};
const labels: Read = (value, field) => {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) { throw field.error(value, 'labels with their values'); }
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, text(one, field.at(key))]));
};
const dataPlane: Read = (value, field) => {
  const modes: readonly string[] = Object.values(DataPlaneMode);
  if (typeof value !== 'string' || !modes.includes(value)) { throw field.error(value, `one of ${modes.join(', ')}`); }
  return value;
};

/** What a file can say of a mesh: the properties of `Mesh`, but for those that are about synths. */
const MEMBERS: { readonly [name in Exclude<keyof MeshProps, 'failOnErrors' | 'failOnWarnings' | 'policyPacks'>]-?: Read } = {
  clusterDomain: text,
  rootNamespace: text,
  trustDomain: text,
  istioVersion: text,
  dataPlaneMode: dataPlane,
  knownHosts: listOf(text),
  knownGateways: listOf(text),
  knownGatewayLabels: listOf(labels),
  knownNamespaces: listOf(text),
  knownSecrets: listOf(text),
  knownProviders: listOf(text),
};

/** What a file says of a mesh, and what is said besides: lists are joined, other values take the place of the file's. */
export function meshSettings(path: string | undefined, besides: MeshProps): MeshSettings {
  const props: { [name: string]: unknown } = { ...meshPropsOf(path) };
  for (const [name, value] of Object.entries(besides)) {
    const listed = props[name] as unknown[] | undefined ?? [];
    if (value !== undefined) { props[name] = Array.isArray(value) ? [...listed, ...value as unknown[]] : value; }
  }
  return settingsOf(props as MeshProps, new Field(path ?? 'cdk8s-istio analyze'));
}

/** What a file says of a mesh; of no file, nothing. */
export function meshPropsOf(path: string | undefined): MeshProps {
  return path === undefined ? {} : meshProps(parsed(path), path);
}

/** The properties of a mesh, each of the type that it has. */
export function meshProps(value: unknown, where: string): { [name: string]: unknown } {
  const field = new Field(where);
  const given = value ?? {};
  if (typeof given !== 'object' || Array.isArray(given)) { throw field.error(given, 'the properties of a Mesh, such as clusterDomain and knownHosts'); }
  return Object.fromEntries(Object.entries(given).map(([name, member]) => {
    if (!Object.hasOwn(MEMBERS, name)) {
      throw field.problem(`${name} is no property of a Mesh that is described; it must be one of ${Object.keys(MEMBERS).join(', ')}`,
        `is ${closest(name, Object.keys(MEMBERS))[0]} meant?`);
    }
    return [name, MEMBERS[name as keyof typeof MEMBERS](member, field.at(name))];
  }));
}

function parsed(path: string): unknown {
  let content: string;
  try { content = readFileSync(path, 'utf8'); } catch { throw new Error(`${path}: cannot be read; it must be a file that describes a mesh`); }
  try { return parse(content); } catch (error) { throw new Error(`${path}: ${(error as Error).message}`); }
}
