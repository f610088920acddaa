import type { Field } from '../model/field';

/** Refuses members that the output has no place for. Each comes with what to do instead. */
export function requireUntold<T extends object>(given: T, members: { readonly [member in keyof T]?: string }, by: string, field: Field): void {
  for (const [member, fix] of Object.entries(members) as Array<[keyof T & string, string]>) {
    const value: unknown = given[member];
    if (value === undefined || (Array.isArray(value) && value.length === 0)) { continue; }
    throw field.problem(`${field.at(member).path} is given; it must be left out, as ${by} has no place for it`, fix === '' ? undefined : fix);
  }
}

/** What to do about members that only a patch of rendered objects can say. */
export const ONLY_ISTIOCTL = 'write an IstioInstall for istioctl, which can';
