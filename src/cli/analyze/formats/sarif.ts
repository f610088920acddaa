import { isAbsolute } from 'node:path';
import { pathToFileURL } from 'node:url';
import { CATALOGUE, knownEquivalents } from '../../../checks/catalogue';
import type { CheckInfo } from '../../../checks/check';
import type { Severity } from '../../../checks/finding';
import type { Located } from '../analyze';
import { objectOf, type Report, textOf } from '../report';

const LEVELS: { readonly [severity in Severity]: string } = { error: 'error', warning: 'warning', info: 'note' };
const HOME = 'https://github.com/cdk8s-istio/cdk8s-istio';

/** SARIF 2.1.0, which code scanning of GitHub and editors take. */
export function sarif({ findings }: Report): string {
  const rules = CATALOGUE.filter(({ code }) => findings.some(({ finding }) => finding.code === code));
  return `${JSON.stringify({
    $schema: 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json',
    version: '2.1.0',
    runs: [{
      tool: { driver: { name: 'cdk8s-istio', informationUri: HOME, rules: rules.map(rule) } },
      columnKind: 'utf16CodeUnits',
      results: findings.map((one) => result(one, rules)),
    }],
  }, undefined, 2)}\n`;
}

function rule(info: CheckInfo): object {
  const also = knownEquivalents(info);
  const help = `${info.explanation}\n\nFix: ${info.fix}.${also.length === 0 ? '' : `\n\nAlso: ${also.join(', ')}.`}`;
  return {
    id: info.code,
    name: info.name.replace(/(^|-)([a-z])/g, (_, __, letter: string) => letter.toUpperCase()),
    shortDescription: { text: info.title },
    fullDescription: { text: info.explanation },
    help: { text: help, markdown: help },
    helpUri: `${HOME}/blob/main/docs/checks.md`,
    defaultConfiguration: { level: LEVELS[info.severity] },
    properties: { tags: ['istio', ...also] },
  };
}

function result(one: Located, rules: readonly CheckInfo[]): object {
  const { code, severity, path, suppressedReason } = one.finding;
  const about = objectOf(one);
  const name = [about, path].filter((part) => part !== undefined && part !== '').join(' ');
  return {
    ruleId: code,
    ruleIndex: rules.findIndex((info) => info.code === code),
    level: LEVELS[severity],
    message: { text: `${about === undefined ? '' : `${about}: `}${textOf(one)}` },
    locations: [{
      ...(one.file === undefined ? {} : { physicalLocation: { artifactLocation: { uri: uriOf(one.file) }, region: { startLine: one.line } } }),
      ...(name === '' ? {} : { logicalLocations: [{ fullyQualifiedName: name }] }),
    }],
    ...(suppressedReason === undefined
      ? {}
      : { suppressions: [{ kind: one.silencedOutside === true ? 'external' : 'inSource', justification: suppressedReason }] }),
  };
}

/** Relative files stay relative to where the command ran, which is the root of the repository as a rule. */
function uriOf(file: string): string {
  return isAbsolute(file) ? pathToFileURL(file).href : file.split('/').map(encodeURIComponent).join('/');
}
