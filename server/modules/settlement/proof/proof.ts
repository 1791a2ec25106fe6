import { createHash } from 'node:crypto';
import { canonicalBill, type SealedBill, type SealedLine } from '../bill/seal.ts';
import { type DerivationFacts, derive } from '../derivation/derivation.ts';

/** Format of a proof. A change of its content needs a new number. */
export const PROOF_FORMAT = 'partnergraph-bill-1';

export type Explanation = Omit<ReturnType<typeof derive>, 'steps'>;

/** Row of a proof: content that the seal covers, the derivations of its amounts, and a digest chained to the row before. */
export interface ProofRow {
  readonly content: Readonly<Record<string, string | number>>;
  readonly derivations: Readonly<Record<string, Explanation>>;
  readonly digest: string;
}

export interface ProofHead {
  readonly format: string;
  /** Number of the bill. The seal does not cover it; the digests do. */
  readonly number: string;
  readonly seal: string;
}

type Texts<T> = { readonly [K in keyof T]: T[K] extends bigint ? string : T[K] };

/** Bill as SQL gives it: amounts in minor units as text. */
export interface ProofFacts {
  readonly number: string;
  readonly seal: string;
  readonly bill: Texts<SealedBill>;
  readonly derivations: Readonly<Record<string, DerivationFacts>>;
  readonly lines: readonly (Texts<SealedLine> & { readonly derivation: DerivationFacts })[];
}

const sha256 = (value: unknown): string =>
  createHash('sha256').update(JSON.stringify(value)).digest('hex');

/** Digest before the first row; it covers the head. */
export const headDigest = ({ format, number, seal }: ProofHead): string =>
  sha256([format, number, seal]);

/** Digest of a row: SHA-256 over the digest before it, its content and its derivations. */
export const digestOf = (
  before: string,
  { content, derivations }: Omit<ProofRow, 'digest'>,
): string => sha256([before, content, derivations]);

/**
 * Makes the proof of a bill (对账单证明): JSON rows, first the head with the bill's header, then one row for each line.
 * It suffices to add the bill up again without a database.
 */
export function proofOf({ number, seal, bill, derivations, lines }: ProofFacts): string {
  const contents = JSON.parse(
    canonicalBill(billOf(bill), lines.map(lineOf)),
  ) as ProofRow['content'][];
  const head: ProofHead = { format: PROOF_FORMAT, number, seal };
  let digest = headDigest(head);
  const rows = contents.map((content, i): ProofRow => {
    const row = {
      content,
      derivations: explained(i === 0 ? derivations : { settlement: lines[i - 1]!.derivation }),
    };
    digest = digestOf(digest, row);
    return { ...row, digest };
  });
  return rows.map((row, i) => `${JSON.stringify(i === 0 ? { ...head, ...row } : row)}\n`).join('');
}

const explained = (facts: ProofFacts['derivations']): ProofRow['derivations'] =>
  Object.fromEntries(
    Object.entries(facts).map(([name, one]) => {
      const { steps: _, ...explanation } = derive(one);
      return [name, explanation];
    }),
  );

const billOf = (bill: Texts<SealedBill>): SealedBill => ({
  ...bill,
  grossMinor: BigInt(bill.grossMinor),
  netMinor: BigInt(bill.netMinor),
  taxMinor: BigInt(bill.taxMinor),
  carriedInMinor: BigInt(bill.carriedInMinor),
});

const lineOf = (line: Texts<SealedLine>): SealedLine => ({
  ...line,
  cashMinor: BigInt(line.cashMinor),
  baseMinor: BigInt(line.baseMinor),
  settlementMinor: BigInt(line.settlementMinor),
});
