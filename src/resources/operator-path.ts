import type { Field } from '../model/field';

/** An element of a list: `[0]`, `[-1]` for a new one, `[name:discovery]`, `[:value]`. */
const ELEMENT = /^\[(-1|\d+|[\w-]+:.+|:.+)\]$/;

/** Members that hold texts by names of one's own, which often have dots. */
const FREE_NAMES = ['annotations', 'labels', 'matchLabels', 'nodeSelector', 'requests', 'limits'];

/** A path of a patch. istioctl ignores patches whose path it cannot follow, without a word. */
export function requirePatchPath(path: string, field: Field): string {
  if (path.startsWith('/') || path.startsWith('$')) {
    throw field.error(path, 'members with dots between them', 'write spec.template.spec');
  }
  const steps = stepsOf(path);
  for (const step of steps) {
    const [, member, element] = /^([^[\]]*)(\[.*)?$/.exec(step) ?? [];
    if (member === undefined || (member === '' && element === undefined) || (element !== undefined && !ELEMENT.test(element))) {
      throw field.error(path, 'members and elements with dots between them (containers.[name:discovery].args.[0])',
        step === '' ? 'a dot too many' : `write "\\." for a dot within a name or value, and see ${JSON.stringify(step)}`);
    }
  }
  const free = steps.findIndex((step, i) => FREE_NAMES.includes(step) && i < steps.length - 2);
  if (free >= 0) {
    const name = steps.slice(free + 1).join('\\.');
    throw field.error(path, 'a path with "\\." for each dot within a name', `write ${[...steps.slice(0, free + 1), name].join('.')}`);
  }
  return path;
}

/** The parts between dots that are not escaped. */
function stepsOf(path: string): string[] {
  return path.split(/(?<!\\)\./);
}
