import { headerValueProblem } from './header-values';
import type { Field } from '../model/field';
import { defined, given, type JsonObject } from '../model/json';

/** Changes to the headers of a request or of a response. */
export interface HeaderChanges {
  /**
   * Headers to overwrite. Their values may hold Envoy's variables (`%DOWNSTREAM_REMOTE_ADDRESS%`); a `%` is written `%%`.
   *
   * @default - none is overwritten
   */
  readonly set?: { [name: string]: string };

  /**
   * Headers to append to those that are there. Their values may hold Envoy's variables.
   *
   * @default - none is added
   */
  readonly add?: { [name: string]: string };

  /**
   * Names of headers to remove.
   *
   * @default - none is removed
   */
  readonly remove?: string[];
}

/**
 * Changes to headers on the way to a destination and back.
 *
 * @see https://istio.io/latest/docs/reference/config/networking/virtual-service/#Headers
 */
export interface HeaderOperations {
  /**
   * Changes before the request is forwarded.
   *
   * @default - the request's headers stay
   */
  readonly request?: HeaderChanges;

  /**
   * Changes before the response is returned.
   *
   * @default - the response's headers stay
   */
  readonly response?: HeaderChanges;
}

const NAME = /^[!#$%&'*+.^_`|~A-Za-z0-9-]+$/;

/** The `headers` of a route or destination. */
export function renderHeaders(headers: HeaderOperations, field: Field): JsonObject {
  return defined({
    request: given(headers.request, (changes) => renderChanges(changes, field.at('request'), true)),
    response: given(headers.response, (changes) => renderChanges(changes, field.at('response'), false)),
  });
}

/** Whether a header is the host that a request is for, which one place only may change. */
export function isAuthority(header: string): boolean {
  return /^(:authority|host)$/i.test(header);
}

/** A name of a header as CORS takes it: `*` stands for all. */
export function requireCorsHeader(name: string, field: Field): string {
  if (NAME.test(name)) { return name; }
  throw field.error(name, 'the name of a header or "*"');
}

/** A name of a header as HTTP takes it. */
export function requireHeaderName(name: string, field: Field): string {
  if (NAME.test(name)) { return name; }
  throw field.error(name, 'the name of a header');
}

function renderChanges(changes: HeaderChanges, field: Field, authority: boolean): JsonObject {
  return defined({
    set: given(changes.set, (set) => renderValues(set, field.at('set'), authority)),
    add: given(changes.add, (add) => renderValues(add, field.at('add'), authority)),
    remove: given(changes.remove, (remove) => remove.map((name, i) => requireRemovable(name, field.at('remove').at(i)))),
  });
}

function renderValues(values: { [name: string]: string }, field: Field, authority: boolean): JsonObject {
  for (const [name, value] of Object.entries(values)) {
    if (!isChangeable(name, authority)) { throw field.problem(`${field.path} has ${JSON.stringify(name)}; it must be ${changeable(authority)}`); }
    const problem = headerValueProblem(value);
    if (problem !== undefined) {
      throw field.at(name).error(value, `a value that Envoy can read (this one ${problem})`, value.includes('%') ? 'write "%%" for a "%"' : undefined);
    }
  }
  return { ...values };
}

function requireRemovable(name: string, field: Field): string {
  if (isChangeable(name, false)) { return name; }
  throw field.error(name, changeable(false));
}

/** Istio changes the host of a request only by setting or adding it, and no other of the headers that HTTP/2 starts with ":". */
function isChangeable(name: string, authority: boolean): boolean {
  return isAuthority(name) ? authority : NAME.test(name);
}

function changeable(authority: boolean): string {
  return authority ? 'the name of a header, not one that starts with ":" other than ":authority"'
    : 'the name of a header, not the host and none that starts with ":"';
}
