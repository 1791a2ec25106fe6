import { describe, expect, it } from '@jest/globals';
import { sealOf } from '../bill/seal.ts';
import { FORMULA_VERSION, FORMULAS, formulaOf } from '../formula/formulas.ts';
import { digestOf, headDigest, PROOF_FORMAT, type ProofFacts, proofOf } from './proof.ts';
import { verifyProof } from './verify-proof.ts';

const RATES = { productVatRate: '0.130000', serviceVatRate: '0.060000' };

type Line = ProofFacts['lines'][number];
const line = (own: Partial<Line> & Pick<Line, 'derivation' | 'settlementMinor'>): Line => ({
  orderNumber: 'ORD-20260210-000001',
  orderPosition: 0,
  kind: 'SALE',
  productType: 'SAAS',
  month: '2026-02',
  cashMinor: '1000000',
  baseMinor: '1000000',
  shareRatio: '0.120000',
  strategy: 'OWN_SALE',
  ...RATES,
  ...own,
});
const own = (settled: string) => ({
  rule: 'OWN_SALE' as const,
  result: settled,
  cash: '1000000',
  shareRatio: '0.12',
  productVatRate: '0.13',
  serviceVatRate: '0.06',
});

function factsOf(lines: readonly Line[]): ProofFacts {
  const sum = (some: readonly Line[]): string =>
    String(some.reduce((total, { settlementMinor }) => total + BigInt(settlementMinor), 0n));
  const kinds = (some: readonly Line[]) => ({
    sales: sum(some.filter(({ kind }) => kind === 'SALE')),
    refunds: sum(some.filter(({ kind }) => kind === 'REFUND')),
    adjustments: '0',
  });
  const carried = lines.filter(({ month }) => month < '2026-02');
  const [gross, net, tax, carriedIn] = ['225132', '212389', '12743', sum(carried)];
  const bill = {
    period: '2026-02',
    grossMinor: gross,
    netMinor: net,
    taxMinor: tax,
    carriedInMinor: carriedIn,
    serviceVatRate: RATES.serviceVatRate,
  };
  const seal = sealOf(
    {
      ...bill,
      grossMinor: BigInt(gross),
      netMinor: BigInt(net),
      taxMinor: BigInt(tax),
      carriedInMinor: BigInt(carriedIn),
    },
    lines.map((one) => ({
      ...one,
      cashMinor: BigInt(one.cashMinor),
      baseMinor: BigInt(one.baseMinor),
      settlementMinor: BigInt(one.settlementMinor),
    })),
  );
  return {
    number: 'STL-202602-000001',
    seal,
    bill,
    derivations: {
      gross: { rule: 'BILL_GROSS', result: gross, ...kinds(lines) },
      carriedIn: { rule: 'BILL_GROSS', result: carriedIn, ...kinds(carried) },
      net: { rule: 'BILL_NET', result: net, gross, serviceVatRate: '0.06' },
      tax: { rule: 'BILL_TAX', result: tax, gross, net },
    },
    lines,
  };
}

const LINES: readonly Line[] = [
  line({ settlementMinor: '112566', derivation: own('112566') }),
  line({ settlementMinor: '112566', derivation: own('112566'), month: '2026-01' }),
  line({
    kind: 'REFUND',
    settlementMinor: '-45026',
    cashMinor: '-400000',
    baseMinor: '-400000',
    derivation: {
      rule: 'REFUND_PART',
      result: '-45026',
      settled: '112566',
      refund: '-400000',
      originalCash: '1000000',
    },
  }),
  line({
    settlementMinor: '45026',
    strategy: 'JOINT_SALE',
    cashMinor: '375217',
    baseMinor: '375217',
    derivation: { rule: 'JOINT_SALE', result: '45026', cash: '375217', shareRatio: '0.12' },
  }),
];
const facts = factsOf(LINES);
const proof = proofOf(facts);
const rows = proof.split('\n');

/** The proof with its rows changed, and the digests made again. */
function madeAgain(change: (row: string) => string): string {
  let digest = headDigest({ ...facts, format: PROOF_FORMAT });
  return rows
    .filter((row) => row !== '')
    .map((text) => {
      const row = JSON.parse(change(text));
      digest = digestOf(digest, row);
      return `${JSON.stringify({ ...row, digest })}\n`;
    })
    .join('');
}

describe('the proof of a bill', () => {
  it('adds up without a database', () => {
    expect(verifyProof(proof, facts.seal)).toEqual({
      number: 'STL-202602-000001',
      seal: facts.seal,
      gross: '2251.32',
      lineCount: 4,
    });
  });

  it('names the first line in which any byte differs', () => {
    let at = 0;
    for (const [row, text] of rows.entries()) {
      const name = row === 0 ? /^The header differs/ : new RegExp(`^Line ${row}\\b.* differs`);
      for (let i = 0; i < text.length; i++) {
        const byte = proof.charCodeAt(at + i);
        const changed =
          proof.slice(0, at + i) + String.fromCharCode(byte ^ 1) + proof.slice(at + i + 1);
        expect(() => verifyProof(changed)).toThrow(name);
      }
      at += text.length + 1;
    }
  });

  it('misses a line, and a line that was added, moved or joined with the next one', () => {
    const [header, first, second, third, fourth] = rows;
    const of = (...lines: (string | undefined)[]) => `${lines.join('\n')}\n`;
    expect(() => verifyProof(of(header, second, third, fourth))).toThrow(/^Line 1 .* differs/);
    expect(() => verifyProof(of(header, first, first, second, third, fourth))).toThrow(
      /^Line 2 .* differs/,
    );
    expect(() => verifyProof(of(header, second, first, third, fourth))).toThrow(
      /^Line 1 .* differs/,
    );
    expect(() => verifyProof(of(header, first, `${second}${third}`, fourth))).toThrow(
      /^Line 2 differs/,
    );
    expect(() => verifyProof(of(header, first, second, third))).toThrow(
      'lineCount is 4, the lines give 3',
    );
  });

  it('is not of another bill than the signed one', () => {
    expect(() => verifyProof(proof, 'f'.repeat(64))).toThrow('The seal differs');
  });

  it('shows a settlement that its formula does not give, even if the digests were made again', () => {
    const [first, second, ...others] = LINES;
    const lines = [
      { ...first!, settlementMinor: '112567', derivation: own('112567') },
      { ...second!, settlementMinor: '112565', derivation: own('112565') },
      ...others,
    ];
    expect(() => verifyProof(proofOf(factsOf(lines)))).toThrow(
      /^Line 1 .*the formula gives 1125.66, not 1125.67/,
    );
  });

  it('shows a formula over other inputs than the line, even if the digests were made again', () => {
    const [first, ...others] = LINES;
    const lines = [{ ...first!, shareRatio: '0.100000' }, ...others];
    expect(() => verifyProof(proofOf(factsOf(lines)))).toThrow(/^Line 1 .*shareRatio is 0.1,/);
  });

  it('shows sums that the lines do not give, even if the digests were made again', () => {
    const lines = LINES.slice(0, 3);
    expect(() => verifyProof(proofOf(factsOf(lines)))).toThrow(/gross.*differs|differs: gross/);
  });

  it('is checked by the formulas of its own version', () => {
    expect(formulaOf('REFUND_REST', '2026-01')!.text).toBe('deducted - settled');
    expect(formulaOf('OWN_SALE', '2026-01')).toBe(FORMULAS.OWN_SALE);
    expect(formulaOf('REFUND_REST', FORMULA_VERSION)).toBe(FORMULAS.REFUND_REST);
    expect(formulaOf('OWN_SALE', '2025-12')).toBeUndefined();
    const earlier = madeAgain((text) => text.replaceAll(FORMULA_VERSION, '2026-01'));
    expect(verifyProof(earlier).gross).toBe('2251.32');
    const unknown = madeAgain((text) => text.replaceAll(FORMULA_VERSION, '2025-12'));
    expect(() => verifyProof(unknown)).toThrow('of version 2025-12 is not the formula');
  });
});
