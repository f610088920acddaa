import { counts, fails, type Report } from '../report';

/** For programs; docs/analyze.md has the shape, which only ever gets more members. */
export function json(report: Report): string {
  const findings = report.findings.map((one) => {
    const { construct: _, ...finding } = one.finding;
    return { ...(one.file === undefined ? {} : { file: one.file, line: one.line }), ...finding, fails: fails(one, report.severity) };
  });
  return `${JSON.stringify({
    version: 1, files: report.files.length, objects: report.objects, severity: report.severity, counts: counts(report.findings), findings,
  }, undefined, 2)}\n`;
}
