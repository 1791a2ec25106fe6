import { beforeAll, describe, expect, it } from '@jest/globals';
import { verifyProof } from '../../../server/modules/settlement/proof/verify-proof.ts';
import { sql } from '../../../server/platform/sql/sql.ts';
import { asOwner, untilBlocked } from '../../kit/owner.ts';
import { testStage } from '../../kit/test-world.ts';
import { setStage } from '../discounts/stage.ts';
import { payable } from '../invoices/notices.ts';
import { lineOf, noon, ordered, refunded } from '../orders/deals.ts';
import { billOf, certified, countersigned, type Money, run } from './bills.ts';
import { recomputeBills, recomputeOrders } from './derivations.ts';

const stage = testStage('refunds and bills', setStage);
let money: Money;
let bill: string;
const sold: string[] = [];

const at = (iso: string): void => stage.world.clock.moveTo(new Date(iso));
const sale = async (day: string, listMinor = 1_000_000n): Promise<string> =>
  (await ordered(stage, { placedAt: noon(day), lines: [{ listMinor }] })).lineIds[0]!;
const billLineOf = async (orderLine: string): Promise<string> =>
  (await lineOf(money.finance, orderLine, 'billLine { id }')).billLine.id;
/** Amounts of a bill's lines, by kind. */
async function made(id: string): Promise<Record<string, string[]>> {
  const { lines, gross, tieOut } = await billOf(
    money.finance,
    id,
    'gross { amount } tieOut { orders { amount } lines { amount } } lines(first: 20) { nodes { kind settlement { amount } } }',
  );
  expect(tieOut).toEqual({ orders: gross, lines: gross });
  const byKind = Object.groupBy(lines.nodes as any[], ({ kind }) => kind);
  return Object.fromEntries(
    Object.entries(byKind).map(([kind, nodes]) => [
      kind,
      nodes!.map(({ settlement }) => settlement.amount).sort(),
    ]),
  );
}

beforeAll(async () => {
  money = await certified(stage);
  for (let i = 0; i < 4; i++) sold.push(await sale('02-10'));
  at('2026-03-03T10:00:00+08:00');
  [bill] = (await run(stage, '2026-02')) as [string];
  await stage.operator.mutate('settlementBillSend', { id: `stl_${bill}` });
});

// A refund looked at sales and refunds only: what an adjustment had taken back was deducted again (domain §5.7).
describe('an adjusted share is not deducted twice: lines of a bill, each settled at 1,125.66,', () => {
  it('are corrected and refunded in part', async () => {
    const [, upheld, partly, halfRefused] = sold as [string, string, string, string];
    const { id } = await money.finance.mutate('lineDisputeOpen', {
      billLineId: await billLineOf(upheld),
      reason: '分成比例应为 15 %',
    });
    const decision = { id, amount: '281.42', reason: '比例登记有误' };
    await stage.operator.mutate('lineDisputeUphold', decision);
    await countersigned(stage, bill);
    await refunded(stage, partly, 400_000n, noon('03-10'));
    await refunded(stage, halfRefused, 500_000n, noon('03-11'));
    await sale('03-12', 2_000_000n);
    at('2026-04-03T10:00:00+08:00');
    const [next] = await run(stage, '2026-03');
    expect(await made(next!)).toEqual({
      SALE: ['2251.33'],
      ADJUSTMENT: ['281.42'],
      REFUND: ['-450.26', '-562.83'],
    });
  });

  it('are released against the will of the seller: only what is left is taken back', async () => {
    const [refused, , partly, halfRefused] = sold as [string, string, string, string];
    const sellerFinance = await stage.world.member(stage.seller, 'seller.finance', '商财务');
    const { paymentAuthorizations } = await sellerFinance.ask(
      '{ paymentAuthorizations(first: 9) { nodes { id orderLine { id } } } }',
    );
    for (const { id, orderLine } of paymentAuthorizations.nodes)
      await ([refused, halfRefused].includes(orderLine.id)
        ? sellerFinance.mutate('paymentAuthorizationRefuse', { id, reason: '未收到货款' })
        : sellerFinance.mutate('paymentAuthorizationAuthorize', { id }));
    await payable(stage, money, bill);
    await stage.operator.mutate('settlementBillRelease', { id: `stl_${bill}`, reason: '下期扣回' });
    await stage.operator.mutate('billAdjustmentCreate', {
      billLineId: await billLineOf(partly),
      amount: '-100.00',
      reason: '更正',
    });
    const { billAdjustments } = await money.finance.ask(
      '{ billAdjustments(first: 9) { nodes { origin amount { amount } } } }',
    );
    expect(billAdjustments.nodes.map(({ amount }: any) => amount.amount).sort()).toEqual([
      '-100.00',
      '-1125.66',
      '-562.83',
      '281.42',
    ]);
  });

  it('and a full refund deducts exactly what is left of each', async () => {
    const [refused, upheld, partly, halfRefused] = sold as [string, string, string, string];
    await refunded(stage, refused, 1_000_000n, noon('04-20'));
    await refunded(stage, upheld, 1_000_000n, noon('04-20'));
    await refunded(stage, partly, 600_000n, noon('04-21'));
    await refunded(stage, halfRefused, 500_000n, noon('04-21'));
    await sale('04-22', 5_000_000n);
    expect((await recomputeOrders(money.finance)).wrong).toEqual([]);
    for (const [id, amount] of [
      [refused, '0.00'],
      [upheld, '-1407.08'],
    ] as const)
      await money.finance.sees(id, { refunds: [{ settlementEstimate: { amount } }] });
    at('2026-05-07T01:00:00+08:00');
    const { settlementForecast } = await money.finance.ask(
      '{ settlementForecast(period: "2026-04") { gross { amount } } }',
    );
    const [next] = await run(stage, '2026-04');
    expect(await made(next!)).toEqual({
      SALE: ['5628.32'],
      ADJUSTMENT: ['-100.00', '-1125.66', '-562.83'],
      REFUND: ['-1407.08', '-575.40', '0.00', '0.00'],
    });
    const { gross, proof } = await billOf(money.finance, next!, 'gross { amount } proof');
    expect(gross).toEqual(settlementForecast.gross);
    expect(verifyProof(proof).gross).toBe(gross.amount);
    const [left] = await stage.world.rows<{ left: string }>(sql`
      select sum(b.settlement_minor)::text as left from settlement_bill_line b join order_line l on l.id = b.order_line_id
      where coalesce(l.refund_of_id, l.id) = any(${sold.map((id) => id.slice(4))}::uuid[])`);
    expect(left).toEqual({ left: '0' });
    expect((await recomputeBills(money.finance)).wrong).toEqual([]);
  });
});

describe('a refunded sale', () => {
  it('is settled at the rates of today until it is billed, and then as billed', async () => {
    const sale = { listMinor: 1_000_000n, strategy: 'LEGACY_MARGIN', shareRatio: '0.9' } as const;
    const lines = [{ ...sale, floorMinor: 800_000n }];
    const [line] = (await ordered(stage, { placedAt: noon('05-10'), lines })).lineIds;
    const [back] = (await refunded(stage, line!, 500_000n, noon('06-05'))).lineIds;
    const isEstimatedAt = (amount: string) =>
      money.finance.sees(back!, { settlementEstimate: { amount } });
    // Half of 1,800.00 / 1.13 × 1.06.
    await isEstimatedAt('-844.25');
    at('2026-06-03T10:00:00+08:00');
    await run(stage, '2026-05');
    await asOwner(stage.world, async (client) => {
      const raise = (fen: number) =>
        client.query(`update settlement_bill_line set settlement_minor = settlement_minor + ${fen}
          where bill_id in (select id from settlement_bill where period = '2026-05')`);
      await raise(-10_000);
      await isEstimatedAt('-794.25');
      await raise(10_000);
    });
  });

  it('that is billed while its refund is written is found by the refund', async () => {
    const id = (await sale('06-10', 5_000_000n)).slice(4);
    at('2026-07-03T10:00:00+08:00');
    await asOwner(stage.world, async (client) => {
      await client.query('begin');
      const { rows } = await client.query<{ columns: string }>(
        `select string_agg(quote_ident(column_name), ', ') as columns from information_schema.columns
         where table_name = 'order_line' and table_schema = 'public' and is_generated = 'NEVER'`,
      );
      const { columns } = rows[0]!;
      await client.query(
        `insert into order_line (${columns}) select ${columns} from (select (jsonb_populate_record(l, jsonb_build_object('id', gen_random_uuid(), 'position', 9, 'refund_of_id', l.id, 'effective_at', '2026-07-05T12:00:00+08:00',
          'list_minor', -l.list_minor, 'deal_minor', -l.deal_minor, 'voucher_minor', -l.voucher_minor, 'cash_minor', -l.cash_minor))).* from order_line l where l.id = $1) r`,
        [id],
      );
      const billed = run(stage, '2026-06');
      await untilBlocked(client, billed);
      await client.query('commit');
      expect(await billed).toHaveLength(1);
      const { rows: kept } = await client.query(
        'select r.sale_settled_minor = o.settled_minor as "isKept" from order_line r join order_line o on o.id = r.refund_of_id where o.id = $1',
        [id],
      );
      expect(kept).toEqual([{ isKept: true }]);
    });
  });
});
