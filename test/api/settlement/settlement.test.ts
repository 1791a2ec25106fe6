import { beforeAll, describe, expect, it } from '@jest/globals';
import { sql } from '../../../server/platform/sql/sql.ts';
import { testStage } from '../../kit/test-world.ts';
import type { Caller } from '../../kit/world.ts';
import { listed, type Stage, setStage } from '../discounts/stage.ts';
import { orderOf, placed } from '../orders/checkout.ts';
import { type LineFacts, noon, ordered, refunded } from '../orders/deals.ts';
import { requestedOf } from '../orders/refunds.ts';
import { billOf, certified, type Money, run } from './bills.ts';

const stage = testStage('settlement', setStage);
let money: Money;
let license: Stage;

/** A sale in February with this cash and a share ratio of 12 %. */
const sold = async (cashMinor: bigint, line: LineFacts = {}, on = stage): Promise<string> => {
  const facts = { listMinor: cashMinor, ...line };
  return (await ordered(on, { lines: [facts] })).lineIds[0]!;
};
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
    await owner.sees(lines.own, { billingBlockers: ['NOT_CERTIFIED'] });
    money = await certified(stage);
    await money.finance.sees(lines.own, {
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
    for (const [id, blocker] of [
      [lines.supervised, 'SUPERVISION_OPEN'],
      [lines.refundOfOpen, 'ORIGINAL_NOT_BILLED'],
      [lines.small, 'RUN_DAY_NOT_REACHED'],
    ] as const)
      await money.finance.sees(id, { billingBlockers: [blocker] });
    const open = await sold(1n, {
      supervision: 'IN_PROGRESS',
      effectiveAt: null,
      repayment: 'OUTSTANDING',
      strategy: null,
      shareRatio: null,
    });
    await money.finance.sees(open, {
      billingBlockers: ['NO_SHARE_AGREED', 'NOT_EFFECTIVE', 'SUPERVISION_OPEN', 'UNPAID_CREDIT'],
    });
    await money.finance.sees(lines.margin, { settlementEstimate: { amount: '1688.50' } });
  });

  it('a line says who must act, since when and until when', async () => {
    const { finance } = money;
    await finance.sees(lines.own!, {
      settlement: {
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
      },
    });
    for (const [id, code, who, until, expectedPeriod] of [
      [lines.renewal, 'NOT_EFFECTIVE', 'CLOCK', '2026-03-20T04:00:00.000Z', '2026-03'],
      [lines.credit, 'UNPAID_CREDIT', 'CUSTOMER', null, '2026-03'],
      [lines.noShare, 'NO_SHARE_AGREED', 'SELLER', null, null],
    ] as const)
      await finance.sees(id!, {
        billingBlockers: [code],
        settlement: { ready: false, blockers: [{ code, who, until }], expectedPeriod },
      });
    await finance.sees(lines.noShare!, { settlement: { expectedAmount: null } });
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
});

describe('the run of a month', () => {
  beforeAll(async () => {
    stage.world.clock.advance(24 * 3_600_000);
    const [id, ...others] = await run(stage, '2026-02');
    expect(others).toEqual([]);
    february = id!;
  });

  it('creates a bill that is the sum of its rounded lines', async () => {
    const bill = await billOf(
      money.finance,
      february,
      `number status gross { amount } net { amount } tax { amount } carriedIn { amount } lineCount dueAt
      lines(first: 10) { nodes { base { amount } strategy settlement { amount } } }`,
    );
    expect(bill).toMatchObject({
      number: expect.stringMatching(/^STL-202602-\d{6}$/),
      status: 'GENERATED',
      // 112,566 + 111,111 + 168,850
      gross: { amount: '3925.27' },
      net: { amount: '3703.08' },
      tax: { amount: '222.19' },
      carriedIn: { amount: '0.00' },
      lineCount: 3,
      dueAt: '2026-03-05T02:00:00.000Z',
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
    await money.finance.sees(lines.own!, {
      billingStatus: 'ISSUED',
      billingBlockers: [],
      billLine: { settlement: { amount: '1125.66' } },
      settlement: {
        ready: true,
        blockers: [],
        expectedPeriod: '2026-02',
        expectedAmount: { amount: '1125.66' },
      },
    });
    await money.finance.sees(lines.march!, { billingBlockers: ['RUN_DAY_NOT_REACHED'] });
    await money.finance.sees(lines.supervised!, { billingBlockers: ['SUPERVISION_OPEN'] });
    await money.finance.sees(lines.small!, {
      settlement: {
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
      },
    });
  });
});

it('a bill that is not the sum of its lines, in total and by kind, is not sent', async () => {
  const change = async (...columns: string[]) =>
    await stage.world.rows(
      sql.raw(`update settlement_bill set ${columns.join(', ')} where id = '${february}'`),
    );
  const sent = () => change(`status = 'SENT'`, 'sent_at = now()');
  const by = (column: string, fen: number) => `${column}_minor = ${column}_minor + ${fen}`;
  for (const [gross, sales, refunds] of [
    [1, 1, 0],
    [0, 1, -1],
  ] as const) {
    const set = (sign: 1 | -1) =>
      change(
        by('gross', sign * gross),
        by('net', sign * gross),
        by('sales', sign * sales),
        by('refunds', sign * refunds),
      );
    await set(1);
    await expect(sent()).rejects.toThrow('not the sum of its lines');
    await set(-1);
  }
});

it('the billing of a line is hidden from the roles and sides that read no bill', async () => {
  const { world, partner, sellerManager, buyer } = stage;
  const nothing = {
    billingStatus: null,
    billingBlockers: null,
    settlementEstimate: null,
    settlement: null,
    billLine: null,
  };
  const [service, developer] = [
    await world.member(partner, 'csp.service'),
    await world.member(partner, 'csp.developer'),
  ];
  for (const viewer of [service, developer, sellerManager, buyer])
    await viewer.sees(lines.own!, nothing);
});

it('bills are found by month and number', async () => {
  const found = async (filter: string) =>
    (
      await money.finance.ask(
        `{ settlementBills(first: 5, filter: ${filter}) { nodes { period } } }`,
      )
    ).settlementBills.nodes;
  expect(await found('{ period: ["2026-02"] }')).toEqual([{ period: '2026-02' }]);
  expect(await found('{ search: "stl-202602" }')).toEqual([{ period: '2026-02' }]);
  for (const other of ['{ period: ["2026-03"] }', '{ search: "stl-202603" }'])
    expect(await found(other)).toEqual([]);
});

/** The line waited for the seller and the acceptance for ever, and counted as money that a bill would hold. */
describe('a delivery that is refunded before its acceptance', () => {
  const NEVER = {
    billingStatus: 'PENDING',
    billingBlockers: ['REFUNDED'],
    settlement: {
      ready: false,
      blockers: [{ code: 'REFUNDED', who: 'CLOCK', until: null }],
      expectedPeriod: null,
      expectedAmount: null,
    },
  };
  /** Refunds a delivery, by default all of it; returns the order. */
  async function refundedOf(amount?: string): Promise<string> {
    const { id, orderId } = await requestedOf(stage, 'STANDARD', amount);
    await stage.sellerManager.mutate('refundRequestApprove', { id });
    return orderId;
  }
  const isNever = (orderId: string) =>
    stage.operator.sees(orderId, { lines: [{ ...NEVER, refunds: [NEVER] }] });

  it('awaits nothing, nor does its refund', async () => {
    await isNever(await refundedOf());
    const { billingReport } = await stage.operator.ask(
      '{ billingReport(groupBy: [REASON], first: 10) { rows { reason lineCount deal { amount } } } }',
    );
    const row = { reason: 'REFUNDED', lineCount: 2, deal: { amount: '0.00' } };
    expect(billingReport.rows).toContainEqual(row);
  });

  it('in part leaves the rest to be accepted', async () => {
    const { lines } = await orderOf(
      stage.operator,
      await refundedOf('4000.00'),
      'lines { billingBlockers refunds { billingBlockers } }',
    );
    expect(lines[0].billingBlockers).toContain('SUPERVISION_OPEN');
    expect(lines[0].refunds[0].billingBlockers).toContain('ORIGINAL_NOT_BILLED');
  });

  it('on credit awaits no repayment', async () => {
    const id = await placed(stage);
    await stage.buyer.mutate('orderConfirmPayment', { id, onCredit: true });
    await stage.operator.sees(id, {
      lines: [{ billingBlockers: expect.arrayContaining(['UNPAID_CREDIT']) }],
    });
    await stage.buyer.mutate('orderRefundWithoutReason', { id });
    await isNever(id);
  });
});
