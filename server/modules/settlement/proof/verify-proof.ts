import { createHash } from 'node:crypto';
import { z } from 'zod';
import { money, Ratio } from '../../../platform/money.ts';
import type { Expression, Fraction } from '../formula/expression.ts';
import { FORMULAS, type FormulaRule, formulaOf } from '../formula/formulas.ts';
import {
  digestOf,
  type Explanation,
  headDigest,
  PROOF_FORMAT,
  type ProofHead,
  type ProofRow,
} from './proof.ts';

/** A proof that does not add up. The message names the first line that differs. */
export class ProofError extends Error {}

export interface VerifiedBill {
  readonly number: string;
  readonly seal: string;
  readonly gross: string;
  readonly lineCount: number;
}

/**
 * Adds a bill up again from its proof alone. Throws ProofError at the first row whose text, formula or digest
 * differs; then at a sum that differs; then if the lines do not give the seal, or another one than `signed`.
 */
export function verifyProof(file: string, signed?: string): VerifiedBill {
  const rows = file.replace(/\n$/, '').split('\n').map(rowOf);
  const first = rows[0] as ProofHead & ProofRow;
  if (first.format !== PROOF_FORMAT)
    throw new ProofError(`The header differs: its format is not ${PROOF_FORMAT}.`);
  let digest = headDigest(first);
  for (const [i, part] of rows.entries()) {
    digest = digestOf(digest, part);
    if (digest !== part.digest) throw new ProofError(`${nameOf(part, i)} differs from its digest.`);
    const problem = problemOf(part, i === 0 ? HEADER_AMOUNTS : LINE_AMOUNTS);
    if (problem) throw new ProofError(`${nameOf(part, i)} differs: ${problem}`);
  }
  checkSums(first, rows.slice(1));
  const { number, seal } = first;
  const given = createHash('sha256')
    .update(JSON.stringify(rows.map(({ content }) => content)))
    .digest('hex');
  if (given !== seal) throw new ProofError(`The seal differs: the lines give ${given}.`);
  if (signed && signed !== seal)
    throw new ProofError(`The seal differs: the proof has ${seal}, ${signed} was signed.`);
  return { number, seal, gross: String(first.content.gross), lineCount: rows.length - 1 };
}

const HEADER_AMOUNTS = ['gross', 'carriedIn', 'net', 'tax'];
const LINE_AMOUNTS = ['settlement'];

const nameOf = ({ content }: ProofRow, row: number): string =>
  row === 0 ? 'The header' : `Line ${row} (order ${content.order})`;

const text = z.string();
const explanation = z.strictObject({
  rule: z.enum(Object.keys(FORMULAS) as FormulaRule[]),
  formula: text,
  version: text,
  inputs: z.array(z.strictObject({ name: text, unit: text, value: text })),
  rounding: text,
  result: z.strictObject({ amount: text, currency: text }),
});
const row = z.strictObject({
  content: z.record(text, z.union([text, z.number()])),
  derivations: z.record(text, explanation),
  digest: text,
});
const head = z.strictObject({ format: text, number: text, seal: text, ...row.shape });

/** Reads one row. A byte that JSON ignores, such as a blank, is a difference too. */
function rowOf(line: string, index: number): ProofRow {
  const name = index === 0 ? 'The header' : `Line ${index}`;
  const problem = (message: string) => new ProofError(`${name} differs: ${message}`);
  let read: unknown;
  try {
    read = JSON.parse(line);
  } catch (error) {
    throw problem((error as Error).message);
  }
  const { data } = (index === 0 ? head : row).safeParse(read);
  if (!data || JSON.stringify(data) !== line)
    throw problem('its text is not in the form of a proof.');
  return data as ProofRow;
}

/** Returns the first amount of a row that differs from its derivation; null if all agree. */
function problemOf({ content, derivations }: ProofRow, amounts: readonly string[]): string | null {
  for (const amount of amounts) {
    const given = derivations[amount];
    if (!given) return `the derivation of ${amount} is missing.`;
    const problem = derivationProblem(given, content, String(content[amount]));
    if (problem) return `${amount}: ${problem}`;
  }
  return null;
}

function derivationProblem(
  { rule, formula, version, inputs, rounding, result }: Explanation,
  content: ProofRow['content'],
  amount: string,
): string | null {
  const known = formulaOf(rule, version);
  if (known?.text !== formula || rounding !== 'HALF_UP')
    return `"${formula}" of version ${version} is not the formula ${rule}.`;
  const moved = inputs.find(({ name, value }) => name in content && content[name] !== value);
  if (moved) return `${moved.name} is ${content[moved.name]}, the formula uses ${moved.value}.`;
  const values = new Map(inputs.map(({ name, value }) => [name, value]));
  if (known.names.some((name) => !isDecimal(values.get(name))))
    return 'an input is missing or no number.';
  if (Number(values.get('originalCash') ?? 1) === 0) return 'originalCash is 0.';
  const computed = computedOf(known, (name) => values.get(name)!);
  return computed === amount && result.amount === amount
    ? null
    : `the formula gives ${computed}, not ${amount}.`;
}

const isDecimal = (text: string | undefined): text is string =>
  text !== undefined && /^-?\d+(\.\d+)?$/.test(text);

function computedOf(formula: Expression, input: (name: string) => string): string {
  const { top, bottom } = formula.value((name): Fraction => {
    const [whole, decimals = ''] = input(name).split('.');
    return { top: BigInt(`${whole}${decimals}`), bottom: 10n ** BigInt(decimals.length) };
  });
  return money.format(Ratio.share(top * 100n, bottom).apply(1n));
}

function checkSums({ content, derivations }: ProofRow, lines: readonly ProofRow[]): void {
  const sum = (wanted: (line: ProofRow['content']) => boolean): string =>
    money.format(
      lines
        .filter((line) => wanted(line.content))
        .reduce((total, line) => total + money.parse(String(line.content.settlement)), 0n),
    );
  const expected: [what: string, stated: unknown, added: unknown][] = [
    ['lineCount', content.lineCount, lines.length],
    ['gross', content.gross, sum(() => true)],
    ['carriedIn', content.carriedIn, sum(({ month }) => month! < content.period!)],
    ...(['gross', 'carriedIn'] as const).flatMap((amount) =>
      derivations[amount]!.inputs.map(({ name, value }): [string, unknown, unknown] => [
        `${name} in ${amount}`,
        value,
        sum(
          ({ kind, month }) =>
            KINDS[name] === kind && (amount === 'gross' || month! < content.period!),
        ),
      ]),
    ),
  ];
  for (const [what, stated, added] of expected)
    if (stated !== added)
      throw new ProofError(`The header differs: ${what} is ${stated}, the lines give ${added}.`);
}

const KINDS: Readonly<Record<string, string>> = {
  sales: 'SALE',
  refunds: 'REFUND',
  adjustments: 'ADJUSTMENT',
};
