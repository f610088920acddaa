import { Severity } from '../../../checks/finding';
import { counts, grouped, isShown, NO_FILE, objectOf, type Report, textOf } from '../report';

const COLOURS: { readonly [severity in Severity]: number } = { error: 31, warning: 33, info: 36 };
const BOLD = 1;
const DIM = 2;

/** For people: by file, then a line that sums up. */
export function text(report: Report): string {
  const paint = (colour: number, what: string) => (report.colours ? `\u001b[${colour}m${what}\u001b[0m` : what);
  const shown = report.findings.filter((one) => isShown(one, report.severity));
  const files = grouped(shown, ({ file }) => file ?? NO_FILE);
  const blocks = [...files].map(([file, findings]) => {
    // The last one has the highest line.
    const width = String(findings[findings.length - 1].line).length;
    const lines = findings.map((one) => {
      const { code, severity } = one.finding;
      const about = objectOf(one);
      const start = `  ${String(one.line).padStart(width)}  ${paint(COLOURS[severity], severity.padEnd('warning'.length))}  `;
      return `${start}${about === undefined ? '' : `${about}: `}${printable(textOf(one))} ${paint(DIM, `[${code}]`)}\n`;
    });
    return `${paint(BOLD, file)}\n${lines.join('')}\n`;
  });
  return `${blocks.join('')}${summary(report)}\n`;
}

function summary({ findings, files, objects, severity }: Report): string {
  const count = counts(findings);
  const parts = [many(count.error, 'error'), many(count.warning, 'warning'), many(count.info, 'info')];
  const hidden = severity === Severity.INFO || count.info === 0 ? '' : '; --severity info shows the infos';
  const silenced = count.suppressed === 0 ? '' : `, ${count.suppressed} suppressed`;
  return `${parts.join(', ')}${silenced} in ${many(files.length, 'file')} with ${many(objects, 'object')}${hidden}`;
}

function many(count: number, of: string): string {
  return `${count} ${of}${count === 1 ? '' : 's'}`;
}

/** Values of a file must not steer the terminal. */
function printable(what: string): string {
  // eslint-disable-next-line no-control-regex
  return what.replace(/[\u0000-\u001f\u007f-\u009f]/g, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`);
}
