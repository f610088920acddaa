import { parseAllDocuments, stringify } from 'yaml';
import { knownEquivalents } from '../../src/checks/catalogue';
import type { CheckInfo } from '../../src/checks/check';
import { COMPOSITION } from '../../src/checks/composition';
import { equivalentPage } from '../../src/checks/pages';
import { howToSilence } from '../../src/checks/silence';
import { SUPPRESS_PREFIX } from '../../src/checks/suppression';
import type { Example } from '../checks/examples/example';

/** The page of a code. Codes that no check of objects reports have no example. */
export function checkPage(info: CheckInfo, example: Example | undefined): string {
  const also = knownEquivalents(info).map((equivalent) => `[${equivalent}](${equivalentPage(equivalent)})`);
  const parts = [
    `# ${info.code}`,
    `**${prose(info.title)}**`,
    `\`${info.name}\`, ${info.severity}${also.length === 0 ? '' : `. Others call it ${also.join(', ')}`}.`,
    prose(info.explanation),
    `What to do: ${prose(info.fix)}.`,
    ...example === undefined ? [] : exampleParts(example),
    '## Silence it',
    silenceText(info),
    'All codes are listed in [Checks](../checks.md).',
  ];
  return `${parts.join('\n\n')}\n`;
}

function exampleParts({ wrong, finds, right, context, files, filesAreReplaced }: Example): string[] {
  return [
    '## An example',
    fenced('yaml', yamlText(wrong)),
    ...context === undefined ? [] : [`What is known of the mesh besides: \`${JSON.stringify(context)}\`.`],
    ...files === undefined ? [] : [`The objects go to the files ${files.map((file) => `\`${file}\``).join(', ')}${filesAreReplaced === true ? ', each of which is replaced by the next object' : ''}.`],
    'Of this is found, each with the path of its construct:',
    fenced('text', finds.join('\n')),
    'Nothing is found of this:',
    fenced('yaml', yamlText(right)),
  ];
}

function silenceText(info: CheckInfo): string {
  const how = howToSilence(info);
  if (how === undefined) { return 'It cannot be silenced: what it is about was not checked.'; }
  return COMPOSITION.includes(info)
    ? `It is about constructs, not about an object. \`MeshAnalysis.suppress(construct, '${info.code}', 'reason')\` silences it for one of the constructs that it `
      + 'names, and for all in it.'
    : `\`MeshAnalysis.suppress(construct, '${info.code}', 'reason')\` or the annotation \`${SUPPRESS_PREFIX}${info.code}: reason\` silences it for one object.`;
}

const LONG = /\S{5000,}/g;

function yamlText(documents: string): string {
  const text = parseAllDocuments(documents).map((document) => stringify(document.toJS(), { lineWidth: 0 }).trimEnd()).join('\n---\n');
  // Examples of what is too long are as long as that; a page tells how long.
  return text.replace(LONG, (long) => `${long.slice(0, 60)}... (${long.length} characters)`);
}

/** The blocks belong to no code of the page. A text that holds a fence itself needs a longer one. */
function fenced(language: string, text: string): string {
  return `\`\`\`${language} aside\n${text}\n\`\`\``;
}

/** Text in which nothing means something to Markdown. */
function prose(text: string): string {
  return text.replace(/[*<>[\]|\\`]/g, '\\$&').replace(/(?<!\w)_|_(?!\w)/g, '\\_');
}
