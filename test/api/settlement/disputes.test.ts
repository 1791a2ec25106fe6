import { beforeAll, describe, expect, it } from '@jest/globals';
import { calendar } from '../../../server/platform/calendar.ts';
import { DAY } from '../../../server/platform/clock.ts';
import { sql } from '../../../server/platform/sql/sql.ts';
import { denied } from '../../kit/denied.ts';
import { testStage } from '../../kit/test-world.ts';
import { setStage } from '../discounts/stage.ts';
import { noon, ordered } from '../orders/deals.ts';
import { billOf, certified, countersigned, type Money, run } from './bills.ts';

const stage = testStage('line disputes', setStage);
let money: Money;
let billId: string;
let lines: string[];

const dispute = (at: number, input: object = {}) => ({
  billLineId: lines[at]!,
  reason: '分成比例应为 15 %',
  ...input,
});
const open = async (at: number): Promise<string> =>
  (await money.finance.mutate('lineDisputeOpen', dispute(at))).id;
const isSeen = (id: string, expected: object) => money.finance.sees(id, expected);

beforeAll(async () => {
  money = await certified(stage);
  for (let i = 0; i < 4; i++) await ordered(stage, { lines: [{ listMinor: 2_000_000n }] });
  stage.world.clock.advance(DAY);
  [billId] = (await run(stage, '2026-02')) as [string];
  const found = await billOf(money.finance, billId, 'lines(first: 9) { nodes { id } }');
  lines = found.lines.nodes.map(({ id }: { id: string }) => id);
});

describe('finance disputes a line', () => {
  it('from the sending of the bill on', async () => {
    await money.finance.cannot('lineDisputeOpen', dispute(0), 'BILL_NOT_DISPUTABLE');
    await stage.operator.mutate('settlementBillSend', { id: `stl_${billId}` });
    const id = await open(0);
    await isSeen(id, {
      number: expect.stringMatching(/^DSP-20260303-\d{4}$/),
      status: 'OPEN',
      reason: '分成比例应为 15 %',
      lineAmount: { amount: '2251.33' },
      // Three working days.
      decideBy: '2026-03-06T02:00:00.000Z',
      bill: { gross: { amount: '9005.32' } },
    });
    await isSeen(lines[0]!, { canDispute: false, 'disputes(first: 3)': { nodes: [{ id }] } });
  });

  it('once, with a reason, and as a role for money', async () => {
    await money.finance.cannot('lineDisputeOpen', dispute(0), 'LINE_DISPUTED');
    await money.finance.cannot('lineDisputeOpen', dispute(1, { reason: '' }), 'BLANK');
    for (const viewer of [stage.manager, stage.operator, stage.sellerManager])
      await denied(viewer.mutate('lineDisputeOpen', dispute(1)));
  });

  it('and may withdraw it and dispute the line again', async () => {
    const id = await open(1);
    await money.finance.mutate('lineDisputeWithdraw', { id });
    await isSeen(id, { status: 'WITHDRAWN' });
    await open(1);
  });
});

describe('operations decide', () => {
  const first = async (at: number): Promise<string> =>
    (
      await stage.operator.ask(
        `{ settlementBillLine(by: { id: "${lines[at]}" }) { disputes(first: 1, filter: { status: [OPEN] }) { nodes { id } } } }`,
      )
    ).settlementBillLine.disputes.nodes[0].id;

  it('uphold a dispute: an adjustment for the next bill, this one keeps its total', async () => {
    const id = await first(0);
    const none = { id, amount: '0', reason: 'x' };
    await stage.operator.cannot('lineDisputeUphold', none, 'INVALID_AMOUNT');
    const amount = '562.83';
    await stage.operator.mutate('lineDisputeUphold', { id, amount, reason: '比例登记有误' });
    await isSeen(id, {
      status: 'UPHELD',
      adjustmentAmount: { amount },
      decidedByName: '孙正',
      adjustment: { origin: 'DISPUTE', amount: { amount } },
      bill: { gross: { amount: '9005.32' }, status: 'COUNTERSIGNING' },
    });
  });

  it('dismiss one with a reason', async () => {
    const id = await first(1);
    await stage.operator.cannot('lineDisputeDismiss', { id, reason: ' ' }, 'BLANK');
    await stage.operator.mutate('lineDisputeDismiss', { id, reason: '合同约定 12 %' });
    await isSeen(id, {
      status: 'DISMISSED',
      decisionReason: '合同约定 12 %',
      adjustment: null,
    });
  });

  it('are flagged after three working days; nothing is decided by the clock', async () => {
    const id = await open(2);
    const decideBy = calendar.addWorkingDays(stage.world.clock.now(), 3);
    for (const [early, isBreached] of [
      [1_000, false],
      [0, true],
    ] as const) {
      stage.world.clock.moveTo(new Date(decideBy.getTime() - early));
      await stage.world.settle();
      await isSeen(id, { status: 'OPEN', isBreached });
    }
    stage.world.clock.advance(DAY);
  });

  it('decide about an open dispute after the countersignature, which it did not stop', async () => {
    await countersigned(stage, billId);
    await money.finance.sees(`stl_${billId}`, { status: 'AWAITING_INVOICE' });
    await money.finance.cannot('lineDisputeOpen', dispute(3), 'BILL_NOT_DISPUTABLE');
    await stage.operator.mutate('lineDisputeUphold', {
      id: await first(2),
      amount: '-1.00',
      reason: '多算一元',
    });
  });

  it('are corrected by lines of the next bill, once', async () => {
    const { clock } = stage.world;
    await ordered(stage, { placedAt: noon('03-10'), lines: [{ listMinor: 2_000_000n }] });
    clock.advance(31 * DAY);
    const [march] = (await run(stage, '2026-03')) as [string];
    const line = (kind: string, amount: string, adjustment: object | null = null) => ({
      kind,
      settlement: { amount },
      adjustment,
    });
    const corrects = (at: number) => ({ origin: 'DISPUTE', corrects: { id: lines[at] } });
    await money.finance.sees(`stl_${march}`, {
      gross: { amount: '2813.16' },
      'lines(first: 9)': {
        nodes: [
          line('SALE', '2251.33'),
          line('ADJUSTMENT', '562.83', corrects(0)),
          line('ADJUSTMENT', '-1.00', corrects(2)),
        ],
      },
    });
    await ordered(stage, { placedAt: noon('04-10'), lines: [{ listMinor: 2_000_000n }] });
    clock.advance(31 * DAY);
    const [april] = (await run(stage, '2026-04')) as [string];
    await money.finance.sees(`stl_${april}`, { lineCount: 1 });
  });

  it('for good, also in the database', async () => {
    for (const statement of [
      `update line_dispute set decision_reason = 'x' where status = 'UPHELD'`,
      'delete from line_dispute',
    ])
      await expect(stage.world.rows(sql.raw(statement))).rejects.toThrow('dispute DSP');
    for (const statement of [
      'update bill_adjustment set amount_minor = 1',
      'delete from bill_adjustment',
    ])
      await expect(stage.world.rows(sql.raw(statement))).rejects.toThrow('permission denied');
  });
});
