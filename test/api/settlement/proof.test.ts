import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { sql } from '../../../server/platform/sql/sql.ts';
import { openWorld } from '../../kit/world.ts';
import { type Stage, setStage } from '../discounts/stage.ts';
import { type LineFacts, noon, ordered, refunded } from '../orders/deals.ts';
import { billOf, certified, type Money, run } from './bills.ts';
import { recomputeBills } from './derivations.ts';

let stage: Stage;
let money: Money;
let bill: string;
let directory: string;
const orders: string[] = [];

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
  stage = await setStage(await openWorld('proof'));
  money = await certified(stage);
  const own = await sold(36_800_000n, { shareRatio: '0.08' });
  await sold(888_888n, { strategy: 'JOINT_SALE', shareRatio: '0.125' });
  await sold(1_000_000n, { strategy: 'LEGACY_MARGIN', shareRatio: '0.9', floorMinor: 800_000n });
  const thirds = await sold(1_000_000n);
  for (const cash of [333_333n, 333_333n, 333_334n])
    await refunded(stage, thirds, cash, noon('02-25'));
  await refunded(stage, own, 10_000_000n, noon('02-26'));
  stage.world.clock.advance(24 * 3_600_000);
  [bill] = (await run(stage, '2026-02')) as [string];
});
afterAll(async () => {
  await stage?.world.close();
  await rm(directory, { recursive: true });
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
    const lines = sql`update settlement_bill_line set settlement_minor = settlement_minor + 1 where bill_id = ${bill} and position = 0`;
    await stage.world.rows(lines);
    const changed = await billOf(money.finance, bill, TIE_OUT);
    expect(changed.tieOut.orders.amount).toBe(gross.amount);
    expect(changed.tieOut.lines.amount).not.toBe(gross.amount);
    await stage.world.rows(
      sql`update settlement_bill_line set settlement_minor = settlement_minor - 1 where bill_id = ${bill} and position = 0`,
    );
    await stage.world.rows(
      sql`update order_line set share_ratio = 0.09 where order_number = ${orders[0]!} and refund_of_id is null`,
    );
    const sold = await billOf(money.finance, bill, `${TIE_OUT} proof`);
    expect(sold.tieOut.orders.amount).not.toBe(gross.amount);
    expect(sold.tieOut.lines.amount).toBe(gross.amount);
    // The bill keeps what the run found.
    expect(sold.tieOutAtRun).toMatchObject({ orders: gross, lines: gross });
    expect(sold.proof).toBe(proof);
    await stage.world.rows(
      sql`update order_line set share_ratio = 0.08 where order_number = ${orders[0]!} and refund_of_id is null`,
    );
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
    const { code, out } = await verify(await proofOf(), '--seal', seal);
    expect(out).toBe(`OK ${number}: 8 lines, CNY ${gross.amount}, seal ${seal}\n`);
    expect(code).toBe(0);
  });

  it('names the line that was changed', async () => {
    const changed = (await proofOf()).replace('"cash":"8888.88"', '"cash":"8888.89"');
    const { code, err } = await verify(changed);
    expect(err).toMatch(new RegExp(`^Line \\d \\(order ${orders[1]}\\) differs`));
    expect(code).toBe(1);
  });

  it('is refused without a file, and explained', async () => {
    expect((await runTool('verify-bill', [])).code).toBe(2);
    expect((await runTool('verify-bill', ['--help'])).out).toContain('npm run verify-bill -- FILE');
  });

  it('covers the adjustment that follows from an upheld dispute', async () => {
    await stage.operator.mutate('settlementBillSend', { id: `stl_${bill}` });
    const { lines } = await billOf(money.finance, bill, 'lines(first: 1) { nodes { id } }');
    const reason = '代金券被抵扣两次';
    const { lineDispute } = await money.finance.mutate(
      'lineDisputeOpen',
      { billLineId: lines.nodes[0].id, reason },
      'lineDispute { id }',
    );
    const upheld = { id: lineDispute.id, amount: '675.40', reason };
    await stage.operator.mutate('lineDisputeUphold', upheld);
    await ordered(stage, { placedAt: noon('03-20'), lines: [{ listMinor: 1_000_000n }] });
    stage.world.clock.advance(40 * 24 * 3_600_000);
    const [next] = await run(stage, '2026-03');
    const { gross, proof, ...made } = await billOf(money.finance, next!, `${TIE_OUT} proof`);
    expect(made.tieOut).toMatchObject({ orders: { amount: gross.amount }, adjustmentCount: 1 });
    expect(made.tieOutAtRun).toEqual(made.tieOut);
    expect((await verify(proof)).code).toBe(0);
    const bills = await recomputeBills(money.finance);
    expect(bills.wrong).toEqual([]);
    expect(bills.of('ADJUSTMENT')).toBe(1);
  });

  it('is only for the roles that read the lines', async () => {
    const rep = await stage.world.member(stage.partner, 'csp.rep');
    await expect(billOf(rep, bill, 'proof')).rejects.toThrow();
    expect((await billOf(stage.operator, bill, 'proof')).proof).toBe(await proofOf());
  });
});
