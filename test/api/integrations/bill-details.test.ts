import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type {
  AnyFeed,
  Comparison,
  FeedAccount,
} from '../../../server/modules/integrations/feed/feed.ts';
import { feedOf } from '../../../server/modules/integrations/feeds/feeds.ts';
import { listDifferences } from '../../../server/modules/integrations/index.ts';
import { DAY } from '../../../server/platform/clock.ts';
import { sql } from '../../../server/platform/sql/sql.ts';
import { type BillDetail, billDetail } from '../../kit/upstream/index.ts';
import { customerOf, partnerOf } from '../bindings/fixtures.ts';
import type { Stage } from '../discounts/stage.ts';
import { ACCOUNT, known, ledgerOf, report, reportOf } from '../orders/reports.ts';
import { AK, type FeedRun, type FeedStage, openFeedStage } from './feed-stage.ts';

const feed = feedOf('BILL_DETAILS') as AnyFeed;
const bills: BillDetail[] = [];

let world: FeedStage;
let stage: Stage;
let account: FeedAccount;
let feedId: string;

beforeAll(async () => {
  world = await openFeedStage('bill details', { billDetails: bills }, async (stage) => {
    await known(stage, stage.goods, 'ERP');
    stage.world.clock.advance(20 * DAY);
  });
  ({ stage } = world);
  const owner = await stage.world.member(stage.partner, 'csp.owner', '王总');
  const { id } = await owner.mutate('upstreamAccountConnect', { system: 'HUAWEI_BSS', ...AK });
  account = { id: id.slice(4), orgId: stage.partner.id, domainId: null };
  const feeds = await stage.world.rows<{ id: string; api: string }>(
    sql`select id, api from upstream_feed where account_id = ${account.id}`,
  );
  const feedIdOf = (api: string): string => feeds.find((one) => one.api === api)!.id;
  feedId = feedIdOf(feed.api);
  // The orders of these stories come in other ways.
  await owner.mutate('upstreamFeedSwitchOff', { id: `upf_${feedIdOf('CUSTOMER_ORDERS')}` });
});
afterAll(() => world?.close());

const run = (from: FeedRun['cursor'] = null): Promise<FeedRun> =>
  world.run({
    ...{ feed, account, feedId, from },
    finish: (comparison) =>
      stage.world.system((tx) => listDifferences(tx, account, comparison as Comparison)),
  });

const ago = (days: number): Date => new Date(stage.world.clock.now().getTime() - days * DAY);
const bill = (id: string, tradeId: string, price: string, facts: object = {}): BillDetail =>
  billDetail(id, { customerId: ACCOUNT, tradeId, at: ago(10), price, ...facts });

const FIELDS = `month official { amount } discount { amount } payable { amount } cash { amount } coupon { amount } debt { amount }`;
const monthsOf = async (viewer: Stage['manager']) =>
  (
    await viewer.ask(
      `{ customer(by: { id: "${stage.customerId}" }) { firstCashAt consumption(first: 9) { nodes { ${FIELDS} } } } }`,
    )
  ).customer;

it('sums the charges of a customer by month, once, and dates its first cash', async () => {
  bills.push(
    bill('b1', 'CS-1', '9000.125', { listPrice: '10000.00', cash: '8000.125' }),
    bill('b2', 'use-1', '100.00', {
      at: ago(9),
      more: {
        service_type_code: 'hws.service.type.ec2',
        cash_amount: '0.00',
        debt_amount: '100.00',
      },
    }),
    bill('b3', 'CS-0', '50.00', { at: ago(100), cash: '50.00' }),
    { ...bill('b4', 'CS-9', '1.00'), customer_id: 'nobody' },
  );
  const first = await run();
  expect(first).toMatchObject({
    written: 3,
    refused: [expect.stringMatching(/^b4 UPSTREAM_CUSTOMER_UNKNOWN /)],
  });
  const seen = await monthsOf(stage.manager);
  expect(seen).toEqual({
    firstCashAt: expect.stringContaining(ago(100).toISOString().slice(0, 10)),
    consumption: {
      nodes: [
        {
          month: '2026-03',
          official: { amount: '10100.00' },
          discount: { amount: '999.88' },
          payable: { amount: '9100.13' },
          cash: { amount: '8000.13' },
          coupon: { amount: '1000.00' },
          debt: { amount: '100.00' },
        },
        expect.objectContaining({ month: '2025-12', cash: { amount: '50.00' } }),
      ],
    },
  });
  expect(
    await stage.world.rows(
      sql`select received->>'cashMinor' as cash from upstream_charge where upstream_id = 'b1'`,
    ),
  ).toEqual([{ cash: '8000.125' }]);
  expect(await run()).toMatchObject({ written: 0 });
  // The next pass reads the current month and the one before it.
  expect(first.cursor).toEqual({ first: '2026-02' });
  bills[0] = bill('b1', 'CS-1', '9000.00', { listPrice: '10000.00', cash: '9000.00' });
  expect(await run(first.cursor)).toMatchObject({ written: 1 });
  expect((await monthsOf(stage.manager)).consumption.nodes[0]).toMatchObject({
    payable: { amount: '9100.00' },
  });
});

it('is seen by its partner and by operators, and by no other partner', async () => {
  const rival = await partnerOf(stage.world, '另一服务商');
  const stranger = await stage.world.member(rival, 'csp.owner');
  await customerOf(stage.world, '西部能源', [rival]);
  const of = async (viewer: Stage['manager']) =>
    (
      await viewer.ask(
        `{ customerConsumptions(first: 9) { nodes { month } totals { cash { amount } } } }`,
      )
    ).customerConsumptions;
  expect((await of(stage.manager)).nodes).toHaveLength(2);
  expect((await of(stage.operator)).totals.cash).toEqual({ amount: '9050.00' });
  expect(await of(stranger)).toEqual({ nodes: [], totals: { cash: { amount: '0.00' } } });
});

it('lists the orders whose charges differ, and settles those that agree again', async () => {
  const amounts = { listMinor: 1_000_000n, dealMinor: 900_000n, cashMinor: 900_000n };
  const at = ago(10);
  await report(
    stage,
    reportOf(stage, 'CS-1', 'ERP-0', { paidAt: at, lines: [amounts] }),
    reportOf(stage, 'CS-2', 'ERP-0', { paidAt: at, lines: [amounts] }),
    reportOf(stage, 'CS-3', 'ERP-0', { paidAt: at, lines: [amounts] }),
    reportOf(stage, 'CS-4', 'ERP-0', { paidAt: at, lines: [amounts] }),
  );
  bills.push(
    bill('b5', 'CS-3', '8000.00', { listPrice: '10000.00' }),
    bill('b6', 'CS-4', '9000.00', { listPrice: '10000.00' }),
    bill('b7', 'CS-4', '9000.00', { listPrice: '10000.00' }),
  );
  await run();
  const open = async () =>
    (
      await stage.manager.ask(
        `{ differences(first: 20, filter: { status: [OPEN] }) { nodes { differenceClass ours theirs oursAmount { amount } theirsAmount { amount } gap { amount } order { upstreamOrderId } viewerActions { name enabled } } } }`,
      )
    ).differences.nodes.map(
      ({ differenceClass, ours, theirs, order, ...amounts }: Record<string, any>) =>
        `${differenceClass} ${order?.upstreamOrderId} ${amounts.oursAmount?.amount} in ${ours} | ${amounts.theirsAmount?.amount} in ${theirs} | ${amounts.gap.amount}`,
    );
  expect((await open()).sort()).toEqual([
    'DUPLICATE CS-4 9000.00 in 2026-03 | 18000.00 in 2026-03 | 9000.00',
    'MISSING_HERE undefined undefined in null | 50.00 in 2025-12 | 50.00',
    'MISSING_THERE CS-2 9000.00 in 2026-03 | undefined in null | -9000.00',
    'RATE CS-3 9000.00 in 2026-03 | 8000.00 in 2026-03 | -1000.00',
  ]);
  bills.push(bill('b8', 'CS-2', '9000.00', { listPrice: '10000.00' }));
  await run();
  expect(await open()).not.toContainEqual(expect.stringContaining('CS-2'));
});

it('flags debt, reserved instances and support plans, and clears the flags with the facts', async () => {
  const flags = async () =>
    (
      await stage.manager.ask(`{ customer(by: { id: "${stage.customerId}" }) { upstreamFlags } }`)
    ).customer.upstreamFlags.sort();
  // The charge b2 of this month is not paid.
  expect(await flags()).toEqual(['ARREARS']);
  const plan = { charging_mode: 10, bill_detail_type: 14 };
  bills.push(bill('b9', 'use-2', '1.00', { at: ago(1), more: plan }));
  await run();
  expect(await flags()).toEqual(['ARREARS', 'RESERVED_INSTANCE', 'SUPPORT_PLAN']);
  stage.world.clock.advance(15 * DAY);
  bills.push(bill('b10', 'use-3', '1.00', { at: ago(1) }));
  await run();
  expect(await flags()).toEqual(['ARREARS', 'OUTSTANDING_BILL']);
  bills.push(bill('b11', 'use-1', '0.00', { at: ago(1), more: { writeoff_amount: '-100.00' } }));
  await run();
  expect(await flags()).toEqual([]);
  // A customer that consumes nothing is in no list of the upstream.
  bills.push(bill('b12', 'use-4', '1.00', { at: ago(0), more: plan }));
  await run();
  expect(await flags()).toEqual(['RESERVED_INSTANCE', 'SUPPORT_PLAN']);
  stage.world.clock.advance(62 * DAY);
  await run();
  expect(await flags()).toEqual([]);
});

it('flags debt to another partner as an outstanding bill, whichever feed runs last, and not as arrears', async () => {
  const flags = async () =>
    (await stage.manager.ask(`{ customer(by: { id: "${stage.customerId}" }) { upstreamFlags } }`))
      .customer.upstreamFlags;
  const former = await partnerOf(stage.world, '前任服务商');
  const owner = await stage.world.member(former, 'csp.owner');
  const { id } = await owner.mutate('upstreamAccountConnect', {
    system: 'HUAWEI_BSS',
    accessKeyId: 'AK-FORMER',
    secretAccessKey: 'secret-former',
  });
  const theirs = { id: id.slice(4), orgId: former.id, domainId: null };
  const read = async (debt: string, writeOff: string) => {
    const more = { debt_amount: debt, writeoff_amount: writeOff, cash_amount: '0.00' };
    const parsed = feed.parse(bill('f1', 'use-f', '500.00', { at: ago(40), more }));
    if ('problem' in parsed) throw new Error(parsed.problem.code);
    await stage.world.system((tx) => feed.apply(tx, theirs, [parsed.value]));
  };
  await read('500.00', '0.00');
  expect(await flags()).toEqual(['OUTSTANDING_BILL']);
  bills.push(bill('b13', 'use-5', '1.00', { at: ago(0) }));
  await run();
  expect(await flags()).toEqual(['OUTSTANDING_BILL']);
  await read('500.00', '-500.00');
  expect(await flags()).toEqual([]);
});

it('waits with orders on credit until their debt is written off, and tells of nothing twice', async () => {
  const [mine] = await report(
    stage,
    reportOf(stage, 'CS-CREDIT', 'ERP-0', { paidAt: ago(3) }),
    reportOf(stage, 'CS-HERE', 'ERP-0', { paidAt: ago(3) }),
  );
  const repayments = async () => {
    const ids = '["CS-CREDIT", "CS-HERE", "CS-LATE"]';
    const rows = await stage.world.rows<{ id: string; state: string }>(sql`
      select o.upstream_order_id as id, l.repayment || coalesce(' ' || to_char(l.repaid_at at time zone 'UTC', 'YYYY-MM-DD'), '') as state
      from customer_order o join order_line l on l.order_id = o.id
      where o.upstream_order_id in (select jsonb_array_elements_text(${ids}::jsonb)) order by 1`);
    return Object.fromEntries(rows.map(({ id, state }) => [id, state]));
  };
  const owed = (id: string, tradeId: string, field: string) =>
    bill(id, tradeId, '10000.00', {
      ...{ at: ago(3), cash: '0.00' },
      more: { coupon_amount: '0.00', [field]: '10000.00' },
    });
  bills.push(
    owed('c1', 'CS-CREDIT', 'credit_amount'),
    owed('c2', 'CS-HERE', 'debt_amount'),
    owed('c3', 'CS-LATE', 'debt_amount'),
  );
  await run();
  expect(await repayments()).toEqual({ 'CS-CREDIT': 'OUTSTANDING', 'CS-HERE': 'OUTSTANDING' });
  // A repayment that the customer confirms here stays, though the upstream has not written off the debt.
  const here = await stage.operator.ask('{ order(by: { upstreamOrderId: "CS-HERE" }) { id } }');
  await stage.buyer.mutate('orderRepay', { id: here.order.id });
  const before = await ledgerOf(stage);
  await run();
  expect(await ledgerOf(stage)).toEqual(before);
  const today = ago(0).toISOString().slice(0, 10);
  const writeOff = { at: ago(1), more: { writeoff_amount: '-10000.00' } };
  bills.push(bill('c4', 'CS-CREDIT', '0.00', writeOff), bill('c5', 'CS-LATE', '0.00', writeOff));
  await run();
  expect(await repayments()).toEqual({
    'CS-CREDIT': `REPAID ${ago(1).toISOString().slice(0, 10)}`,
    'CS-HERE': `REPAID ${today}`,
  });
  expect(
    await stage.world.rows(
      sql`select event from domain_event where subject_id = ${mine!.orderId}::uuid order by created_at, id`,
    ),
  ).toEqual([{ event: 'report' }, { event: 'reportCredit' }, { event: 'repay' }]);
  const after = await ledgerOf(stage);
  await run();
  expect(await ledgerOf(stage)).toEqual(after);
});
