/**
 * Whether `cel-go` parses an expression: a descent through its grammar (`parser/gen/CEL.g4`) with what its visitor refuses
 * besides. Names and types are not looked at, as Istio's webhook does not look at them either.
 */

import { type CelToken, celLiteralProblem, celTokens } from './cel-tokens';

/** What macros ask of their arguments, and how deep `cel-go` would go to visit it. */
interface Node {
  readonly kind: 'name' | 'selection' | 'other';
  readonly name?: string;
  readonly depth: number;
}

const RESERVED: ReadonlySet<string> = new Set([
  'as', 'break', 'const', 'continue', 'else', 'false', 'for', 'function', 'if', 'import', 'in', 'let', 'loop', 'package', 'namespace',
  'null', 'return', 'true', 'var', 'void', 'while',
]);
/** Functions of a receiver that are macros, with their numbers of arguments; the first one names a variable. */
const MACROS: ReadonlySet<string> = new Set(['all:2', 'exists:2', 'exists_one:2', 'existsOne:2', 'map:2', 'map:3', 'filter:2']);
const RELATIONS: ReadonlySet<string> = new Set(['<', '<=', '>=', '>', '==', '!=', 'in']);
const MAX_DEPTH = 250;
const MAX_SIZE = 100_000;

/** Why `cel-go` does not parse the expression; `undefined`, if it does. */
export function celProblem(expression: string): string | undefined {
  if (expression.length > MAX_SIZE && [...expression].length > MAX_SIZE) { return `it has more than ${MAX_SIZE} characters`; }
  try {
    new Parser(celTokens(expression)).parse();
    return undefined;
  } catch (error) {
    if (error instanceof SyntaxError) { return error.message; }
    throw error;
  }
}

class Parser {
  private next = 0;
  private readonly depths = new Map<string, number>();

  constructor(private readonly tokens: readonly CelToken[]) {}

  public parse(): void {
    this.expression();
    if (this.next < this.tokens.length) { throw this.unexpected(); }
  }

  private expression(): Node {
    return this.within('expression', () => {
      const condition = this.either('||');
      if (!this.take('?')) { return condition; }
      const yes = this.either('||');
      this.need(':');
      return visited(condition, yes, this.expression());
    });
  }

  private either(operator: '||' | '&&'): Node {
    return this.within(operator, () => {
      const operand = () => (operator === '||' ? this.either('&&') : this.relation(1));
      let node = operand();
      while (this.take(operator)) { node = around(node, operand()); }
      return node;
    });
  }

  private relation(level: number): Node {
    return this.within('relation', () => {
      let node = this.calculation(1);
      let pushed = 0;
      while (level === 1 && RELATIONS.has(this.token?.text ?? '') && this.token?.type === 'symbol') {
        this.next++;
        this.enter('relation');
        pushed++;
        node = visited(node, this.relation(2));
      }
      this.leave('relation', pushed);
      return node;
    });
  }

  private calculation(level: number): Node {
    return this.within('calculation', () => {
      let node = this.unary();
      let pushed = 0;
      for (let own = this.levelOfOperator(); own >= level; own = this.levelOfOperator()) {
        this.next++;
        this.enter('calculation');
        pushed++;
        node = visited(node, this.calculation(own + 1));
      }
      this.leave('calculation', pushed);
      return node;
    });
  }

  /** How tightly the operator that comes next binds; 0, if none comes. */
  private levelOfOperator(): number {
    const { type, text = '' } = this.token ?? {};
    if (type !== 'symbol') { return 0; }
    return ['*', '/', '%'].includes(text) ? 2 : ['+', '-'].includes(text) ? 1 : 0;
  }

  private unary(): Node {
    if (this.take('!')) {
      let count = 1;
      while (this.take('!')) { count++; }
      const node = this.member();
      return count % 2 === 0 ? node : around(node);
    }
    // A single "-" before a number belongs to it.
    const after = this.tokens[this.next + 1]?.type;
    if (this.token?.text === '-' && after !== 'int' && after !== 'float') {
      let count = 0;
      while (this.take('-')) { count++; }
      const node = this.member();
      return count % 2 === 0 ? node : around(node);
    }
    return this.member();
  }

  private member(): Node {
    return this.within('member', () => {
      let node = this.primary();
      let pushed = 0;
      for (;;) {
        if (this.take('.')) {
          const field = this.tokens[this.next];
          if (field?.type !== 'name' && field?.type !== 'quotedName') { throw this.unexpected(); }
          this.next++;
          node = field.type === 'name' && this.take('(') ? this.receiverCall(field.text, node) : { kind: 'selection', depth: node.depth + 1 };
        } else if (this.take('[')) {
          const index = this.expression();
          this.need(']');
          node = visited(node, index);
        } else {
          break;
        }
        this.enter('member');
        pushed++;
      }
      this.leave('member', pushed);
      return limited(node);
    });
  }

  private receiverCall(name: string, receiver: Node): Node {
    const args = this.list(')', () => this.expression(), false);
    if (MACROS.has(`${name}:${args.length}`) && (args[0].kind !== 'name' || args[0].name === '__result__')) {
      throw new SyntaxError(`the first argument of ${name}() is not a name for each element`);
    }
    return visited(receiver, ...args);
  }

  private primary(): Node {
    const token = this.token;
    if (this.take('(')) {
      const node = this.expression();
      this.need(')');
      return node;
    }
    if (this.take('[')) { return around(...this.list(']', () => this.expression(), true)); }
    if (this.take('{')) { return around(...this.list('}', () => this.entry(() => this.expression()), true)); }
    const isRooted = token?.type === 'symbol' && token.text === '.';
    if (isRooted || token?.type === 'name') { return this.named(isRooted); }
    return this.literal();
  }

  /** A name, a call, or a message: `a.b.Message{field: value}`. */
  private named(isRooted: boolean): Node {
    if (isRooted) { this.next++; }
    const first = this.token;
    if (first?.type !== 'name') { throw this.unexpected(); }
    let end = this.next + 1;
    while (this.tokens[end]?.text === '.' && this.tokens[end + 1]?.type === 'name') { end += 2; }
    if (this.tokens[end]?.type === 'symbol' && this.tokens[end].text === '{') {
      this.next = end + 1;
      return around(...this.list('}', () => this.entry(() => this.fieldName()), true));
    }
    this.next++;
    const isCall = this.take('(');
    if (RESERVED.has(first.text)) { throw new SyntaxError(`${first.text} is a reserved word`); }
    if (!isCall) { return { kind: 'name', name: first.text, depth: 0 }; }
    const args = this.list(')', () => this.expression(), false);
    if (isRooted || first.text !== 'has' || args.length !== 1) { return around(...args); }
    if (args[0].kind !== 'selection') { throw new SyntaxError('the argument of has() is not a field'); }
    return { kind: 'selection', depth: args[0].depth };
  }

  private entry(key: () => Node): Node {
    const node = key();
    this.need(':');
    return around(node, this.expression());
  }

  private fieldName(): Node {
    const type = this.token?.type;
    if (type !== 'name' && type !== 'quotedName') { throw this.unexpected(); }
    this.next++;
    return { kind: 'other', depth: 0 };
  }

  private literal(): Node {
    const isNegative = this.take('-');
    const token = this.token;
    const isLiteral = token !== undefined && !['symbol', 'name', 'quotedName'].includes(token.type);
    if (!isLiteral || (isNegative && token.type !== 'int' && token.type !== 'float')) { throw this.unexpected(); }
    const problem = celLiteralProblem(token, isNegative);
    if (problem !== undefined) { throw new SyntaxError(problem); }
    this.next++;
    return { kind: 'other', depth: 0 };
  }

  /** Elements up to the end, which is taken too; lists may end with a comma, or be nothing else. */
  private list(end: string, element: () => Node, mayEndWithComma: boolean): Node[] {
    if (this.take(end)) { return []; }
    if (mayEndWithComma && this.take(',')) {
      this.need(end);
      return [];
    }
    const found = [element()];
    while (!this.take(end)) {
      this.need(',');
      if (mayEndWithComma && this.take(end)) { break; }
      found.push(element());
    }
    return found;
  }

  private get token(): CelToken | undefined {
    return this.tokens[this.next];
  }

  private take(symbol: string): boolean {
    const isNext = this.token?.type === 'symbol' && this.token.text === symbol;
    if (isNext) { this.next++; }
    return isNext;
  }

  private need(symbol: string): void {
    if (!this.take(symbol)) { throw this.unexpected(); }
  }

  private unexpected(): SyntaxError {
    return new SyntaxError(this.token === undefined ? 'it ends too early' : `${this.token.text} stands where it cannot`);
  }

  private within(rule: string, parse: () => Node): Node {
    this.enter(rule);
    const node = parse();
    this.leave(rule, 1);
    return node;
  }

  private enter(rule: string): void {
    const depth = (this.depths.get(rule) ?? 0) + 1;
    if (depth > MAX_DEPTH) { throw new SyntaxError(`it is nested more than ${MAX_DEPTH} deep`); }
    this.depths.set(rule, depth);
  }

  private leave(rule: string, count: number): void {
    this.depths.set(rule, (this.depths.get(rule) ?? 0) - count);
  }
}

/** What holds others without being visited itself. */
function around(...nodes: readonly Node[]): Node {
  return limited({ kind: 'other', depth: Math.max(0, ...nodes.map(({ depth }) => depth)) });
}

/** What is visited before the others that it holds. */
function visited(...nodes: readonly Node[]): Node {
  return limited({ kind: 'other', depth: around(...nodes).depth + 1 });
}

function limited(node: Node): Node {
  if (node.depth > MAX_DEPTH) { throw new SyntaxError(`it is nested more than ${MAX_DEPTH} deep`); }
  return node;
}
