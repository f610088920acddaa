import { policyPacks } from './policy-file';
import type { Terminal } from './terminal';
import { catalogueWith, infoOf, knownEquivalents } from '../checks/catalogue';
import type { CheckInfo } from '../checks/check';
import { equivalentPage, pageOf } from '../checks/pages';
import { howToSilence } from '../checks/silence';
import { closest } from '../model/closest';

const WIDTH = 100;

/** Tells what a code is about: of the library, of a policy pack, of istioctl or of Kiali. Without a code it lists all. */
export function explainCommand(code: string | undefined, policies: readonly string[], { out }: Terminal): void {
  const catalogue = catalogueWith(policyPacks(policies).flatMap((pack) => pack._checks()));
  if (code === undefined) {
    const width = Math.max(...catalogue.map((info) => info.code.length));
    out(catalogue.map((info) => `${info.code.padEnd(width)}  ${info.severity.padEnd(7)}  ${info.title}\n`).join(''));
    return;
  }
  const infos = found(code, catalogue);
  if (infos.length === 0) {
    throw new Error(`${code} is no code of a check; the nearest are ${closest(code, catalogue.map((info) => info.code)).join(', ')}; `
      + 'without a code all are listed');
  }
  out(infos.map(explanation).join('\n'));
}

/** The check of a code, or else of a name; for codes of istioctl and Kiali those that look for the same. */
function found(word: string, catalogue: readonly CheckInfo[]): CheckInfo[] {
  const code = word.toUpperCase();
  const own = infoOf(code, catalogue) ?? catalogue.find(({ name }) => name === word.toLowerCase());
  return own === undefined ? catalogue.filter((info) => knownEquivalents(info).includes(code)) : [own];
}

function explanation(info: CheckInfo): string {
  const also = knownEquivalents(info).map((equivalent) => `${equivalent} (${equivalentPage(equivalent)})`);
  const silence = howToSilence(info);
  const page = pageOf(info);
  return [
    `${info.code} ${info.name} (${info.severity})`,
    info.title,
    '',
    wrapped(info.explanation),
    '',
    wrapped(`Fix: ${info.fix}`),
    ...also.map((one, i) => `${i === 0 ? 'Also:' : '     '} ${one}`),
    ...(silence === undefined ? [] : [`Silence: ${silence}`]),
    ...(page === undefined ? [] : [`More: ${page}`]),
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
