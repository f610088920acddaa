import type { Json } from './json';

/** What a text says in YAML; throws, if it is none. The reader is loaded for the first text: most apps have none, and loading is not free. */
export function parseYaml(text: string): Json {
  // eslint-disable-next-line @typescript-eslint/no-require-imports
  const { parse } = require('yaml') as typeof import('yaml');
  return parse(text) as Json;
}
