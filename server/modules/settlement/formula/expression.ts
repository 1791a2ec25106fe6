/**
 * Arithmetic expressions over named inputs: names, integers, `+ - * /`, `max`, `min` and parentheses, evaluated from
 * left to right. A sum in a product has parentheses and so has a product in a sum, so that no operator takes
 * precedence. Denominators are positive. One text gives the exact value, the SQL text and the steps of a calculation.
 * No intermediate value is rounded.
 */

type Node =
  | { readonly kind: 'name'; readonly name: string }
  | { readonly kind: 'integer'; readonly value: bigint }
  | {
      readonly kind: 'operation';
      readonly operator: Operator;
      readonly left: Node;
      readonly right: Node;
    }
  | {
      readonly kind: 'choice';
      readonly choice: Choice;
      readonly left: Node;
      readonly right: Node;
    };
type Operator = '+' | '-' | '*' | '/';
type Choice = 'max' | 'min';

/** A quotient. Without a denominator it is whole, which keeps SQL text short. */
interface Quotient<T> {
  readonly top: T;
  readonly bottom: T | null;
}

/** Exact arithmetic: of integers, or of SQL texts. */
interface Algebra<T> {
  readonly integer: (value: bigint) => T;
  readonly combine: (left: T, operator: Exclude<Operator, '/'>, right: T) => T;
  readonly choose: (choice: Choice, left: T, right: T) => T;
}

/** An exact number: `top / bottom`, with a positive bottom. */
export interface Fraction {
  readonly top: bigint;
  readonly bottom: bigint;
}

/** One operation of a calculation, in order, with the exact value after it. */
export interface Step {
  readonly operation: string;
  readonly value: Fraction;
}

const INTEGERS: Algebra<bigint> = {
  integer: (value) => value,
  combine: (left, operator, right) =>
    operator === '*' ? left * right : operator === '+' ? left + right : left - right,
  choose: (choice, left, right) => (left > right === (choice === 'max') ? left : right),
};

const SQL_TEXTS: Algebra<string> = {
  integer: String,
  combine: (left, operator, right) =>
    operator === '*' ? `${left} * ${right}` : `(${left} ${operator} ${right})`,
  choose: (choice, left, right) => `${choice === 'max' ? 'greatest' : 'least'}(${left}, ${right})`,
};

export class Expression {
  readonly #root: Node;
  /** Names of the inputs, each once, in order. */
  readonly names: readonly string[];

  /** Throws for a text outside the grammar. */
  constructor(readonly text: string) {
    this.#root = parse(text);
    this.names = [...new Set(text.match(/[a-z]\w*(?![\w(])/gi))];
  }

  /** The same expression with another one in place of a name. */
  with(name: string, other: Expression): Expression {
    const inner = other.#root.kind === 'operation' ? `(${other.text})` : other.text;
    return new Expression(this.text.replaceAll(new RegExp(`\\b${name}\\b`, 'g'), inner));
  }

  value(input: (name: string) => Fraction): Fraction {
    return evaluate(this.#root, input);
  }

  /** SQL texts of numerator and denominator; a null denominator is 1. `column` gives the SQL text of an input. */
  sql(column: (name: string) => string): Quotient<string> {
    const input = (name: string) => ({ top: `(${column(name)})::numeric`, bottom: null });
    return fold(this.#root, SQL_TEXTS, input);
  }

  /** The operations from left to right. An operand in parentheses is one operand. */
  steps(input: (name: string) => Fraction): readonly Step[] {
    const found: Step[] = [];
    for (let node = this.#root; ; node = node.left) {
      const value = evaluate(node, input);
      if (node.kind !== 'operation') {
        found.unshift({ operation: textOf(node), value });
        return found;
      }
      // `(a - b) * c` begins with `a - b` in any case: parentheses around a first operand are no step.
      found.unshift({ operation: `${node.operator} ${textOf(node.right)}`, value });
    }
  }
}

function evaluate(node: Node, input: (name: string) => Fraction): Fraction {
  const { top, bottom } = fold(node, INTEGERS, input);
  if (bottom === 0n) throw new Error('A quotient of zero is undefined');
  return bottom !== null && bottom < 0n
    ? { top: -top, bottom: -bottom }
    : { top, bottom: bottom ?? 1n };
}

function fold<T>(
  node: Node,
  algebra: Algebra<T>,
  input: (name: string) => Quotient<T>,
): Quotient<T> {
  if (node.kind === 'name') return input(node.name);
  if (node.kind === 'integer') return { top: algebra.integer(node.value), bottom: null };
  const left = fold(node.left, algebra, input);
  const right = fold(node.right, algebra, input);
  const times = (a: T | null, b: T | null): T | null =>
    a === null ? b : b === null ? a : algebra.combine(a, '*', b);
  const one = algebra.integer(1n);
  if (node.kind === 'choice')
    return {
      top: algebra.choose(
        node.choice,
        times(left.top, right.bottom)!,
        times(right.top, left.bottom)!,
      ),
      bottom: times(left.bottom, right.bottom),
    };
  const { operator } = node;
  if (operator === '*')
    return { top: times(left.top, right.top)!, bottom: times(left.bottom, right.bottom) };
  if (operator === '/')
    return { top: times(left.top, right.bottom)!, bottom: times(left.bottom, right.top) ?? one };
  return {
    top: algebra.combine(times(left.top, right.bottom)!, operator, times(right.top, left.bottom)!),
    bottom: times(left.bottom, right.bottom),
  };
}

const textOf = (node: Node): string => {
  if (node.kind === 'name') return node.name;
  if (node.kind === 'integer') return String(node.value);
  if (node.kind === 'choice') return `${node.choice}(${bare(node.left)}, ${bare(node.right)})`;
  return `(${bare(node)})`;
};

/** Text of a node without parentheses around it. */
const bare = (node: Node): string =>
  node.kind === 'operation'
    ? `${textOf(node.left)} ${node.operator} ${textOf(node.right)}`
    : textOf(node);

function parse(text: string): Node {
  const tokens = text.match(/[a-z]\w*|\d+|\S/gi) ?? [];
  let at = 0;
  const chain = (): Node => {
    let left = operand();
    const operators = ['+-', '*/'].find((kind) => kind.includes(tokens[at] ?? ' ')) ?? '';
    while (at < tokens.length && operators.includes(tokens[at]!)) {
      const operator = tokens[at++] as Operator;
      left = { kind: 'operation', operator, left, right: operand() };
    }
    return left;
  };
  const operand = (): Node => {
    const token = tokens[at++] ?? '';
    if (/^\d/.test(token)) return { kind: 'integer', value: BigInt(token) };
    if ((token === 'max' || token === 'min') && tokens[at] === '(') {
      at += 1;
      const left = chain();
      expect(',');
      const right = chain();
      expect(')');
      return { kind: 'choice', choice: token, left, right };
    }
    if (/^[a-z]/i.test(token)) return { kind: 'name', name: token };
    if (token !== '(') throw problem();
    const inner = chain();
    expect(')');
    return inner;
  };
  const expect = (token: string): void => {
    if (tokens[at++] !== token) throw problem();
  };
  const problem = () => new Error(`Not an expression: "${text}"`);
  const root = chain();
  if (at < tokens.length) throw problem();
  return root;
}
