import * as fc from 'fast-check';
import { conditions, request } from './arbitraries';
import { type Conditions, fulfils, type RequestProperties } from '../../src/model/conditions';
import { beyondEnvoy } from '../../src/model/envoy-conditions';
import type { JsonObject } from '../../src/model/json';
import { limitRules } from '../../src/model/rate-limit-rules';
import { fullMatch } from '../../src/model/re2';

interface Matcher {
  readonly name: string;
  readonly present_match?: true;
  readonly string_match?: { exact?: string; prefix?: string; safe_regex?: { regex: string }; ignore_case?: true };
  readonly invert_match?: true;
  readonly treat_missing_header_as_empty?: true;
}

interface Match {
  readonly descriptor_key: string;
  readonly descriptor_value: string;
  readonly expect_match?: false;
  readonly headers?: Matcher[];
  readonly query_parameters?: Matcher[];
}

interface Action {
  readonly generic_key?: { descriptor_key: string; descriptor_value: string };
  readonly header_value_match?: Match;
  readonly query_parameter_value_match?: Match;
  readonly request_headers?: { header_name: string; descriptor_key: string };
}

/** What Envoy keeps a header or parameter of a request as: its path has the query at the end. */
function kept(asked: RequestProperties, name: string): string | undefined {
  if (name === ':path') {
    const query = [...asked].filter(([property]) => property.startsWith('query:')).map(([property, value]) => `${property.slice('query:'.length)}=${value}`);
    return `${asked.get('path')}${query.length === 0 ? '' : `?${query.join('&')}`}`;
  }
  return name.startsWith(':') ? asked.get(name.slice(1)) : asked.get(`header:${name}`);
}

/** A matcher as Envoy applies it. */
function holds({ present_match: presence, string_match: text, invert_match: inverted, treat_missing_header_as_empty: empty }: Matcher,
  value: string | undefined): boolean {
  if (presence === true) { return (value !== undefined) !== (inverted === true); }
  const read = value ?? (empty === true ? '' : undefined);
  if (read === undefined || text === undefined) { return false; }
  const fold = (one: string) => text.ignore_case === true ? one.toLowerCase() : one;
  const found = text.safe_regex !== undefined ? fullMatch(text.safe_regex.regex, read)
    : text.exact !== undefined ? fold(read) === fold(text.exact) : fold(read).startsWith(fold(text.prefix ?? ''));
  return found !== (inverted === true);
}

/** The descriptor that a list of actions makes of a request; none, if one of them adds no entry. */
function descriptor(asked: RequestProperties, actions: readonly JsonObject[]): string | undefined {
  const entries = (actions as unknown as Action[]).map((action) => {
    const { generic_key: constant, header_value_match: headers, query_parameter_value_match: query, request_headers: read } = action;
    if (constant !== undefined) { return `${constant.descriptor_key}=${constant.descriptor_value}`; }
    if (read !== undefined) {
      const value = kept(asked, read.header_name);
      return value === undefined ? undefined : `${read.descriptor_key}=${value}`;
    }
    const match = headers ?? query;
    if (match === undefined) { throw new Error('an action that is not known'); }
    const all = headers !== undefined ? match.headers?.every((one) => holds(one, kept(asked, one.name)))
      : match.query_parameters?.every((one) => holds(one, asked.get(`query:${one.name}`)));
    return all === (match.expect_match ?? true) ? `${match.descriptor_key}=${match.descriptor_value}` : undefined;
  });
  return entries.some((entry) => entry === undefined) ? undefined : entries.join(' ');
}

const USER = {
  key: 'user',
  actions: [
    { request_headers: { header_name: 'x', descriptor_key: 'user' } },
    { header_value_match: { descriptor_key: 'user', descriptor_value: 'none', expect_match: false, headers: [{ name: 'x', present_match: true }] } },
  ],
};

const told: fc.Arbitrary<Conditions> = conditions.filter((one) => beyondEnvoy(one) === undefined);
const tally = { counted: 0, free: 0, several: 0 };

test('a request makes one descriptor if it fulfils any match, and none else', () => {
  fc.assert(fc.property(fc.array(told, { minLength: 1, maxLength: 4 }), fc.array(request, { minLength: 10, maxLength: 10 }), fc.boolean(),
    (matches, requests, byUser) => {
      const { rules, entries } = limitRules({ name: 'a', matches, properties: byUser ? [USER] : [] }, 0);
      const named = entries.filter(({ value }) => value !== undefined).map(({ key, value }) => `${key}=${value}`);
      for (const asked of requests) {
        const made = rules.map((actions) => descriptor(asked, actions)).filter((one) => one !== undefined);
        const meant = matches.filter((match) => fulfils(asked, match)).length;
        const user = asked.get('header:x') ?? 'none';
        expect(made).toEqual(meant === 0 ? [] : [[...named, ...byUser ? [`user=${user}`] : []].join(' ')]);
        if (meant === 0) { tally.free += 1; } else { tally.counted += 1; }
        if (meant > 1) { tally.several += 1; }
      }
    }), { numRuns: 600 });
  expect(tally.counted).toBeGreaterThan(600);
  expect(tally.free).toBeGreaterThan(600);
  expect(tally.several).toBeGreaterThan(200);
});

test('a service that counts is told the name at least once', () => {
  expect(limitRules({ name: 'a', matches: [], properties: [] }, 1)).toEqual({
    rules: [[{ generic_key: { descriptor_key: 'limit', descriptor_value: 'a' } }]], entries: [{ key: 'limit', value: 'a' }],
  });
  expect(limitRules({ name: 'a', matches: [], properties: [USER] }, 0).entries).toEqual([{ key: 'user' }]);
});
