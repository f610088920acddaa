import type { Code } from './code';

/** How long a line may be. */
export const WIDTH = 120;

/** The code as TypeScript. Further lines are indented; `before` and `after` are what stands on its first and last line. */
export function print(code: Code, indent = '', before = '', after = ''): string {
  const line = inOneLine(code);
  if (indent.length + before.length + line.length + after.length <= WIDTH && !line.includes('\n')) { return line; }
  const { form } = code;
  switch (form.is) {
    case 'list': return bracketed('[', form.items.map((item) => ['', item]), ']', indent);
    case 'object': return bracketed('{', form.members.map(([key, member]) => [`${printKey(key)}: `, member]), '}', indent);
    case 'new': return printCall(`new ${form.type}`, form.args, indent, before, after);
    case 'call': return printCall(form.on === undefined ? form.callee : `${print(form.on, indent, before)}.${form.callee}`, form.args, indent, before, after);
    default: return line;
  }
}

/** A text as a literal. */
export function printText(text: string): string {
  if (text.includes('\n') && !/[\r\u2028\u2029\0]/.test(text)) {
    return `\`${text.replace(/[\\`]|\$(?=\{)/g, '\\$&')}\``;
  }
  const json = JSON.stringify(text).slice(1, -1).replace(/\\"/g, '"').replace(/'/g, '\\\'').replace(/\u2028/g, '\\u2028').replace(/\u2029/g, '\\u2029');
  return `'${json}'`;
}

function inOneLine({ form }: Code): string {
  switch (form.is) {
    case 'value': return typeof form.value === 'string' ? printText(form.value) : JSON.stringify(form.value);
    case 'name': return form.name;
    case 'list': return `[${form.items.map(inOneLine).join(', ')}]`;
    case 'object': return form.members.length === 0 ? '{}'
      : `{ ${form.members.map(([key, member]) => `${printKey(key)}: ${inOneLine(member)}`).join(', ')} }`;
    case 'new': return `new ${form.type}(${form.args.map(inOneLine).join(', ')})`;
    case 'call': return `${form.on === undefined ? '' : `${inOneLine(form.on)}.`}${form.callee}(${form.args.map(inOneLine).join(', ')})`;
  }
}

/** A call whose last argument may be long; the others stay on the first line, if they fit there. */
function printCall(callee: string, args: readonly Code[], indent: string, before: string, after: string): string {
  const last = args.at(-1);
  if (last === undefined) { return `${callee}()`; }
  const first = args.slice(0, -1).map(inOneLine);
  const head = `${callee}(${first.map((arg) => `${arg}, `).join('')}`;
  const fits = indent.length + before.length + head.length <= WIDTH && !head.includes('\n');
  if (fits && (last.form.is === 'object' || last.form.is === 'list' || first.length === 0)) {
    return `${head}${print(last, indent, before + head.slice(head.lastIndexOf('\n') + 1), `)${after}`)})`;
  }
  return bracketed(`${callee}(`, args.map((arg) => ['', arg]), ')', indent);
}

function bracketed(open: string, members: ReadonlyArray<readonly [string, Code]>, close: string, indent: string): string {
  const inner = `${indent}  `;
  return [open, ...members.map(([before, member]) => `${inner}${before}${print(member, inner, before, ',')},`), `${indent}${close}`].join('\n');
}

function printKey(key: string): string {
  return /^[A-Za-z_$][\w$]*$/.test(key) ? key : printText(key).startsWith('`') ? `[${printText(key)}]` : printText(key);
}
