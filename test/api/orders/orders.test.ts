import { beforeAll, describe, expect, it } from '@jest/globals';
import { outputVatRate } from '../../../server/modules/orders/index.ts';
import { sql } from '../../../server/platform/sql/sql.ts';
import { testStage } from '../../kit/test-world.ts';
import type { Caller } from '../../kit/world.ts';
import { partnerOf } from '../bindings/fixtures.ts';
import { listed, scheduled, setStage } from '../discounts/stage.ts';
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

const FIELDS = `number status orderType attribution attributionReason customerName placedAt paidAt
  listTotal { amount currency } dealTotal { amount } voucherTotal { amount } cashTotal { amount }
  customer { name } partner { name } exclusiveDiscount { id }
  lines { position status productName payRate listPrice { amount } dealPrice { amount } voucher { amount } cash { amount }
    shareRatio strategy vatRate supervision repayment effectiveAt product { name } specification { code } seller { name } refundOf { id } order { number } }`;
const seen = async (viewer: Caller, id: string, fields = FIELDS): Promise<any> =>
  (await viewer.ask(`{ order(by: { id: "${id}" }) { ${fields} } }`)).order;

describe('an order', () => {
  it('shows its partner the values frozen at payment', async () => {
    const row = await seen(stage.manager, order.id);
    expect(row).toMatchObject({
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
    });
    expect(row.lines).toMatchObject([
      {
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
      },
      { supervision: 'IN_PROGRESS', status: 'PROCESSING', specification: { code: 'ADD' } },
    ]);
  });

  it('is listed, filtered and reached from customer, partner and discount', async () => {
    const { manager, operator, customerId, partner } = stage;
    expect(await numbers(manager)).toEqual([order.number]);
    expect(await numbers(operator)).toEqual([unattributed.number, order.number]);
    expect(await numbers(operator, '{ attribution: [NONE] }')).toEqual([unattributed.number]);
    expect(await numbers(manager, '{ search: "dfzz", status: [COMPLETED] }')).toEqual([
      order.number,
    ]);
    expect(await numbers(manager, '{ status: [REFUNDED] }')).toEqual([]);
    const within = (from: string) => `{ placedWithin: { from: "${noon(from).toISOString()}" } }`;
    expect(await numbers(manager, within('02-12'))).toEqual([order.number]);
    expect(await numbers(manager, within('02-13'))).toEqual([]);
    expect(await numbers(manager, `{ customerId: ["${customerId}"] }`)).toEqual([order.number]);
    const data = await manager.ask(`{
      customer(by: { id: "${customerId}" }) { orders(first: 5) { nodes { number } } }
      partner(by: { id: "ptn_${partner.id}" }) { orders(first: 5) { nodes { number } } }
      exclusiveDiscount(by: { id: "${discountId}" }) { orders(first: 5) { nodes { number } count { value } } }
      orderLines(first: 5, filter: { orderNumber: ["${order.number}"], supervision: [IN_PROGRESS] }) { nodes { specificationName } }
    }`);
    for (const owner of ['customer', 'partner', 'exclusiveDiscount'])
      expect(data[owner].orders.nodes).toEqual([{ number: order.number }]);
    expect(data.orderLines.nodes).toEqual([{ specificationName: '增购用户' }]);
  });

  it('says why it is not attributed to a partner', async () => {
    expect(await seen(stage.operator, unattributed.id)).toMatchObject({
      attribution: 'NONE',
      attributionReason: 'NO_PARTNER_SELECTED',
      partner: null,
    });
    expect(await seen(stage.manager, unattributed.id)).toBeNull();
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
    const fields =
      'listTotal { amount currency } dealTotal { amount } voucherTotal { amount } cashTotal { amount } lines { cash { amount } shareRatio }';
    expect(await seen(manager, shared.id, fields)).toEqual({
      listTotal: { amount: '500.00', currency: 'CNY' },
      dealTotal: { amount: '450.00' },
      voucherTotal: { amount: '100.00' },
      cashTotal: { amount: '350.00' },
      lines: [{ cash: { amount: '350.00' }, shareRatio: '0.12' }],
    });
    expect(await seen(sellerManager, shared.id, fields)).toMatchObject({
      cashTotal: { amount: '12345.67' },
    });
    expect(await seen(stage.manager, shared.id, fields)).toMatchObject({
      cashTotal: { amount: '12695.67' },
    });
    expect(await numbers(manager)).toEqual([shared.number]);
    expect(await seen(manager, order.id)).toBeNull();

    const cash = async () => (await seen(manager, shared.id, 'cashTotal { amount }')).cashTotal;
    const line = sql`id = ${shared.lineIds[1]!.slice(4)}`;
    await world.rows(
      sql`update order_line set voucher_minor = 0, cash_minor = 45000 where ${line}`,
    );
    expect(await cash()).toEqual({ amount: '450.00' });
    await world.rows(
      sql`update customer_order set status = 'REFUNDED' where id = ${shared.id.slice(4)}`,
    );
    expect(await numbers(manager, '{ status: [REFUNDED] }')).toEqual([shared.number]);
    await world.rows(sql`delete from order_line where ${line}`);
    expect(await numbers(manager)).toEqual([]);
    expect(await seen(manager, shared.id, 'id')).toBeNull();
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

  it('another partner and a rep without the customer see nothing', async () => {
    const { world, partner } = stage;
    const rival = await world.member(await partnerOf(world, '对手'), 'csp.manager');
    const rep = await world.member(partner, 'csp.rep');
    for (const viewer of [rival, rep]) {
      expect(await numbers(viewer)).toEqual([]);
      expect(await seen(viewer, order.id)).toBeNull();
      await viewer.sees(order.lineIds[0]!, null);
    }
    await stage.manager.mutate('customerAssignManager', {
      id: stage.customerId,
      memberId: `mem_${rep.viewer.memberId}`,
    });
    expect(await numbers(rep)).toContain(order.number);
  });

  it("a buyer sees its orders without the share; by a partner's link only that partner's orders", async () => {
    const { buyer, world } = stage;
    expect(
      await seen(
        buyer,
        order.id,
        'number lines { shareRatio strategy cash { amount } product { id } }',
      ),
    ).toMatchObject({
      number: order.number,
      lines: [
        { shareRatio: null, strategy: null, product: { id: stage.goods.productId } },
        { shareRatio: null },
      ],
    });
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
  const change = (set: string) =>
    refusal(`update order_line set ${set} where id = '${order.lineIds[0]!.slice(4)}'`);

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
    expect(await change(set)).toBe(constraint);
  });

  it('refunds of a line above its cash', async () => {
    const { lineIds } = await ordered(stage, { lines: [{ listMinor: 100_000n }] });
    await refunded(stage, lineIds[0]!, 60_000n, noon('02-12'));
    await expect(refunded(stage, lineIds[0]!, 40_001n, noon('02-13'))).rejects.toMatchObject({
      constraint: 'order_line_refunds',
    });
    await refunded(stage, lineIds[0]!, 40_000n, noon('02-14'));
  });

  it.each([
    ['partner_id = null', 'customer_order_attributed'],
    [`status = 'PENDING_PAYMENT'`, 'customer_order_paid'],
    ['cash_total_minor = 1', 'customer_order_cash'],
  ])('an order with %s', async (set, constraint) => {
    expect(
      await refusal(`update customer_order set ${set} where id = '${order.id.slice(4)}'`),
    ).toBe(constraint);
  });
});

it('the output VAT rate of a class is the one in force', async () => {
  const { operator, world } = stage;
  await operator.mutate('policySet', {
    key: 'orders.vat-service',
    value: '0.05',
    effectiveFrom: noon('04-01').toISOString(),
    reason: '税率调整',
  });
  const sale = { saleModel: 'COMMON', sellerId: stage.seller.id } as const;
  const rateOf = (vatClass: 'SOFTWARE' | 'SERVICE', at: Date) =>
    world.system((tx) => outputVatRate(tx, { ...sale, vatClass }, at));
  expect(await rateOf('SOFTWARE', noon('04-02'))).toBe('0.13');
  expect(await rateOf('SERVICE', noon('03-31'))).toBe('0.06');
  expect(await rateOf('SERVICE', noon('04-02'))).toBe('0.05');
});
