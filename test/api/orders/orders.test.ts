import { beforeAll, describe, expect, it } from '@jest/globals';
import { outputVatRate } from '../../../server/modules/orders/index.ts';
import { DAY } from '../../../server/platform/clock.ts';
import { sql } from '../../../server/platform/sql/sql.ts';
import { testStage } from '../../kit/test-world.ts';
import type { Caller } from '../../kit/world.ts';
import {
  authorized,
  type Goods,
  listed,
  on,
  quoted,
  scheduled,
  setStage,
} from '../discounts/stage.ts';
import { line, paid, placed } from './checkout.ts';
import { noon, ordered, type Placed, refunded } from './deals.ts';

const stage = testStage('orders', setStage);
let order: Placed;
let unattributed: Placed;
let discountId: string;

beforeAll(async () => {
  discountId = await scheduled(stage);
  order = await ordered(stage, {
    attribution: 'DISCOUNT',
    discountId: discountId.slice(4),
    placedAt: noon('02-12'),
    lines: [
      { payRate: '0.85', voucherMinor: 100_000n },
      { specification: 1, supervision: 'IN_PROGRESS', status: 'PROCESSING' },
    ],
  });
  unattributed = await ordered(stage, { partnerId: null, placedAt: noon('02-20') });
});

const numbers = async (viewer: Caller, filter = '{}'): Promise<string[]> =>
  (
    await viewer.ask(`{ orders(first: 20, filter: ${filter}) { nodes { number } } }`)
  ).orders.nodes.map((row: { number: string }) => row.number);

describe('an order', () => {
  it('shows its partner the values frozen at payment', async () => {
    await stage.manager.sees(order.id, {
      number: order.number,
      status: 'COMPLETED',
      attribution: 'DISCOUNT',
      attributionReason: null,
      customerName: '东方制造',
      listTotal: { amount: '12645.67', currency: 'CNY' },
      dealTotal: { amount: '10793.82' },
      voucherTotal: { amount: '1000.00' },
      cashTotal: { amount: '9793.82' },
      customer: { name: '东方制造' },
      partner: { name: '云帆科技' },
      exclusiveDiscount: { id: discountId },
      lines: [
        expect.objectContaining({
          payRate: '0.85',
          dealPrice: { amount: '10493.82' },
          voucher: { amount: '1000.00' },
          cash: { amount: '9493.82' },
          shareRatio: '0.12',
          strategy: 'OWN_SALE',
          vatRate: '0.13',
          product: { name: '星云ERP' },
          seller: { name: '华芯软件' },
          order: { number: order.number },
        }),
        expect.objectContaining({
          supervision: 'IN_PROGRESS',
          status: 'PROCESSING',
          specification: { code: 'ADD' },
        }),
      ],
    });
  });

  it('is listed, filtered and reached from customer, partner and discount', async () => {
    const { manager, operator, customerId, partner } = stage;
    expect(await numbers(operator)).toEqual([unattributed.number, order.number]);
    expect(await numbers(operator, '{ attribution: [NONE] }')).toEqual([unattributed.number]);
    const within = (from: string) => `{ placedWithin: { from: "${noon(from).toISOString()}" } }`;
    for (const [filter, found] of [
      ['{}', true],
      ['{ search: "dfzz", status: [COMPLETED] }', true],
      ['{ status: [REFUNDED] }', false],
      [within('02-12'), true],
      [within('02-13'), false],
      [`{ customerId: ["${customerId}"] }`, true],
    ] as const)
      expect([filter, await numbers(manager, filter)]).toEqual([
        filter,
        found ? [order.number] : [],
      ]);
    const orders = { 'orders(first: 5)': { nodes: [{ number: order.number }] } };
    for (const id of [customerId, `ptn_${partner.id}`, discountId]) await manager.sees(id, orders);
    const { orderLines } = await manager.ask(
      `{ orderLines(first: 5, filter: { orderNumber: ["${order.number}"], supervision: [IN_PROGRESS] }) { nodes { specificationName } } }`,
    );
    expect(orderLines.nodes).toEqual([{ specificationName: '增购用户' }]);
  });

  it('says why it is not attributed to a partner', async () => {
    await stage.operator.sees(unattributed.id, {
      attribution: 'NONE',
      attributionReason: 'NO_PARTNER_SELECTED',
      partner: null,
    });
    await stage.manager.sees(unattributed.id, null);
  });
});

describe('visibility of an order', () => {
  it('a seller sees only its own lines and their amounts', async () => {
    const { world, sellerManager } = stage;
    const other = await world.organization('SELLER', '另一商家');
    const manager = await world.member(other, 'seller.manager');
    const foreign = await listed(manager, '安全网关');
    const shared = await ordered(stage, {
      placedAt: noon('02-21'),
      lines: [
        {},
        {
          listMinor: 50_000n,
          payRate: '0.9',
          voucherMinor: 10_000n,
          sellerId: other.id,
          productId: foreign.productId.slice(4),
          specificationId: foreign.specifications[0].slice(4),
        },
      ],
    });
    await manager.sees(shared.id, {
      listTotal: { amount: '500.00', currency: 'CNY' },
      dealTotal: { amount: '450.00' },
      voucherTotal: { amount: '100.00' },
      cashTotal: { amount: '350.00' },
      lines: [{ cash: { amount: '350.00' }, shareRatio: '0.12' }],
    });
    await sellerManager.sees(shared.id, { cashTotal: { amount: '12345.67' } });
    await stage.manager.sees(shared.id, { cashTotal: { amount: '12695.67' } });
    expect(await numbers(manager)).toEqual([shared.number]);
    await manager.sees(order.id, null);

    const row = sql`id = ${shared.lineIds[1]!.slice(4)}`;
    await world.rows(sql`update order_line set voucher_minor = 0, cash_minor = 45000 where ${row}`);
    await manager.sees(shared.id, { cashTotal: { amount: '450.00' } });
    await world.rows(
      sql`update customer_order set status = 'REFUNDED' where id = ${shared.id.slice(4)}`,
    );
    expect(await numbers(manager, '{ status: [REFUNDED] }')).toEqual([shared.number]);
    await world.rows(sql`delete from order_line where ${row}`);
    expect(await numbers(manager)).toEqual([]);
    await manager.sees(shared.id, null);
  });

  it('a seller cannot give itself access to an order', async () => {
    const { world, sellerManager } = stage;
    const other = await world.member(await world.organization('SELLER', '邻家'), 'seller.manager');
    const as = (viewer: Caller, statement: ReturnType<typeof sql>) =>
      world.deps.db.transaction(viewer.viewer, (tx) => tx.rows(statement));
    const forged = sql`insert into order_access (order_id, seller_id, placed_at, status, order_type, attribution, search_key, line_count, list_minor, deal_minor, voucher_minor, cash_minor)
      values (${order.id.slice(4)}, ${other.viewer.tenantId}, now(), 'COMPLETED', 'NEW', 'NONE', '', 1, 1, 1, 0, 1)`;
    await expect(as(other, forged)).rejects.toThrow(/row-level security/);
    const mine = sql`update order_access set deal_minor = 1 where seller_id = ${sellerManager.viewer.tenantId} returning 1`;
    expect(await as(sellerManager, mine)).toEqual([]);
    expect(await numbers(other)).toEqual([]);
  });

  it("a buyer sees its orders without the share; by a partner's link only that partner's orders", async () => {
    const { buyer, world, goods } = stage;
    const product = { id: goods.productId };
    const hidden = { shareRatio: null, strategy: null, product };
    await buyer.sees(order.id, { lines: [hidden, hidden] });
    expect(await numbers(buyer)).not.toContain(unattributed.number);
    const account = world.as({ ...buyer.viewer, via: 'PORTAL', subjectId: null });
    expect(await numbers(account)).toContain(unattributed.number);
  });
});

describe('the database refuses', () => {
  const refusal = (statement: string): Promise<string> =>
    stage.world.rows(sql.raw(statement)).then(
      () => 'accepted',
      (error: { constraint?: string }) => String(error.constraint),
    );

  it.each([
    ['cash_minor = cash_minor + 1', 'order_line_cash'],
    ['pay_rate = 1.1', 'order_line_rate'],
    ['share_ratio = null', 'order_line_share'],
    [`strategy = 'LEGACY_MARGIN'`, 'order_line_margin'],
    [`supervision = 'COMPLETED'`, 'order_line_supervised'],
    [`repayment = 'REPAID'`, 'order_line_repaid'],
    [
      'deal_minor = list_minor + 1, cash_minor = list_minor + 1 - voucher_minor',
      'order_line_amounts',
    ],
  ])('a line with %s', async (set, constraint) => {
    const change = `update order_line set ${set} where id = '${order.lineIds[0]!.slice(4)}'`;
    expect(await refusal(change)).toBe(constraint);
  });

  it.each([
    ['partner_id = null', 'customer_order_attributed'],
    [`status = 'PENDING_PAYMENT'`, 'customer_order_paid'],
    ['cash_total_minor = 1', 'customer_order_cash'],
  ])('an order with %s', async (set, constraint) => {
    const change = `update customer_order set ${set} where id = '${order.id.slice(4)}'`;
    expect(await refusal(change)).toBe(constraint);
  });

  it('refunds of a line above its cash', async () => {
    const { lineIds } = await ordered(stage, { lines: [{ listMinor: 100_000n }] });
    await refunded(stage, lineIds[0]!, 60_000n, noon('02-12'));
    await expect(refunded(stage, lineIds[0]!, 40_001n, noon('02-13'))).rejects.toMatchObject({
      constraint: 'order_line_refunds',
    });
    await refunded(stage, lineIds[0]!, 40_000n, noon('02-14'));
  });
});

describe('the output VAT of a sale', () => {
  const once = {
    specifications: [{ code: 'ONE', name: '永久版', listPrice: '10000', period: 'ONE_OFF' }],
  };
  let classes: readonly Goods[];
  let joint: Goods;
  beforeAll(async () => {
    const { sellerManager } = stage;
    classes = [
      await listed(sellerManager, '星云永久版', { productType: 'LICENSE', ...once }),
      await listed(sellerManager, '星云一体机', { productType: 'HARDWARE', ...once }),
      await listed(sellerManager, '星云年费版'),
    ];
    joint = await listed(sellerManager, '星云联营版', { saleModel: 'JOINT_OPERATION' });
  });
  const become = (taxpayerType: string, { id } = stage.seller) => ({
    id: `org_${id}`,
    taxpayerType,
    reason: '税务登记变更',
  });
  const shows = (id: string, ...rates: string[]) =>
    stage.operator.sees(id, { lines: rates.map((vatRate) => ({ vatRate })) });

  it('has the rate of the class that is in force', async () => {
    const { operator, world, seller } = stage;
    await operator.mutate('policySet', {
      key: 'orders.vat-service',
      value: '0.05',
      effectiveFrom: noon('04-01').toISOString(),
      reason: '税率调整',
    });
    const rateOf = (vatClass: 'SOFTWARE' | 'SERVICE', at: Date) =>
      world.system((tx) =>
        outputVatRate(tx, { saleModel: 'COMMON', sellerId: seller.id, vatClass }, at),
      );
    expect(await rateOf('SOFTWARE', noon('04-02'))).toBe('0.13');
    expect(await rateOf('SERVICE', noon('03-31'))).toBe('0.06');
    expect(await rateOf('SERVICE', noon('04-02'))).toBe('0.05');
  });

  it('follows the class of the product and the taxpayer type of its seller at the payment', async () => {
    const { world, operator } = stage;
    const lines = classes.map(({ specifications: [first] }) => line(first));
    const before = await paid(stage, { lines });
    const waiting = await placed(stage, { lines });
    await shows(before, '0.13', '0.13', '0.06');
    world.clock.advance(DAY);
    await operator.mutate('organizationSetTaxpayerType', become('SMALL_SCALE'));
    await stage.buyer.mutate('orderConfirmPayment', { id: waiting });
    await shows(waiting, '0.03', '0.03', '0.03');
    await shows(before, '0.13', '0.13', '0.06');
    // Huawei Cloud, a general taxpayer, invoices the joint-operation product.
    const mixed = [joint, classes[2]!].map(({ specifications: [first] }) => line(first));
    await shows(await paid(stage, { lines: mixed }), '0.06', '0.03');
    const { auditEntries } = await operator.ask(
      '{ auditEntries(first: 50, filter: { action: ["organizationSetTaxpayerType"] }) { nodes { action } } }',
    );
    expect(auditEntries.nodes).toHaveLength(1);
  });

  it('is that of the estimate of a discount', async () => {
    const goods = await listed(stage.sellerManager, '星云分成', {
      productType: 'LICENSE',
      ...once,
    });
    await authorized(stage.sellerManager, goods, { shareRatio: '0.12' });
    // 10,000.00 × 12 % / 1.03 × 1.06
    expect(await quoted(stage.manager, stage, on(goods, '1'), 'estimatedShare { amount }')).toEqual(
      { estimatedShare: { amount: '1234.95' } },
    );
  });

  it('follows a type that the seller, partners and operations read, and nobody else', async () => {
    const other = await stage.world.organization('SELLER', '天工软件');
    const stranger = await stage.world.member(other, 'seller.manager', '冯远');
    const id = `org_${stage.seller.id}`;
    for (const viewer of [stage.sellerManager, stage.manager, stage.operator])
      await viewer.sees(id, { taxpayerType: 'SMALL_SCALE', taxpayerSince: expect.any(String) });
    for (const viewer of [stranger, stage.buyer])
      await viewer.sees(id, { taxpayerType: null, taxpayerSince: null });
    await stranger.sees(`org_${other.id}`, { taxpayerType: 'GENERAL', taxpayerSince: null });
  });

  it('follows a type that operations change, of sellers, to another one', async () => {
    const { operator, sellerManager, partner } = stage;
    const name = 'organizationSetTaxpayerType';
    await operator.cannot(name, become('SMALL_SCALE'), 'NOTHING_CHANGED');
    await operator.cannot(name, become('SMALL_SCALE', partner), 'NOT_A_SELLER');
    await expect(sellerManager.refused(name, become('GENERAL'))).rejects.toThrow('may not');
    await operator.mutate(name, become('GENERAL'));
    await operator.sees(`org_${stage.seller.id}`, { taxpayerType: 'GENERAL' });
  });
});
