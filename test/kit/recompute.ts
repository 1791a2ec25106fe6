/** Derivation of an amount, as the API gives it. */
export interface Derivation {
  readonly formula: string;
  readonly inputs: readonly { readonly name: string; readonly value: string }[];
}

type Fraction = [top: bigint, bottom: bigint];
const OPERATIONS: Readonly<Record<string, (left: Fraction, right: Fraction) => Fraction>> = {
  '+': ([a, b], [c, d]) => [a * d + c * b, b * d],
  '-': ([a, b], [c, d]) => [a * d - c * b, b * d],
  '*': ([a, b], [c, d]) => [a * c, b * d],
  '/': ([a, b], [c, d]) => [a * d, b * c],
};
const CHOICES: Readonly<Record<string, (isLess: boolean) => boolean>> = {
  min: (isLess) => isLess,
  max: (isLess) => !isLess,
};
/**
 * Computes a derivation from its text, from left to right in exact fractions, and rounds once to fen, half away from
 * zero. It imports nothing, so that an error of the server's arithmetic cannot be repeated here.
 */
export function recompute({ formula, inputs }: Derivation): bigint {
  const tokens = formula.match(/\w+|\S/g) ?? [];
  const operand = (token = tokens.shift()!): Fraction => {
    if (token === '(') return chain(operand());
    const takesFirst = CHOICES[token];
    if (takesFirst && tokens[0] === '(') {
      tokens.shift();
      const [left, right] = [chain(operand()), chain(operand())];
      return takesFirst(left[0] * right[1] < right[0] * left[1]) ? left : right;
    }
    const text = inputs.find(({ name }) => name === token)?.value ?? token;
    return [BigInt(text.replace('.', '')), 10n ** BigInt(text.split('.')[1]?.length ?? 0)];
  };
  const chain = (left: Fraction, sign = tokens.shift() ?? ')'): Fraction =>
    sign === ')' || sign === ',' ? left : chain(OPERATIONS[sign]!(left, operand()));
  const [top, bottom] = chain(operand());
  const halves = (200n * top) / bottom;
  return (halves + (halves < 0n ? -1n : 1n)) / 2n;
}
