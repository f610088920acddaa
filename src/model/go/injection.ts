/**
 * Values of annotations as Istio's injector takes them (`pkg/kube/inject/validate.go`), and of what an installation says of all
 * proxies. The functions return what is allowed; `undefined`, if the text is.
 */

import { isCidr } from './addresses';

/** For `sidecar.istio.io/interceptionMode`. */
export function interceptionModeProblem(text: string): string | undefined {
  return ['REDIRECT', 'TPROXY', 'NONE'].includes(text) ? undefined : 'REDIRECT, TPROXY or NONE';
}

/** For a number of seconds or tries (`strconv.ParseUint` of 32 bits). */
export function unsignedProblem(text: string): string | undefined {
  return /^\d+$/.test(text) && Number(text) < 2 ** 32 ? undefined : 'a whole number that is not negative';
}

/** For a port, perhaps with space around it (`parsePort`). */
export function statusPortProblem(text: string): string | undefined {
  return /^\d+$/.test(text.trim()) && Number(text) < 2 ** 16 ? undefined : 'a port';
}

/** For a list of ports (`parsePorts`); empty for none. */
export function portListProblem(text: string): string | undefined {
  return text.trim() === '' || text.trim().split(',').every((port) => statusPortProblem(port) === undefined) ? undefined
    : 'ports with "," between them, such as 80,443';
}

/** For the ports that are captured: a list, or "*" for all. */
export function portListOrAllProblem(text: string): string | undefined {
  return text === '*' || portListProblem(text) === undefined ? undefined : '"*", or ports with "," between them, such as 80,443';
}

/** For a list of ranges (`validateCIDRList`); empty for none. */
export function cidrListProblem(text: string): string | undefined {
  return text === '' || text.split(',').every(isCidr) ? undefined : 'ranges with "," and no space between them, such as 10.0.0.0/8,172.16.0.0/12';
}

/** For the ranges that are captured: a list, or "*" for all. */
export function cidrListOrAllProblem(text: string): string | undefined {
  return text === '*' || cidrListProblem(text) === undefined ? undefined
    : '"*", or ranges with "," and no space between them, such as 10.0.0.0/8,172.16.0.0/12';
}

/** For a list of network interfaces (`ValidateInterfaceNames`); empty for none. */
export function interfaceListProblem(text: string): string | undefined {
  return text === '' || text.split(',').every((name) => /^[a-zA-Z][a-zA-Z0-9_.-]{0,14}$/.test(name.trim())) ? undefined
    : 'names of interfaces with "," between them, each at most 15 letters, digits, "_", "." and "-", beginning with a letter';
}

/** For a switch (`strconv.ParseBool`). */
export function booleanTextProblem(text: string): string | undefined {
  return /^(?:1|t|T|TRUE|true|True|0|f|F|FALSE|false|False)$/.test(text) ? undefined : '"true" or "false"';
}

/** For an amount of CPU or memory (`resource.ParseQuantity`), which takes a suffix alone for 0. */
export function quantityProblem(text: string): string | undefined {
  return text !== '' && /^[+-]?\d*(?:\.\d*)?(?:[numkMGTPE]|[KMGTPE]i|[eE][+-]?\d+)?$/.test(text) ? undefined : 'a quantity such as 100m or 128Mi';
}

/** For the ports that an installation captures (`validatePortNumberString`), where each may be "*". */
export function operatorPortListProblem(text: string): string | undefined {
  return text.split(',').every((port) => port === '' || port === '*' || (/^[+-]?\d+$/.test(port) && Number(port) >= 0 && Number(port) <= 65535)) ? undefined
    : '"*", or ports with "," and no space between them, such as 80,443';
}
