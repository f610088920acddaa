import type { ArrivingRequest } from './arrival';
import type { Cursor } from '../../../checks/cursor';

/** A header in which a rule looks for a token, and what stands before it there. */
interface TokenHeader {
  readonly name: string;
  readonly prefix: string;
}

/** Whether a rule looks for tokens where clients have them by default. */
export function looksAtAuthorization(rule: Cursor): boolean {
  return headersOf(rule).some(({ name, prefix }) => name === 'authorization' && 'Bearer '.startsWith(prefix));
}

/** Whether the request has something where a rule looks for a token. */
export function carriesToken(rule: Cursor, { headers, path }: ArrivingRequest): boolean {
  const values = (wanted: string): string[] => Object.entries(headers).filter(([name]) => name.toLowerCase() === wanted).map(([, value]) => value);
  const parameters = new URLSearchParams(path.split('?').slice(1).join('?'));
  const cookies = values('cookie').flatMap((value) => value.split(';')).map((pair) => pair.split('=')[0].trim());
  return headersOf(rule).some(({ name, prefix }) => values(name).some((value) => value.includes(prefix)))
    || [...rule.at('fromParams').texts(), ...(isDefault(rule) ? ['access_token'] : [])].some((name) => parameters.has(name))
    || rule.at('fromCookies').texts().some((name) => cookies.includes(name));
}

function headersOf(rule: Cursor): TokenHeader[] {
  if (isDefault(rule)) { return [{ name: 'authorization', prefix: 'Bearer ' }]; }
  return rule.at('fromHeaders').items().map((header) => ({ name: (header.at('name').text ?? '').toLowerCase(), prefix: header.at('prefix').text ?? '' }));
}

function isDefault(rule: Cursor): boolean {
  return ['fromHeaders', 'fromParams', 'fromCookies'].every((name) => rule.at(name).items().length === 0);
}
