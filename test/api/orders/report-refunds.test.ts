import { beforeAll, describe, expect, it } from '@jest/globals';
import { DAY } from '../../../server/platform/clock.ts';
import { sql } from '../../../server/platform/sql/sql.ts';
import { testStage } from '../../kit/test-world.ts';
import { setStage } from '../discounts/stage.ts';
import { orderOf, paid } from './checkout.ts';
import { known, ledgerOf, type ReportFacts, report, reportOf } from './reports.ts';

const stage = testStage('reported refunds', setStage);

beforeAll(async () => {
  await known(stage, stage.goods, 'ERP');
});

const seen = (id: string, expected: object) => stage.operator.sees(`ord_${id}`, expected);
const UNCHANGED = { outcome: 'UNCHANGED', differences: [] };
const refund = (id: string, cashMinor: bigint, facts: ReportFacts, of: object) =>
  reportOf(stage, id, 'ERP-0', {
    orderType: 'UNSUBSCRIBE',
    upstreamType: '4',
    ...facts,
    lines: [{ cashMinor, listMinor: undefined, dealMinor: undefined, ...of }],
  });

it('takes back parts of a line by its instance or its id, and the rest with the last one', async () => {
  const sale = reportOf(stage, 'S1', 'ERP-0', {
    lines: [{ dealMinor: 900_000n, cashMinor: 800_000n, voucherMinor: 100_000n }],
  });
  stage.world.clock.advance(DAY);
  const paidAt = new Date(stage.world.clock.now().getTime() - 3_600_000);
  // A page brings the sale and its refund together.
  const first = refund('R1', 300_000n, { paidAt }, { instanceId: 'S1-i0' });
  const [sold, part] = await report(stage, sale, first);
  expect([sold!.outcome, part!.outcome]).toEqual(['WRITTEN', 'WRITTEN']);
  await seen(part!.orderId!, {
    orderType: 'UNSUBSCRIBE',
    status: 'COMPLETED',
    placedAt: paidAt.toISOString(),
    upstreamOrderId: 'R1',
    cashTotal: { amount: '-3000.00' },
    lines: [
      {
        upstreamLineId: 'R1-000001',
        refundKind: null,
        effectiveAt: paidAt.toISOString(),
        // 3,000 of 8,000 of the voucher's 1,000.
        dealPrice: { amount: '-3375.00' },
        cash: { amount: '-3000.00' },
        refundOf: { upstreamLineId: 'S1-000001' },
      },
    ],
  });
  await seen(sold!.orderId!, { status: 'COMPLETED' });
  const ofLine = { refundOfLineId: 'S1-000001', instanceId: undefined };
  const over = refund('R2', 500_001n, {}, ofLine);
  expect((await report(stage, over))[0]).toMatchObject({
    outcome: 'UNCHANGED',
    differences: [{ field: 'CASH', ours: '500000', theirs: '500001', orderId: sold!.orderId }],
  });
  const rest = refund('R3', 500_000n, {}, ofLine);
  expect((await report(stage, rest))[0]).toMatchObject({ outcome: 'WRITTEN' });
  await seen(sold!.orderId!, { status: 'REFUNDED', lines: [{ status: 'REFUNDED' }] });
  const before = await ledgerOf(stage);
  expect(await report(stage, sale, first, rest)).toMatchObject([UNCHANGED, UNCHANGED, UNCHANGED]);
  expect(
    (await report(stage, { ...first, lines: [{ ...first.lines[0]!, cashMinor: 1n }] }))[0],
  ).toMatchObject({
    outcome: 'UNCHANGED',
    differences: [{ field: 'CASH', ours: '300000', theirs: '1' }],
  });
  expect(await ledgerOf(stage)).toEqual(before);
});

it('recognizes a refund that was made here, and refuses one of nothing', async () => {
  const id = await paid(stage);
  await stage.buyer.mutate('orderRefundWithoutReason', { id });
  const [line] = await stage.world.rows<{ instance: string; cash: string; refund: string }>(sql`
    select l.instance_id as instance, l.cash_minor::text as cash, r.order_id as refund
    from order_line l join order_line r on r.refund_of_id = l.id where l.order_id = ${id.slice(4)}::uuid`);
  const made = refund('R4', BigInt(line!.cash), {}, { instanceId: line!.instance });
  expect((await report(stage, made))[0]).toEqual({
    outcome: 'WRITTEN',
    orderId: line!.refund,
    problem: null,
    differences: [],
  });
  await seen(line!.refund, {
    upstreamOrderId: 'R4',
    lines: [{ upstreamLineId: 'R4-000001', refundKind: 'NO_REASON' }],
  });
  expect((await report(stage, made))[0]!.outcome).toBe('UNCHANGED');
  const [unknown, waiting] = await report(
    stage,
    refund('R5', 1n, {}, { instanceId: 'nothing' }),
    refund('R6', 1n, { status: 'PENDING_PAYMENT' }, { instanceId: 'nothing' }),
  );
  expect(unknown!.problem).toEqual({ code: 'ORIGINAL_UNKNOWN', path: 'lines.0.instanceId' });
  expect(waiting).toEqual({ ...UNCHANGED, orderId: null, problem: null });
});

describe('an order with two lines of one specification', () => {
  const both = (id: string) =>
    reportOf(stage, id, 'ERP-0', {
      lines: [
        { dealMinor: 900_000n, cashMinor: 900_000n },
        { dealMinor: 400_000n, cashMinor: 400_000n },
      ],
    });
  /** Refund as BSS names it: the order and the SKU of each line, and the cash. */
  const back = (id: string, of: string, ...cash: bigint[]) =>
    reportOf(stage, id, 'ERP-0', {
      orderType: 'UNSUBSCRIBE',
      lines: cash.map((cashMinor) => ({
        ...{ cashMinor, instanceId: undefined, refundOfOrderId: of },
        listMinor: undefined,
        dealMinor: undefined,
      })),
    });
  const states = async (id: string) =>
    (
      await orderOf(stage.operator, `ord_${id}`, 'lines { status refunds { cash { amount } } }')
    ).lines.map((line: any) =>
      [line.status, ...line.refunds.map((refund: any) => refund.cash.amount).sort()].join(' '),
    );

  it('is taken back line by line, together or one after the other', async () => {
    const [one] = await report(stage, both('S-2'));
    const all = back('R-2', 'S-2', 900_000n, 400_000n);
    expect((await report(stage, all))[0]).toMatchObject({ outcome: 'WRITTEN', differences: [] });
    expect(await states(one!.orderId!)).toEqual(['REFUNDED -9000.00', 'REFUNDED -4000.00']);
    await seen(one!.orderId!, { status: 'REFUNDED' });

    const [two] = await report(stage, both('S-3'));
    for (const part of [back('R-3a', 'S-3', 400_000n), back('R-3b', 'S-3', 900_000n)])
      expect((await report(stage, part))[0]).toMatchObject({
        outcome: 'WRITTEN',
        differences: [],
      });
    expect(await states(two!.orderId!)).toEqual(['REFUNDED -9000.00', 'REFUNDED -4000.00']);
  });

  it('gives a part to a line that has it left, and never more than a line has', async () => {
    const [sold] = await report(stage, both('S-4'));
    await report(stage, back('R-4a', 'S-4', 400_000n));
    // Only the first line has two such parts left.
    await report(stage, back('R-4b', 'S-4', 350_000n, 350_000n));
    expect(await states(sold!.orderId!)).toEqual([
      'COMPLETED -3500.00 -3500.00',
      'REFUNDED -4000.00',
    ]);
    expect((await report(stage, back('R-4c', 'S-4', 100_000n, 100_001n)))[0]).toMatchObject({
      outcome: 'UNCHANGED',
      differences: [{ field: 'CASH', ours: '0', theirs: '100000' }],
    });
    expect((await report(stage, back('R-4d', 'S-4', 200_000n)))[0]!.outcome).toBe('WRITTEN');
    expect(await states(sold!.orderId!)).toEqual([
      'REFUNDED -2000.00 -3500.00 -3500.00',
      'REFUNDED -4000.00',
    ]);
  });
});

it('notifies the partner of a refund, unless it belongs to a history that is being loaded', async () => {
  const { manager, world } = stage;
  const sold = async (id: string) =>
    (await report(stage, reportOf(stage, id, 'ERP-0')))[0]!.orderId!;
  const orderId = await sold('S8');
  await seen(orderId, { partner: { name: '云帆科技' } });
  await sold('S9');
  world.clock.advance(30 * DAY);
  const paidAt = new Date(world.clock.now().getTime() - 6 * DAY);
  const [late, loaded] = await report(
    stage,
    refund('R8', 1n, { paidAt }, { instanceId: 'S8-i0' }),
    refund('R9', 1n, { paidAt: new Date(paidAt.getTime() - 2 * DAY) }, { instanceId: 'S9-i0' }),
  );
  expect([late!.outcome, loaded!.outcome]).toEqual(['WRITTEN', 'WRITTEN']);
  const { notifications } = await manager.ask(
    '{ notifications(first: 50) { nodes { event subjectId } } }',
  );
  expect(notifications.nodes).toContainEqual({
    event: 'unsubscribe',
    subjectId: `ord_${late!.orderId}`,
  });
  expect(JSON.stringify(notifications)).not.toContain(loaded!.orderId);
});
