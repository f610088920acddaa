import type { Field } from '../model/field';

const UNIX = 'unix://';

/** Whether an address is meant to be a Unix domain socket. */
export function isUnixSocket(address: string): boolean {
  return address.startsWith(UNIX);
}

/** A Unix domain socket: `unix:///var/run/app.sock`, or `unix://@app` for an abstract one. */
export function requireUnixSocket(address: string, field: Field): string {
  const path = address.slice(UNIX.length);
  if (isUnixSocket(address) && (/^@/.test(path) || /^\/(.*[^/])$/.test(path))) { return address; }
  throw field.error(address, 'unix:// and the absolute path of a file, or "@" and an abstract name');
}
