import type { DocumentOptions, ParseOptions, SchemaOptions } from 'yaml';

const NOT_IN_GO: ReadonlySet<string> = new Set(['tag:yaml.org,2002:timestamp', 'tag:yaml.org,2002:binary', 'tag:yaml.org,2002:set',
  'tag:yaml.org,2002:omap', 'tag:yaml.org,2002:pairs']);

/** YAML as kubectl reads it: version 1.1, where `yes` is true, but without dates and numbers to the base of 60. */
export const KUBERNETES_YAML: ParseOptions & DocumentOptions & SchemaOptions = {
  schema: 'yaml-1.1',
  merge: true,
  prettyErrors: false,
  customTags: (tags) => tags.filter((tag) => typeof tag === 'string' || (!NOT_IN_GO.has(tag.tag) && tag.format !== 'TIME')),
};
