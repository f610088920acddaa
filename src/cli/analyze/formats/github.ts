import { infoOf } from '../../../checks/catalogue';
import { Severity } from '../../../checks/finding';
import { isShown, objectOf, type Report, textOf } from '../report';

const COMMANDS: { readonly [severity in Severity]: string } = { error: 'error', warning: 'warning', info: 'notice' };

/** Commands to a workflow of GitHub, which shows them beside the lines of a pull request. */
export function github(report: Report): string {
  return report.findings.filter((one) => isShown(one, report.severity)).map((one) => {
    const { code, severity } = one.finding;
    const title = `${code} ${infoOf(code, report.policies)?.name ?? ''}`.trim();
    const properties = [...(one.file === undefined ? [] : [`file=${property(one.file)}`, `line=${one.line}`]), `title=${property(title)}`];
    const about = objectOf(one);
    return `::${COMMANDS[severity]} ${properties.join(',')}::${data(`${about === undefined ? '' : `${about}: `}${textOf(one)}`)}\n`;
  }).join('');
}

function data(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function property(text: string): string {
  return data(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
