import type { Located } from '../analyze';
import { fails, grouped, NO_FILE, objectOf, type Report, textOf } from '../report';

/** For build servers: a suite for each file, a case for each finding; a file without findings has a case that passes. */
export function junit({ findings, files, severity }: Report): string {
  const byFile = grouped(findings, ({ file }) => file ?? NO_FILE, new Map(files.map((file) => [file, []])));
  const all = numbers(findings, [...byFile.values()].filter((some) => some.length === 0).length, severity);
  const suites = [...byFile].map(([file, some]) => {
    const cases = some.length === 0 ? `    <testcase name="no findings" classname="${xml(file)}"/>\n` : some.map((one) => testCase(file, one, severity)).join('');
    return `  <testsuite name="${xml(file)}" ${numbers(some, some.length === 0 ? 1 : 0, severity)} errors="0" time="0">\n${cases}  </testsuite>\n`;
  });
  return `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="cdk8s-istio analyze" ${all} errors="0" time="0">\n${suites.join('')}</testsuites>\n`;
}

function numbers(findings: readonly Located[], clean: number, severity: Report['severity']): string {
  const failures = findings.filter((one) => fails(one, severity)).length;
  const skipped = findings.filter(({ finding }) => finding.suppressedReason !== undefined).length;
  return `tests="${findings.length + clean}" failures="${failures}" skipped="${skipped}"`;
}

function testCase(file: string, one: Located, severity: Report['severity']): string {
  const { code, severity: own, path, suppressedReason } = one.finding;
  const place = [code, `line ${one.line}`, objectOf(one), path].filter((part) => part !== undefined && part !== '').join(' ');
  const start = `    <testcase name="${xml(place)}" classname="${xml(file)}">`;
  const what = xml(textOf(one));
  if (suppressedReason !== undefined) { return `${start}<skipped message="${xml(suppressedReason)}"/></testcase>\n`; }
  if (!fails(one, severity)) { return `${start}<system-out>${own}: ${what}</system-out></testcase>\n`; }
  return `${start}<failure type="${own}" message="${what}">${xml(`${file}:${one.line}`)}: ${what}</failure></testcase>\n`;
}

const ESCAPES: { readonly [character: string]: string } = {
  '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', '\'': '&apos;', '\n': '&#10;', '\r': '&#13;', '\t': '&#9;',
};

/** Text as XML has it. What XML 1.0 cannot have at all, such as most control characters, becomes U+FFFD. */
export function xml(text: string): string {
  // eslint-disable-next-line no-control-regex
  return text.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g, '\ufffd')
    .replace(/[&<>"'\n\r\t]/g, (character) => ESCAPES[character]);
}
