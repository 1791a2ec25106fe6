/** Derivation of an amount, as the API gives it. */
export interface Derivation {
  readonly formula: string;
  readonly inputs: readonly { readonly name: string; readonly value: string }[];
  readonly result: { readonly amount: string };
}

type Fraction = readonly [top: bigint, bottom: bigint];

/**
 * Computes a derivation again from its text alone, in integer fractions, and rounds once to 0.01, half away from zero.
 * It imports nothing, so that an error of the server's arithmetic cannot be repeated here.
 */
export function recompute({ formula, inputs }: Derivation): string {
  const tokens = formula.match(/\w+|\S/g) ?? [];
  let at = 0;
  const number = (text: string): Fraction => {
    const [whole, decimals = ''] = text.split('.');
    return [BigInt(`${whole}${decimals}`), 10n ** BigInt(decimals.length)];
  };
  const chain = (operators: string, operand: () => Fraction): Fraction => {
    let [a, b] = operand();
    while (at < tokens.length && operators.includes(tokens[at]!)) {
      const operator = tokens[at++];
      const [c, d] = operand();
      if (operator === '*') [a, b] = [a * c, b * d];
      else if (operator === '/') [a, b] = [a * d, b * c];
      else [a, b] = [operator === '+' ? a * d + c * b : a * d - c * b, b * d];
    }
    return [a, b];
  };
  const sum = (): Fraction => chain('+-', () => chain('*/', factor));
  const factor = (): Fraction => {
    const token = tokens[at++]!;
    if (token !== '(') return number(inputs.find(({ name }) => name === token)?.value ?? token);
    const inner = sum();
    at += 1;
    return inner;
  };
  const [top, bottom] = sum();
  const fen = (200n * (top < 0n ? -top : top) + bottom) / (2n * bottom);
  const digits = String(fen).padStart(3, '0');
  return `${top < 0n && fen > 0n ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`;
}
