import { beforeAll, describe, expect, it } from '@jest/globals';
import { billRuns } from '../../../server/modules/settlement/index.ts';
import { money } from '../../../server/platform/money.ts';
import { sql } from '../../../server/platform/sql/sql.ts';
import { sizes } from '../../kit/sizes.ts';
import { testStage } from '../../kit/test-world.ts';
import { partnerOf } from '../bindings/fixtures.ts';
import { type Goods, listed, type Stage, setStage } from '../discounts/stage.ts';
import { ordered, refunded } from '../orders/deals.ts';
import { openFileDesk } from '../platform/upload.ts';
import { download, exported, sheetOf } from '../transfers/exporting.ts';
import { certified, type Money } from './bills.ts';
import { type Line, secondBills } from './second-calculator.ts';

/**
 * Days of the runs from the published holiday plans: Spring Festival ends on February 4, 2025, Labor Day on May 5, the
 * National Day week on October 8; Sunday, January 4, 2026, is a make-up working day.
 */
const RUN_DAYS: Readonly<Record<string, string>> = {
  '2025-01': '2025-02-05',
  '2025-02': '2025-03-03',
  '2025-03': '2025-04-03',
  '2025-04': '2025-05-06',
  '2025-05': '2025-06-03',
  '2025-06': '2025-07-03',
  '2025-07': '2025-08-04',
  '2025-08': '2025-09-03',
  '2025-09': '2025-10-09',
  '2025-10': '2025-11-03',
  '2025-11': '2025-12-03',
  '2025-12': '2026-01-04',
  '2026-01': '2026-02-03',
  '2026-02': '2026-03-03',
};
const PERIODS = Object.keys(RUN_DAYS);
/** No server runs in these months; their runs are made up in the next one. */
const OFF: readonly string[] = ['2025-05', '2025-06', '2025-07'];
/** From these instants on. */
const NEW_VAT = '2025-09-01T00:00:00+08:00';
const NEW_THRESHOLD = '2025-12-01T00:00:00+08:00';
/** The second partner becomes a small-scale taxpayer. */
const SMALL_SINCE = '2025-08-20T00:00:00+08:00';

const shanghai = (day: string, time = '00:00:00'): Date => new Date(`${day}T${time}+08:00`);

/** Numbers below `below` that are the same in every run. */
function randomNumbers(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

const stage = testStage('simulation', setStage);
let partners: Stage[];
const members: Money[] = [];
const lines: Line[] = [];

const at = (instant: Date): void => stage.world.clock.moveTo(instant);
/** Lets the worker look until nothing is due: on a slow machine a bill may need a second try. */
const tick = async (): Promise<void> => {
  while ((await billRuns(stage.world.deps).run()) > 0);
};

const SHARES = ['0.12', '0.085', '0.125', '0.3', '0.017'];
const STRATEGIES = ['OWN_SALE', 'JOINT_SALE', 'LEGACY_MARGIN'] as const;

/**
 * Sells for 14 months: to customers that change their partner, at share ratios that change, above and below the floor,
 * with supervision, credit and refunds of earlier sales, some in several parts. Times of acceptance and repayment are
 * known beforehand: only the cut-off keeps later ones out of a run.
 */
async function sell(
  goods: readonly { readonly goods: Goods; readonly type: string }[],
): Promise<void> {
  const random = randomNumbers(20_250_101);
  const left = new Map<string, bigint>();
  const first = shanghai('2025-01-01').getTime();
  const span = shanghai('2026-03-01').getTime() - first;
  for (let n = 0; n < sizes.simulatedOrders; n++) {
    const placed = first + Math.floor((span / sizes.simulatedOrders) * n) + random(86_400_000);
    const stageOf = (partner: number): Stage => partners[partner]!;
    if (n % 5 === 4) {
      const sales = lines.filter(({ id, ready }) => (left.get(id) ?? 0n) > 0n && ready < placed);
      const sale = sales[random(sales.length)];
      if (sale) {
        const rest = left.get(sale.id)!;
        const part = random(3) === 0 ? rest : rest / BigInt(2 + random(3));
        const cash = part === 0n ? rest : part;
        const partner = partners.findIndex((one) => one.partner.id === sale.partner);
        const of = goods.find(({ type }) => type === sale.productType)!.goods;
        const { lineIds } = await refunded(
          { ...stageOf(partner), goods: of },
          `orl_${sale.id}`,
          cash,
          new Date(placed),
        );
        left.set(sale.id, rest - cash);
        lines.push({ ...sale, id: lineIds[0]!.slice(4), cash, ready: placed, refundOf: sale.id });
        continue;
      }
    }
    // The customer's partner changes in the middle of each quarter.
    const partner = (n + Math.floor((n * 8) / sizes.simulatedOrders)) % partners.length;
    // The last goods are sold rarely and cheaply, so that their lines stay below the threshold for months.
    const isRare = n % 60 === 7;
    const { goods: of, type } = isRare ? goods.at(-1)! : goods[random(goods.length - 1)]!;
    const strategy = STRATEGIES[random(3)]!;
    const share = strategy === 'LEGACY_MARGIN' ? '0.9' : SHARES[random(SHARES.length)]!;
    const productVat = random(2) === 0 ? '0.13' : '0.06';
    const list = isRare ? BigInt(100_000 + random(90_000)) : BigInt(1_000_000 + random(8_100_000));
    const deal = list - BigInt(random(isRare ? 40_000 : 90_000));
    const voucher = random(4) === 0 ? BigInt(random(50_000)) : 0n;
    const isBelow = strategy === 'LEGACY_MARGIN' && random(4) === 0;
    const floor = isBelow
      ? deal + BigInt(random(200_000))
      : deal - BigInt(1 + random(isRare ? 50_000 : 900_000));
    const wait = placed + random(60) * 86_400_000;
    const kind = random(4);
    const { lineIds } = await ordered(
      { ...stageOf(partner), goods: of },
      {
        placedAt: new Date(placed),
        lines: [
          {
            listMinor: list,
            dealMinor: deal,
            payRate: '0.9',
            voucherMinor: voucher,
            shareRatio: share,
            strategy,
            floorMinor: strategy === 'LEGACY_MARGIN' ? floor : null,
            vatRate: productVat,
            ...(kind === 0 && {
              supervision: 'COMPLETED' as const,
              supervisionCompletedAt: new Date(wait),
            }),
            ...(kind === 1 && { repayment: 'REPAID' as const, repaidAt: new Date(wait) }),
          },
        ],
      },
    );
    const id = lineIds[0]!.slice(4);
    lines.push({
      id,
      partner: partners[partner]!.partner.id,
      productType: type,
      strategy,
      share,
      productVat,
      deal,
      cash: deal - voucher,
      floor,
      ready: kind < 2 ? wait : placed,
      refundOf: null,
    });
    left.set(id, deal - voucher);
  }
}

/** Sales and refunds of a month's bills whose sale is refunded later, in the order of the bills. */
async function refundedLater(period: string) {
  const now = stage.world.clock.now().getTime();
  const billed = await stage.world.rows<{
    id: string;
    orderLineId: string;
    billId: string;
    amount: string;
  }>(sql`
    select l.id, l.order_line_id as "orderLineId", l.bill_id as "billId", l.settlement_minor::text as amount
    from settlement_bill_line l join settlement_bill b on b.id = l.bill_id
    where b.period = ${period} and l.kind <> 'ADJUSTMENT' order by b.number, l.position`);
  return billed.flatMap(({ orderLineId, ...line }) => {
    const of = lines.find(({ id }) => id === orderLineId)!;
    const sale = of.refundOf ?? of.id;
    const isRefunded = lines.some(({ refundOf, ready }) => refundOf === sale && ready > now);
    return isRefunded ? [{ ...line, of, sale, amount: BigInt(line.amount) }] : [];
  });
}

/** Corrects every second of these lines, by a decision of operations or by a dispute of the partner that is upheld. */
async function correct(period: string, random: (below: number) => number): Promise<void> {
  const { operator } = stage;
  const found = await refundedLater(period);
  for (const billId of new Set(found.map((one) => one.billId)))
    await operator.mutate('settlementBillSend', { id: `stl_${billId}` });
  for (const { id, of, sale, amount } of found.filter((_, nth) => nth % 2 === 0)) {
    // All of it, as after a refusal; a part of it; or more for the partner.
    const drawn = [-amount, -amount / 3n, BigInt(1 + random(90_000))][random(3)]!;
    const correction = drawn === 0n ? 1n : drawn;
    const values = { amount: money.format(correction), reason: '更正' };
    if (random(2) === 0) {
      const { finance } = members[partners.findIndex((one) => one.partner.id === of.partner)]!;
      const opened = await finance.mutate('lineDisputeOpen', {
        billLineId: `sbl_${id}`,
        reason: '金额有误',
      });
      await operator.mutate('lineDisputeUphold', { id: opened.id, ...values });
    } else await operator.mutate('billAdjustmentCreate', { billLineId: `sbl_${id}`, ...values });
    const [made] = await stage.world.rows<{ id: string }>(
      sql`select id from bill_adjustment where bill_line_id = ${id}`,
    );
    lines.push({
      ...of,
      id: made!.id,
      ready: stage.world.clock.now().getTime(),
      refundOf: null,
      corrects: { sale, isOfRefund: of.refundOf !== null, amount: correction },
    });
  }
}

beforeAll(async () => {
  at(shanghai('2024-12-30'));
  const license = await listed(stage.sellerManager, '电子签章', { productType: 'LICENSE' });
  const api = await listed(stage.sellerManager, '短信接口', { productType: 'API' });
  const image = await listed(stage.sellerManager, '安全镜像', { productType: 'IMAGE' });
  const others = await Promise.all(
    ['北辰数科', '长河云', '东岭软件'].map((name) => partnerOf(stage.world, name)),
  );
  partners = [stage, ...others.map((partner) => ({ ...stage, partner }))];
  for (const [nth, one] of partners.entries())
    members.push(await certified(one, nth === 2 ? 'SMALL_SCALE' : 'GENERAL'));
  for (const [key, value, effectiveFrom] of [
    ['settlement.park-growth', '10000', '2024-12-31T00:00:00+08:00'],
    ['settlement.service-vat-general', '0.05', NEW_VAT],
    ['settlement.threshold', '250000', NEW_THRESHOLD],
    ['sign-in.second-factor', '0', '2024-12-31T00:00:00+08:00'],
  ])
    await stage.operator.mutate('policySet', { key, value, effectiveFrom, reason: '模拟' });
  await sell([
    { goods: stage.goods, type: 'SAAS' },
    { goods: license, type: 'LICENSE' },
    { goods: api, type: 'API' },
    { goods: image, type: 'IMAGE' },
  ]);
  const random = randomNumbers(20_250_102);
  let isSmall = false;
  for (const period of PERIODS) {
    const day = shanghai(RUN_DAYS[period]!);
    if (day > new Date(SMALL_SINCE) && !isSmall) {
      isSmall = true;
      at(new Date(SMALL_SINCE));
      await certified(partners[1]!, 'SMALL_SCALE');
    }
    if (OFF.includes(period)) continue;
    at(new Date(day.getTime() - 1));
    await tick();
    at(day);
    await tick();
    await correct(period, random);
  }
}, 3_000_000);

interface Made {
  /** Month and partner. */
  readonly key: string;
  readonly gross: string;
  readonly net: string;
  readonly tax: string;
  readonly carried: string;
  readonly lines: Readonly<Record<string, string>>;
}

describe('14 months by the moved clock', () => {
  it('make the runs on the published days, none twice', async () => {
    const { billRuns: runs } = await stage.operator.ask(
      '{ billRuns(first: 30, filter: { status: [COMPLETED] }, orderBy: { field: CUTOFF, direction: ASC }) { nodes { period runAt startedAt parkedCount waitingCount partnerCount } } }',
    );
    expect(
      runs.nodes.map(({ period, runAt }: any) => [period, new Date(runAt).toISOString()]),
    ).toEqual(PERIODS.map((period) => [period, shanghai(RUN_DAYS[period]!).toISOString()]));
    for (const { period, startedAt, waitingCount, partnerCount } of runs.nodes) {
      // The server is back in the last millisecond before August's run day.
      const made = OFF.includes(period)
        ? new Date(shanghai(RUN_DAYS['2025-08']!).getTime() - 1)
        : shanghai(RUN_DAYS[period]!);
      expect({ period, startedAt, waitingCount, partnerCount }).toEqual({
        period,
        startedAt: made.toISOString(),
        waitingCount: 0,
        partnerCount: 4,
      });
    }
  });

  it('make each bill that a second calculator makes, to the fen', async () => {
    const expected = secondBills(
      lines,
      PERIODS.map((period) => {
        const day = shanghai(RUN_DAYS[period]!);
        const general = day >= new Date(NEW_VAT) ? '0.05' : '0.06';
        return {
          period,
          threshold: day >= new Date(NEW_THRESHOLD) ? 250_000n : 100_000n,
          serviceVat: (partner) => {
            const nth = partners.findIndex((one) => one.partner.id === partner);
            const isSmall = nth === 2 || (nth === 1 && day > new Date(SMALL_SINCE));
            return isSmall ? '0.01' : general;
          },
        };
      }),
    );
    const made = await stage.world.rows<Made>(sql`
      select b.period || ' ' || b.partner_id as key, b.gross_minor::text as gross, b.net_minor::text as net, b.tax_minor::text as tax,
        b.carried_in_minor::text as carried, (select json_object_agg(coalesce(l.adjustment_id, l.order_line_id), l.settlement_minor::text) from settlement_bill_line l where l.bill_id = b.id) as lines
      from settlement_bill b`);
    const wanted = expected.map(
      ({ partner, period, gross, net, tax, carriedIn, lines }): Made => ({
        key: `${period} ${partner}`,
        gross: String(gross),
        net: String(net),
        tax: String(tax),
        carried: String(carriedIn),
        lines: Object.fromEntries([...lines].map(([id, amount]) => [id, String(amount)])),
      }),
    );
    const byKey = (a: Made, b: Made) => a.key.localeCompare(b.key);
    expect(made.sort(byKey)).toEqual(wanted.sort(byKey));
    expect(made.length).toBeGreaterThan(20);
    const kinds = await stage.world.rows<{ kind: string; carried: boolean }>(
      sql`select distinct l.kind, l.month < b.period as carried from settlement_bill_line l join settlement_bill b on b.id = l.bill_id`,
    );
    // The simulation has sales, refunds and corrections, in their month and carried over.
    expect(kinds).toHaveLength(6);
    const [drawn] = await stage.world.rows<{
      below: number;
      refusals: number;
      refundedAfter: number;
    }>(sql`
      select count(*) filter (where l.kind = 'SALE' and l.base_minor = 0)::int as below,
        count(*) filter (where l.kind = 'REFUND' and l.settlement_minor = 0)::int as "refusals",
        (select count(distinct a.id)::int from bill_adjustment a join order_line r on r.refund_of_id = a.order_line_id
          join settlement_bill_line b on b.order_line_id = r.id where r.placed_at > a.created_at) as "refundedAfter"
      from settlement_bill_line l`);
    for (const count of Object.values(drawn!)) expect(count).toBeGreaterThan(3);
  });

  it('sum to the same amount in lines, bills, ledger, dashboard and export', async () => {
    const { settlementReport, settlementBills } = await stage.operator.ask(`{
      settlementReport(groupBy: [PERIOD], first: 100) { rows { period gross { amount } billCount } }
      settlementBills(first: 1) { totals { gross { amount } } }
    }`);
    const fen = (amount: string): bigint => BigInt(amount.replace(/[.,]/g, ''));
    const total = (amounts: readonly string[]): bigint =>
      amounts.reduce((sum, amount) => sum + fen(amount), 0n);
    const [sums] = await stage.world.rows<{ lines: string; bills: string; ids: string[] }>(
      sql`select (select sum(settlement_minor) from settlement_bill_line)::text as lines, sum(gross_minor)::text as bills, json_agg(id) as ids from settlement_bill`,
    );
    const bills = BigInt(sums!.bills);
    expect(BigInt(sums!.lines)).toBe(bills);
    expect(total(settlementReport.rows.map(({ gross }: any) => gross.amount))).toBe(bills);
    expect(fen(settlementBills.totals.gross.amount)).toBe(bills);
    const { settlementBills: unsent } = await stage.operator.ask(
      '{ settlementBills(first: 100, filter: { status: [GENERATED] }) { nodes { id } } }',
    );
    for (const { id } of unsent.nodes) await stage.operator.mutate('settlementBillSend', { id });
    const { ledgerReport } = await stage.operator.ask(
      '{ ledgerReport(groupBy: [ACCOUNT], first: 9) { rows { account amount { amount } } } }',
    );
    const payable = ledgerReport.rows.find(({ account }: any) => account === 'PARTNER_PAYABLE');
    expect(-fen(payable.amount.amount)).toBe(bills);
    expect(total(ledgerReport.rows.map(({ amount }: any) => amount.amount))).toBe(0n);
    const desk = await openFileDesk(stage.world);
    try {
      const columns = [{ header: '金额', path: 'gross' }];
      const options = { list: 'settlementBills', title: '账单', columns };
      const { file } = await exported(stage.world, desk, stage.operator, options);
      const browser = await desk.signedIn(stage.operator);
      const { rows } = await sheetOf(await download(browser, file.downloadPath), 'CSV');
      expect(rows).toHaveLength(sums!.ids.length);
      expect(total(rows.map(([amount]) => String(amount)))).toBe(bills);
    } finally {
      await desk.close();
    }
  }, 1_200_000);

  it('run on the 7th at the international site', async () => {
    await stage.operator.mutate('policySet', {
      key: 'settlement.run-day',
      value: '7',
      reason: '国际站',
    });
    at(shanghai('2026-03-31'));
    await tick();
    // The Qingming Festival ends on April 6.
    const { billRun } = await stage.operator.ask(
      '{ billRun(by: { period: "2026-03" }) { runAt } }',
    );
    expect(billRun.runAt).toBe(shanghai('2026-04-07').toISOString());
  });
});
