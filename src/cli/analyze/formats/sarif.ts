import { createHash } from 'node:crypto';
import { isAbsolute } from 'node:path';
import { pathToFileURL } from 'node:url';
import { catalogueWith, knownEquivalents } from '../../../checks/catalogue';
import type { CheckInfo } from '../../../checks/check';
import type { Severity } from '../../../checks/finding';
import { equivalentPage, HOME, pageOf } from '../../../checks/pages';
import { howToSilence } from '../../../checks/silence';
import { VERSION } from '../../version';
import type { Located } from '../analyze';
import { objectOf, type Report, textOf } from '../report';

const LEVELS: { readonly [severity in Severity]: string } = { error: 'error', warning: 'warning', info: 'note' };

/** SARIF 2.1.0, which code scanning of GitHub and editors take. */
export function sarif({ findings, policies }: Report): string {
  const rules = catalogueWith(policies).filter(({ code }) => findings.some(({ finding }) => finding.code === code));
  const prints = fingerprints(findings);
  return `${JSON.stringify({
    $schema: 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json',
    version: '2.1.0',
    runs: [{
      tool: { driver: { name: 'cdk8s-istio', version: VERSION, semanticVersion: VERSION, informationUri: HOME, rules: rules.map(rule) } },
      columnKind: 'utf16CodeUnits',
      results: findings.map((one, i) => result(one, rules, prints[i])),
    }],
  }, undefined, 2)}\n`;
}

function rule(info: CheckInfo): object {
  const also = knownEquivalents(info);
  const page = pageOf(info);
  const silence = howToSilence(info);
  const lines = (link: (equivalent: string) => string) => [
    info.explanation, `Fix: ${info.fix}.`,
    ...(also.length === 0 ? [] : [`Also: ${also.map(link).join(', ')}.`]), ...(silence === undefined ? [] : [`Silence: ${silence}.`]),
  ].join('\n\n');
  return {
    id: info.code,
    name: info.name.replace(/(^|-)([a-z0-9])/g, (_, __, letter: string) => letter.toUpperCase()),
    shortDescription: { text: info.title },
    fullDescription: { text: info.explanation },
    help: { text: lines((equivalent) => equivalent), markdown: lines((equivalent) => `[${equivalent}](${equivalentPage(equivalent)})`) },
    ...(page === undefined ? {} : { helpUri: page }),
    defaultConfiguration: { level: LEVELS[info.severity] },
    properties: { tags: ['istio', ...also] },
  };
}

function result(one: Located, rules: readonly CheckInfo[], fingerprint: string): object {
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
    partialFingerprints: { 'cdk8sIstioFinding/v1': fingerprint },
    // An empty list says that it is known not to be silenced.
    suppressions: suppressedReason === undefined ? [] : [{ kind: one.silencedOutside === true ? 'external' : 'inSource', justification: suppressedReason }],
  };
}

/**
 * What tells a finding from others in later runs, wherever its lines went: the code, the file, the object and the field. Of findings
 * that are alike in these, as several documents without a name are, the second and third say so.
 */
function fingerprints(findings: readonly Located[]): string[] {
  const seen = new Map<string, number>();
  return findings.map((one) => {
    const { code, path } = one.finding;
    const key = JSON.stringify([code, one.file ?? '', objectOf(one) ?? '', path]);
    const count = seen.get(key) ?? 0;
    seen.set(key, count + 1);
    return createHash('sha256').update(count === 0 ? key : `${key} ${count}`).digest('hex');
  });
}

/** Relative files stay relative to where the command ran, which is the root of the repository as a rule. */
function uriOf(file: string): string {
  return isAbsolute(file) ? pathToFileURL(file).href : file.split('/').map(encodeURIComponent).join('/');
}
