import { closest } from './closest';
import type { Terminal } from './terminal';
import { CATALOGUE, infoOf, knownEquivalents } from '../checks/catalogue';
import type { CheckInfo } from '../checks/check';
import { CHECKS } from '../checks/registry';
import { SUPPRESS_PREFIX } from '../checks/suppression';

const WIDTH = 100;
const HAS_ANNOTATION: ReadonlySet<string> = new Set(CHECKS.map(({ code }) => code));

/** Tells what a code is about: of the library, of istioctl or of Kiali. Without a code it lists all. */
export function explainCommand(code: string | undefined, { out }: Terminal): void {
  if (code === undefined) {
    out(CATALOGUE.map((info) => `${info.code}  ${info.severity.padEnd(7)}  ${info.title}\n`).join(''));
    return;
  }
  const infos = found(code);
  if (infos.length === 0) {
    throw new Error(`${code} is no code of a check; the nearest are ${closest(code, CATALOGUE.map((info) => info.code)).join(', ')}; `
      + 'without a code all are listed');
  }
  out(infos.map(explanation).join('\n'));
}

/** The check of a code, or else of a name; for codes of istioctl and Kiali those that look for the same. */
function found(word: string): CheckInfo[] {
  const code = word.toUpperCase();
  const own = infoOf(code) ?? CATALOGUE.find(({ name }) => name === word.toLowerCase());
  return own === undefined ? CATALOGUE.filter((info) => knownEquivalents(info).includes(code)) : [own];
}

function explanation(info: CheckInfo): string {
  const also = knownEquivalents(info);
  return [
    `${info.code} ${info.name} (${info.severity})`,
    info.title,
    '',
    wrapped(info.explanation),
    '',
    wrapped(`Fix: ${info.fix}`),
    ...(also.length === 0 ? [] : [`Also: ${also.join(', ')}`]),
    ...(HAS_ANNOTATION.has(info.code) ? [`Silence: annotate the object with ${SUPPRESS_PREFIX}${info.code}: <reason>`] : []),
    '',
  ].join('\n');
}

function wrapped(text: string): string {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(/\s+/)) {
    if (line !== '' && line.length + 1 + word.length > WIDTH) {
      lines.push(line);
      line = '';
    }
    line = line === '' ? word : `${line} ${word}`;
  }
  return [...lines, line].join('\n');
}
