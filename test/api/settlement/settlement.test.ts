import { beforeAll, describe, expect, it } from '@jest/globals';
import { runDateOf } from '../../../server/modules/settlement/index.ts';
import { sql } from '../../../server/platform/sql/sql.ts';
import { testStage } from '../../kit/test-world.ts';
import type { Caller } from '../../kit/world.ts';
import { partnerOf } from '../bindings/fixtures.ts';
import { listed, type Stage, setStage } from '../discounts/stage.ts';
import { type LineFacts, lineOf, noon, ordered, refunded } from '../orders/deals.ts';
import { billEvent, billOf, certified, type Money, run } from './bills.ts';

const stage = testStage('settlement', setStage);
let money: Money;
let license: Stage;

/** A sale in February with this cash and a share ratio of 12 %. */
const sold = async (cashMinor: bigint, line: LineFacts = {}, on = stage): Promise<string> => {
  const facts = { listMinor: cashMinor, ...line };
  return (await ordered(on, { lines: [facts] })).lineIds[0]!;
};
const billing = (viewer: Caller, id: string) =>
  lineOf(
    viewer,
    id,
    'billingStatus billingBlockers settlementEstimate { amount } billLine { settlement { amount } bill { number } }',
  );
const settlementOf = async (viewer: Caller, id: string): Promise<any> =>
  (
    await lineOf(
      viewer,
      id,
      'settlement { ready blockers { code who since until } expectedPeriod expectedAmount { amount } }',
    )
  ).settlement;
const blockers = async (id: string): Promise<string[]> =>
  (await lineOf(money.finance, id, 'billingBlockers')).billingBlockers;

beforeAll(async () => {
  const goods = await listed(stage.sellerManager, '电子签章', { productType: 'LICENSE' });
  license = { ...stage, goods };
});

const lines: Record<string, string> = {};
let february = '';

describe('before the run', () => {
  it('an uncertified partner sees the reason, and gets no bill', async () => {
    lines.own = await sold(1_000_000n);
    const owner = await stage.world.member(stage.partner, 'csp.owner');
    expect((await lineOf(owner, lines.own, 'billingBlockers')).billingBlockers).toEqual([
      'NOT_CERTIFIED',
    ]);
    money = await certified(stage);
    expect(await billing(money.finance, lines.own)).toEqual({
      billingStatus: 'PENDING',
      billingBlockers: ['RUN_DAY_NOT_REACHED'],
      settlementEstimate: { amount: '1125.66' },
      billLine: null,
    });
  });

  it('a line names all its blockers', async () => {
    lines.joint = await sold(888_888n, { strategy: 'JOINT_SALE', shareRatio: '0.125' });
    lines.margin = await sold(1_000_000n, {
      strategy: 'LEGACY_MARGIN',
      shareRatio: '0.9',
      floorMinor: 800_000n,
    });
    lines.supervised = await sold(500_000n, { supervision: 'IN_PROGRESS' });
    lines.credit = await sold(500_000n, { repayment: 'OUTSTANDING' });
    lines.renewal = await sold(500_000n, { effectiveAt: noon('03-20') });
    lines.noShare = await sold(500_000n, { strategy: null, shareRatio: null });
    lines.small = await sold(700_000n, {}, license);
    lines.march = (await ordered(stage, { placedAt: noon('03-01') })).lineIds[0]!;
    lines.refundOfOpen = (await refunded(stage, lines.supervised, 500_000n, noon('02-25')))
      .lineIds[0]!;
    expect(await blockers(lines.supervised)).toEqual(['SUPERVISION_OPEN']);
    expect(await blockers(lines.credit)).toEqual(['UNPAID_CREDIT']);
    expect(await blockers(lines.renewal)).toEqual(['NOT_EFFECTIVE']);
    expect(await blockers(lines.noShare)).toEqual(['NO_SHARE_AGREED']);
    expect(await blockers(lines.refundOfOpen)).toEqual(['ORIGINAL_NOT_BILLED']);
    expect(await blockers(lines.small)).toEqual(['RUN_DAY_NOT_REACHED']);
    const open = await sold(1n, {
      supervision: 'IN_PROGRESS',
      effectiveAt: null,
      repayment: 'OUTSTANDING',
      strategy: null,
      shareRatio: null,
    });
    expect(await blockers(open)).toEqual([
      'NO_SHARE_AGREED',
      'NOT_EFFECTIVE',
      'SUPERVISION_OPEN',
      'UNPAID_CREDIT',
    ]);
    expect(
      (await lineOf(money.finance, lines.margin, 'settlementEstimate { amount }'))
        .settlementEstimate.amount,
    ).toBe('1688.50');
  });

  it('a line says who must act, since when and until when', async () => {
    expect(await settlementOf(money.finance, lines.own!)).toEqual({
      ready: true,
      blockers: [
        {
          code: 'RUN_DAY_NOT_REACHED',
          who: 'CLOCK',
          since: '2026-02-10T04:00:00.000Z',
          until: '2026-03-02T16:00:00.000Z',
        },
      ],
      expectedPeriod: '2026-02',
      expectedAmount: { amount: '1125.66' },
    });
    expect(await settlementOf(money.finance, lines.renewal!)).toMatchObject({
      ready: false,
      blockers: [{ code: 'NOT_EFFECTIVE', who: 'CLOCK', until: '2026-03-20T04:00:00.000Z' }],
      expectedPeriod: '2026-03',
    });
    expect(await settlementOf(money.finance, lines.credit!)).toMatchObject({
      ready: false,
      blockers: [{ code: 'UNPAID_CREDIT', who: 'CUSTOMER', until: null }],
    });
    expect(await settlementOf(money.finance, lines.noShare!)).toMatchObject({
      ready: false,
      blockers: [{ code: 'NO_SHARE_AGREED', who: 'SELLER', until: null }],
      expectedPeriod: null,
      expectedAmount: null,
    });
  });

  it('orders are found and counted by the billing of their lines, each of them once', async () => {
    const unshared = { listMinor: 1n, strategy: null, shareRatio: null };
    await ordered(stage, { lines: [unshared, unshared] });
    const found = async (viewer: Caller, filter: string) => {
      const { orders } = await viewer.ask(
        `{ orders(first: 50${filter && `, filter: ${filter}`}) { count { value isExact } nodes { number lines { billingStatus settlement { blockers { code } } } } } }`,
      );
      expect(orders.count).toEqual({ value: orders.nodes.length, isExact: true });
      return orders.nodes as any[];
    };
    const numbers = (orders: any[]): string[] => orders.map(({ number }) => number);
    for (const viewer of [money.finance, stage.operator]) {
      const all = await found(viewer, '');
      const toBill = all.filter(({ lines }) =>
        lines.some((l: any) => l.billingStatus === 'PENDING'),
      );
      expect(toBill.length).toBeGreaterThan(10);
      expect(numbers(await found(viewer, '{ billingStatus: [PENDING] }'))).toEqual(numbers(toBill));
      expect(await found(viewer, '{ billingStatus: [ISSUED] }')).toEqual([]);
      const credit = '{ billingReason: [UNPAID_CREDIT] }';
      const awaiting = await found(viewer, credit);
      expect(awaiting.map(({ lines: [line] }) => line.settlement.blockers[0].code)).toEqual([
        'UNPAID_CREDIT',
      ]);
    }
  });

  it('the run day is the 3rd, or the next working day', async () => {
    const days = await stage.world.system((tx) =>
      Promise.all(['2026-02', '2026-09', '2026-04'].map((period) => runDateOf(tx, period))),
    );
    // National Day moves October's run to the 8th, Labor Day's holiday May's to the 6th.
    expect(days.map((day) => day.toISOString())).toEqual([
      '2026-03-02T16:00:00.000Z',
      '2026-10-07T16:00:00.000Z',
      '2026-05-05T16:00:00.000Z',
    ]);
    await expect(run(stage, '2026-03')).rejects.toThrow('MONTH_NOT_ENDED');
  });
});

describe('the run of a month', () => {
  beforeAll(async () => {
    stage.world.clock.advance(24 * 3_600_000);
    const ids = await run(stage, '2026-02');
    expect(ids).toHaveLength(1);
    february = ids[0]!;
  });

  it('creates a bill that is the sum of its rounded lines', async () => {
    const bill = await billOf(
      money.finance,
      february,
      `number period status gross { amount currency } net { amount } tax { amount }
      carriedIn { amount } serviceVatRate lineCount runAt dueAt partner { name }
      lines(first: 10) { nodes { position kind productType month cash { amount } base { amount } shareRatio strategy productVatRate serviceVatRate settlement { amount } orderLine { order { number } } } }`,
    );
    expect(bill).toMatchObject({
      number: expect.stringMatching(/^STL-202602-\d{6}$/),
      period: '2026-02',
      status: 'GENERATED',
      // 112,566 + 111,111 + 168,850
      gross: { amount: '3925.27', currency: 'CNY' },
      net: { amount: '3703.08' },
      tax: { amount: '222.19' },
      carriedIn: { amount: '0.00' },
      serviceVatRate: '0.06',
      lineCount: 3,
      runAt: '2026-03-03T02:00:00.000Z',
      dueAt: '2026-03-05T02:00:00.000Z',
      partner: { name: '云帆科技' },
    });
    expect(
      bill.lines.nodes
        .map((line: any) => [line.strategy, line.base.amount, line.settlement.amount])
        .sort(),
    ).toEqual([
      ['JOINT_SALE', '8888.88', '1111.11'],
      ['LEGACY_MARGIN', '2000.00', '1688.50'],
      ['OWN_SALE', '10000.00', '1125.66'],
    ]);
  });

  it('marks its lines as billed and gives the reason for the others', async () => {
    expect(await billing(money.finance, lines.own!)).toMatchObject({
      billingStatus: 'ISSUED',
      billingBlockers: [],
      billLine: { settlement: { amount: '1125.66' } },
    });
    expect(await blockers(lines.small!)).toEqual(['BELOW_THRESHOLD']);
    expect(await blockers(lines.march!)).toEqual(['RUN_DAY_NOT_REACHED']);
    expect(await settlementOf(money.finance, lines.own!)).toEqual({
      ready: true,
      blockers: [],
      expectedPeriod: '2026-02',
      expectedAmount: { amount: '1125.66' },
    });
    expect(await settlementOf(money.finance, lines.small!)).toMatchObject({
      ready: false,
      blockers: [
        {
          code: 'BELOW_THRESHOLD',
          who: 'CLOCK',
          since: '2026-03-03T02:00:00.000Z',
          until: '2026-04-02T16:00:00.000Z',
        },
      ],
      expectedPeriod: null,
      expectedAmount: { amount: '787.96' },
    });
    expect(await blockers(lines.supervised!)).toEqual(['SUPERVISION_OPEN']);
  });

  it('makes no bill twice: a repeated run computes the same bytes', async () => {
    expect(await run(stage, '2026-02')).toEqual([february]);
    const [count] = await stage.world.rows<{ n: number }>(
      sql`select count(*)::int as n from settlement_bill`,
    );
    expect(count!.n).toBe(1);
  });

  it('carries sums below the threshold into the month that reaches it, with refunds', async () => {
    await refunded(stage, lines.own!, 400_000n, noon('03-05'));
    await refunded(stage, lines.own!, 600_000n, noon('03-06'));
    const refundedLater = await sold(1_000_000n, {
      strategy: 'JOINT_SALE',
      shareRatio: '0.3',
      effectiveAt: noon('03-10'),
    });
    await ordered(license, { placedAt: noon('03-11'), lines: [{ listMinor: 300_000n }] });
    stage.world.clock.advance(31 * 24 * 3_600_000);
    const [march] = await run(stage, '2026-03');
    const {
      gross,
      carriedIn,
      lines: found,
    } = await billOf(
      money.finance,
      march!,
      'gross { amount } carriedIn { amount } lines(first: 20) { nodes { kind month productType settlement { amount } orderLine { refundOf { id } } } }',
    );
    const settled = (type: string) =>
      found.nodes
        .filter((line: any) => line.productType === type)
        .map((line: any) => line.settlement.amount);
    // The full refund deducts exactly the amount of February's bill, to the fen.
    expect(settled('SAAS')).toEqual(expect.arrayContaining(['-450.26', '-675.40', '3000.00']));
    expect(settled('LICENSE')).toEqual(['787.96', '337.70']);
    const refunds = found.nodes.filter((line: any) => line.kind === 'REFUND');
    expect(refunds.map((line: any) => line.orderLine.refundOf.id)).toEqual([lines.own, lines.own]);
    expect(carriedIn).toEqual({ amount: '787.96' });
    const total = found.nodes.reduce(
      (sum: number, line: any) => sum + Math.round(Number(line.settlement.amount) * 100),
      0,
    );
    expect(Math.round(Number(gross.amount) * 100)).toBe(total);
    expect(await blockers(lines.small!)).toEqual([]);
    expect(await blockers(refundedLater)).toEqual([]);
  });
});

describe('a sent bill', () => {
  const refusal = (statement: string): Promise<string> =>
    stage.world.rows(sql.raw(statement)).then(
      () => 'accepted',
      (error: Error) => error.message,
    );

  it('moves on to the countersignature, and neither it nor its lines can change', async () => {
    await billEvent(stage.world.deps, stage.operator, february, 'send');
    await money.owner.sees(`stl_${february}`, {
      status: 'COUNTERSIGNING',
      sentAt: '2026-04-03T02:00:00.000Z',
      dueAt: '2026-04-16T02:00:00.000Z',
      'activities(first: 5)': {
        nodes: [{ event: 'beginCountersign' }, { event: 'send' }, { event: 'generate' }],
      },
    });
    const bill = `where id = '${february}'`;
    for (const set of [
      'gross_minor = gross_minor + 1, net_minor = net_minor + 1',
      'tax_minor = tax_minor - 1, net_minor = net_minor + 1',
      'line_count = 4',
      `period = '2026-01'`,
      'service_vat_rate = 0.03',
    ])
      expect(await refusal(`update settlement_bill set ${set} ${bill}`)).toContain(
        'it cannot change',
      );
    expect(await refusal(`delete from settlement_bill ${bill}`)).toContain('it cannot be deleted');
    const line = `where bill_id = '${february}' and position = 0`;
    expect(await refusal(`update settlement_bill_line set settlement_minor = 1 ${line}`)).toContain(
      'its lines cannot change',
    );
    expect(await refusal(`delete from settlement_bill_line ${line}`)).toContain(
      'its lines cannot change',
    );
    expect(
      await refusal(
        `insert into settlement_bill_line select gen_random_uuid(), created_at, bill_id, 99, partner_id, order_line_id, 'ADJUSTMENT', product_type, month, cash_minor, base_minor, currency, share_ratio, strategy, product_vat_rate, service_vat_rate, settlement_minor from settlement_bill_line ${line}`,
      ),
    ).toContain('its lines cannot change');
  });

  it('must be the sum of its lines', async () => {
    const [march] = await stage.world.rows<{ id: string }>(
      sql`select id from settlement_bill where period = '2026-03'`,
    );
    const where = `where id = '${march!.id}'`;
    await stage.world.rows(
      sql.raw(
        `update settlement_bill set gross_minor = gross_minor + 1, net_minor = net_minor + 1, sales_minor = sales_minor + 1 ${where}`,
      ),
    );
    const sent = `update settlement_bill set status = 'SENT', sent_at = now()`;
    expect(await refusal(`${sent} ${where}`)).toContain('not the sum of its lines');
    // The same gross, but not of the same kinds.
    await stage.world.rows(
      sql.raw(
        `update settlement_bill set gross_minor = gross_minor - 1, net_minor = net_minor - 1, sales_minor = sales_minor - 2, refunds_minor = refunds_minor + 1 ${where}`,
      ),
    );
    expect(await refusal(`${sent} ${where}`)).toContain('not the sum of its lines');
    await stage.world.rows(
      sql.raw(
        `update settlement_bill set sales_minor = sales_minor + 1, refunds_minor = refunds_minor - 1 ${where}`,
      ),
    );
  });
});

describe('visibility of bills', () => {
  const list = '{ settlementBills(first: 5) { nodes { number } } }';
  const through = () =>
    `{ partner(by: { id: "ptn_${stage.partner.id}" }) { bills(first: 5) { nodes { number } } } orderLine(by: { id: "${lines.own}" }) { billingStatus billingBlockers settlementEstimate { amount } settlement { ready } billLine { id } } }`;

  it('the owner, manager, finance and auditor of the partner, and operators, read them', async () => {
    const auditor = await stage.world.member(stage.partner, 'csp.auditor');
    for (const viewer of [money.owner, stage.manager, money.finance, auditor, stage.operator]) {
      expect((await viewer.ask(list)).settlementBills.nodes).toHaveLength(2);
      const data = await viewer.ask(through());
      expect(data.partner.bills.nodes).toHaveLength(2);
      expect(data.orderLine.billLine).not.toBeNull();
    }
  });

  it('no other role of the partner, no other partner, no seller and no buyer reads them', async () => {
    const { world, partner, sellerManager, buyer } = stage;
    for (const role of ['csp.service', 'csp.developer', 'csp.rep'] as const) {
      const viewer = await world.member(partner, role);
      expect((await viewer.run(list)).errors?.[0]?.extensions.code).toBe('FORBIDDEN');
      const data = await viewer.ask(through());
      expect(data.partner.bills.nodes).toEqual([]);
      if (role !== 'csp.rep')
        expect(data.orderLine).toEqual({
          billingStatus: null,
          billingBlockers: null,
          settlementEstimate: null,
          settlement: null,
          billLine: null,
        });
    }
    for (const viewer of [sellerManager, buyer]) {
      expect((await viewer.run(list)).errors?.[0]?.extensions.code).toBe('FORBIDDEN');
      expect(
        (
          await viewer.ask(
            `{ orderLine(by: { id: "${lines.own}" }) { billingStatus billLine { id } } }`,
          )
        ).orderLine,
      ).toEqual({ billingStatus: null, billLine: null });
    }
    const rival = await world.member(await partnerOf(world, '对手'), 'csp.owner');
    expect((await rival.ask(list)).settlementBills.nodes).toEqual([]);
    await rival.sees(`stl_${february}`, null);
  });

  it('finds bills by month, state and number', async () => {
    const found = async (filter: string) =>
      (
        await money.finance.ask(
          `{ settlementBills(first: 5, filter: ${filter}) { nodes { period } } }`,
        )
      ).settlementBills.nodes;
    expect(await found('{ period: ["2026-02"] }')).toEqual([{ period: '2026-02' }]);
    expect(await found('{ status: [COUNTERSIGNING] }')).toEqual([{ period: '2026-02' }]);
    expect(await found('{ search: "stl-202603" }')).toEqual([{ period: '2026-03' }]);
  });
});
