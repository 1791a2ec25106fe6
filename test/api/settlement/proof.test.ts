import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { verifyProof } from '../../../server/modules/settlement/proof/verify-proof.ts';
import { DAY } from '../../../server/platform/clock.ts';
import { sql } from '../../../server/platform/sql/sql.ts';
import { recompute } from '../../kit/recompute.ts';
import { testStage } from '../../kit/test-world.ts';
import { setStage } from '../discounts/stage.ts';
import { type LineFacts, lineOf, noon, ordered, refunded } from '../orders/deals.ts';
import { billOf, certified, type Money, run } from './bills.ts';
import { DERIVATION, recomputeBills, recomputeOrders } from './derivations.ts';

const stage = testStage('proof', setStage);
let money: Money;
let bill: string;
let directory: string;
const orders: string[] = [];
const lines: Record<string, string> = {};

const sold = async (cashMinor: bigint, line: LineFacts = {}) => {
  const made = await ordered(stage, { lines: [{ listMinor: cashMinor, ...line }] });
  orders.push(made.number);
  return made.lineIds[0]!;
};
const LEGS = `{ orderCount refundCount adjustmentCount orders { amount currency } lines { amount } }`;
const TIE_OUT = `gross { amount } tieOut ${LEGS} tieOutAtRun ${LEGS}`;

/** Runs a command of the product as a program of its own, without a database. */
const runTool = (name: string, args: readonly string[]) =>
  new Promise<{ code: number; out: string; err: string }>((done) => {
    const { PATH } = process.env;
    const command = ['--import', './server/tools/ts.mjs', 'server/tools/command.ts', name, ...args];
    execFile(process.execPath, command, { env: { PATH } }, (error, out, err) =>
      done({ code: Number(error?.code ?? 0), out, err }),
    );
  });

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'proof-'));
  money = await certified(stage);
  lines.own = await sold(36_800_000n, { shareRatio: '0.08' });
  lines.joint = await sold(888_888n, { strategy: 'JOINT_SALE', shareRatio: '0.125' });
  lines.margin = await sold(1_000_000n, {
    strategy: 'LEGACY_MARGIN',
    shareRatio: '0.9',
    floorMinor: 800_000n,
  });
  const thirds = await sold(1_000_000n);
  // Three parts: the last one takes what rounding left.
  for (const [name, cash, day] of [
    ['first', 333_333n, '02-23'],
    ['second', 333_333n, '02-24'],
    ['last', 333_334n, '02-25'],
  ] as const)
    lines[name] = (await refunded(stage, thirds, cash, noon(day))).lineIds[0]!;
  await refunded(stage, lines.own, 10_000_000n, noon('02-26'));
  stage.world.clock.advance(DAY);
  [bill] = (await run(stage, '2026-02')) as [string];
});
afterAll(() => rm(directory, { recursive: true }));

const explained = async (name: string): Promise<any> =>
  (await lineOf(money.finance, lines[name]!, `billLine { derivation ${DERIVATION} }`)).billLine
    .derivation;

describe('the derivation of a bill line', () => {
  it('explains 368,000 × 8 %', async () => {
    expect(await explained('own')).toEqual({
      rule: 'OWN_SALE',
      formula: 'cash * shareRatio / (1 + productVatRate) * (1 + serviceVatRate)',
      version: '2026-12',
      rounding: 'HALF_UP',
      inputs: [
        { name: 'cash', value: '368000.00', unit: 'CNY' },
        { name: 'shareRatio', value: '0.08', unit: 'RATE' },
        { name: 'productVatRate', value: '0.13', unit: 'RATE' },
        { name: 'serviceVatRate', value: '0.06', unit: 'RATE' },
      ],
      steps: [
        { operation: 'cash', value: '368000.00', isExact: true },
        { operation: '* shareRatio', value: '29440.00', isExact: true },
        { operation: '/ (1 + productVatRate)', value: '26053.097345', isExact: false },
        { operation: '* (1 + serviceVatRate)', value: '27616.283185', isExact: false },
      ],
      result: { amount: '27616.28', currency: 'CNY' },
    });
  });

  it('follows the strategy', async () => {
    expect((await explained('joint')).formula).toBe('cash * shareRatio');
    expect(await explained('margin')).toMatchObject({
      formula:
        'max(0, dealPrice - floorPrice) * shareRatio / (1 + productVatRate) * (1 + serviceVatRate)',
      result: { amount: '1688.50' },
    });
  });

  it('takes the rest with the last refund', async () => {
    const first = await explained('first');
    expect(first.formula).toBe('settled * refund / originalCash');
    expect(first.inputs.map(({ value }: any) => value)).toEqual([
      '1125.66',
      '-3333.33',
      '10000.00',
    ]);
    const last = await explained('last');
    expect(last).toMatchObject({
      rule: 'REFUND_REST',
      formula: 'min(0, deducted - settled)',
      inputs: [
        { name: 'deducted', value: '750.44' },
        { name: 'settled', value: '1125.66' },
      ],
      result: { amount: '-375.22' },
    });
  });

  it('needs only the parts that are asked for, under any name', async () => {
    const line = await lineOf(
      money.finance,
      lines.own!,
      'billLine { d: derivation { f: rule inputs { n: name } __typename } }',
    );
    expect(line.billLine.d).toEqual({
      f: 'OWN_SALE',
      inputs: ['cash', 'shareRatio', 'productVatRate', 'serviceVatRate'].map((n) => ({ n })),
      __typename: 'Derivation',
    });
  });
});

describe('every derivation', () => {
  it.each([
    ['a', '0.005', 1n],
    ['a', '-0.005', -1n],
    ['a - (1 / 3)', '2.01', 168n],
    ['max(0, a - 3) * 2', '0.5', 0n],
    ['min(a, 3 - a) + 1', '0.5', 150n],
  ])('is computed exactly and rounded once: %s with %s', (formula, value, fen) => {
    expect(recompute({ formula, inputs: [{ name: 'a', value }] })).toBe(fen);
  });

  it('of a bill, computed again, is the amount', async () => {
    const found = await recomputeBills(money.finance);
    expect(found.wrong).toEqual([]);
    expect(Object.fromEntries(found.rules)).toEqual({
      BILL_GROSS: 2,
      BILL_NET: 1,
      BILL_TAX: 1,
      OWN_SALE: 2,
      JOINT_SALE: 1,
      LEGACY_MARGIN: 1,
      REFUND_PART: 3,
      REFUND_REST: 1,
    });
  });

  it('of an order line, computed again, is the amount', async () => {
    await sold(999_999n, { payRate: '0.333333' });
    const found = await recomputeOrders(money.finance);
    expect(found.wrong).toEqual([]);
    expect(found.of('PRICE_BY_RATE')).toBe(5);
    expect(found.of('none')).toBe(0);
  });

  it('of a settlement is hidden from the roles that do not see the amount', async () => {
    const fields = `dealPriceDerivation ${DERIVATION} settlementDerivation ${DERIVATION}`;
    const rep = await stage.world.member(stage.partner, 'csp.manager');
    expect((await lineOf(rep, lines.own!, fields)).settlementDerivation).not.toBeNull();
    const seen = await lineOf(stage.sellerManager, lines.own!, fields);
    expect(seen.settlementDerivation).toBeNull();
    expect(seen.dealPriceDerivation).toMatchObject({ formula: 'listPrice * payRate' });
  });
});

describe('a bill', () => {
  it('equals its orders, settled again from their own terms', async () => {
    const { gross, tieOut, tieOutAtRun } = await billOf(money.finance, bill, TIE_OUT);
    expect(tieOutAtRun).toEqual(tieOut);
    expect(tieOut).toEqual({
      orders: { amount: gross.amount, currency: 'CNY' },
      lines: { amount: gross.amount },
      orderCount: 8,
      refundCount: 4,
      adjustmentCount: 0,
    });
  });

  it('differs from its orders when an order or a bill line was changed behind its back', async () => {
    const { gross, proof } = await billOf(money.finance, bill, 'gross { amount } proof');
    const other = { amount: expect.not.stringContaining(gross.amount) };
    const ofBill = (columns: string) =>
      stage.world.rows(
        sql.raw(
          `update settlement_bill_line set ${columns} where bill_id = '${bill}' and position = 0`,
        ),
      );
    await ofBill('settlement_minor = settlement_minor + 1');
    await money.finance.sees(`stl_${bill}`, { tieOut: { orders: gross, lines: other } });
    await ofBill('settlement_minor = settlement_minor - 1');
    const share = (ratio: string) =>
      stage.world.rows(
        sql`update order_line set share_ratio = ${ratio} where order_number = ${orders[0]!} and refund_of_id is null`,
      );
    await share('0.09');
    // The bill keeps what the run found.
    await money.finance.sees(`stl_${bill}`, {
      tieOut: { orders: other, lines: gross },
      tieOutAtRun: { orders: gross, lines: gross },
      proof,
    });
    await share('0.08');
  });

  it('finds a line by its order, and the corrections by their kind', async () => {
    const lines = async (filter: string) =>
      (
        await billOf(
          money.finance,
          bill,
          `lines(first: 10, filter: ${filter}) { nodes { kind orderLine { orderNumber } } count { value } totals { cash { amount } } }`,
        )
      ).lines;
    const one = await lines(`{ orderNumber: ["${orders[0]}"] }`);
    expect(one.nodes).toEqual([{ kind: 'SALE', orderLine: { orderNumber: orders[0] } }]);
    expect(one.totals.cash.amount).toBe('368000.00');
    expect((await lines('{ kind: [REFUND, ADJUSTMENT] }')).count.value).toBe(4);
    expect((await lines('{ orderNumber: ["ORD-0"] }')).count.value).toBe(0);
  });
});

describe('the proof of a bill', () => {
  const proofOf = async (): Promise<string> => (await billOf(money.finance, bill, 'proof')).proof;
  const verify = async (text: string, ...args: string[]) => {
    const file = join(directory, 'bill.jsonl');
    await writeFile(file, text);
    return await runTool('verify-bill', [file, ...args]);
  };

  it('is verified by the command, without a database', async () => {
    const { number, gross, seal } = await billOf(
      money.finance,
      bill,
      'number gross { amount } seal',
    );
    expect(await verify(await proofOf(), '--seal', seal)).toMatchObject({
      code: 0,
      out: `OK ${number}: 8 lines, CNY ${gross.amount}, seal ${seal}\n`,
    });
  });

  it('which names the line that was changed, and explains itself', async () => {
    const changed = (await proofOf()).replace('"cash":"8888.88"', '"cash":"8888.89"');
    const err = new RegExp(`^Line \\d \\(order ${orders[1]}\\) differs`);
    expect(await verify(changed)).toMatchObject({ code: 1, err: expect.stringMatching(err) });
    expect((await runTool('verify-bill', [])).code).toBe(2);
    expect((await runTool('verify-bill', ['--help'])).out).toContain('npm run verify-bill -- FILE');
  });

  it('covers the adjustment that follows from an upheld dispute', async () => {
    await stage.operator.mutate('settlementBillSend', { id: `stl_${bill}` });
    const { lines } = await billOf(money.finance, bill, 'lines(first: 1) { nodes { id } }');
    const reason = '代金券被抵扣两次';
    const dispute = { billLineId: lines.nodes[0].id, reason };
    const { id } = await money.finance.mutate('lineDisputeOpen', dispute);
    await stage.operator.mutate('lineDisputeUphold', { id, amount: '675.40', reason });
    await ordered(stage, { placedAt: noon('03-20'), lines: [{ listMinor: 1_000_000n }] });
    stage.world.clock.advance(40 * DAY);
    const [next] = await run(stage, '2026-03');
    const { gross, proof, ...made } = await billOf(money.finance, next!, `${TIE_OUT} proof`);
    expect(made.tieOut).toMatchObject({ orders: { amount: gross.amount }, adjustmentCount: 1 });
    expect(made.tieOutAtRun).toEqual(made.tieOut);
    expect(verifyProof(proof).gross).toBe(gross.amount);
    const bills = await recomputeBills(money.finance);
    expect(bills.wrong).toEqual([]);
    expect(bills.of('ADJUSTMENT')).toBe(1);
  });

  it('and the derivations change with nothing that happens after the bill', async () => {
    const before = await explained('own');
    await stage.world.rows(sql`update taxpayer_profile set taxpayer_type = 'SMALL_SCALE'`);
    expect(await explained('own')).toEqual(before);
    expect((await recomputeBills(money.finance)).wrong).toEqual([]);
  });
});
