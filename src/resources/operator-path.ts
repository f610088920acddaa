import type { Field } from '../model/field';

/** Elements of lists as other languages of paths have them. istioctl's are `[0]`, `[-1]`, `[name:discovery]` and `[value]`. */
const FOREIGN_ELEMENT = /^\[(\*|-(?!1\])\d+|[A-Za-z]\w*=.*|[?@].*)\]$/;

/** Members that hold texts by names of one's own, which often have dots. */
const FREE_NAMES = ['annotations', 'labels', 'matchLabels', 'nodeSelector', 'requests', 'limits'];

/** A path of a patch. istioctl ignores patches whose path it cannot follow, without a word. */
export function requirePatchPath(path: string, field: Field): string {
  const steps = path.split(/(?<!\\)\./);
  const wrong = steps.find((step) => !isStep(step));
  if (wrong !== undefined || path.startsWith('/')) {
    throw field.error(path, 'members and elements with dots between them (spec.containers.[name:discovery].args.[0])',
      wrong === undefined || wrong === '' ? undefined : `${JSON.stringify(wrong)} is none; a dot within a name or value is written "\\."`);
  }
  const free = steps.findIndex((step, i) => FREE_NAMES.includes(step) && i < steps.length - 2);
  if (free >= 0) {
    const name = steps.slice(free + 1).join('\\.');
    throw field.error(path, 'a path with "\\." for a dot within a name', `write ${[...steps.slice(0, free + 1), name].join('.')}`);
  }
  return path;
}

/** Whether it is a member, an element or both: `containers`, `[0]`, `containers[0]`. */
function isStep(step: string): boolean {
  const [, member, element] = /^([^[\]$]*)(\[[^[\]]+\])?$/.exec(step) ?? [];
  return element === undefined ? Boolean(member) : !FOREIGN_ELEMENT.test(element);
}
