import {
  type Order,
  OrderEntity,
  type OrderLine,
  OrderLineEntity,
} from '../../../server/modules/orders/index.ts';
import { money } from '../../../server/platform/money.ts';
import { sql } from '../../../server/platform/sql/sql.ts';
import type { Caller } from '../../kit/world.ts';
import type { Stage } from '../discounts/stage.ts';

/** 12:00 in Shanghai of a day of 2026, `MM-DD`. */
export const noon = (day: string): Date => new Date(`2026-${day}T12:00:00+08:00`);

export interface LineFacts extends Partial<Omit<OrderLine, 'id' | 'orderId' | 'position'>> {
  readonly specification?: 0 | 1;
}
export interface OrderFacts extends Partial<Omit<Order, 'id'>> {
  readonly lines?: readonly LineFacts[];
}

export interface Placed {
  /** Global ids. */
  readonly id: string;
  readonly lineIds: readonly string[];
  readonly number: string;
}

let serial = 0;

/** An order of the stage's customer as delivered by upstream: by default paid, effective and unsupervised. */
export async function ordered(stage: Stage, facts: OrderFacts = {}): Promise<Placed> {
  const { lines: lineFacts = [{}], ...rest } = facts;
  return await stage.world.system(async ({ insert, newId, rows }) => {
    const placedAt = rest.placedAt ?? noon('02-10');
    const id = newId();
    const number = `ORD-20260210-${String(++serial).padStart(6, '0')}`;
    const specifications = await rows<{
      id: string;
      list: string;
      name: string;
      seller: string;
      product: string;
    }>(sql`
      select id, list_price_minor::text as list, name, seller_id as seller, product_id as product from specification
      where product_id = ${stage.goods.productId.slice(4)} order by position`);
    const partnerId = 'partnerId' in rest ? (rest.partnerId ?? null) : stage.partner.id;
    const made = lineFacts.map(({ specification = 0, ...line }, position) => {
      const goods = specifications[specification]!;
      const listMinor = line.listMinor ?? BigInt(goods.list);
      const dealMinor = line.dealMinor ?? money.applyRate(listMinor, line.payRate ?? '1');
      const voucherMinor = line.voucherMinor ?? 0n;
      const lineId = newId();
      return {
        id: lineId,
        createdAt: placedAt,
        attribution: partnerId ? (rest.attribution ?? 'SELECTED') : 'NONE',
        attributionReason: partnerId ? null : (rest.attributionReason ?? 'NO_PARTNER_SELECTED'),
        chargingMode: 'PERIOD',
        instanceId: lineId,
        orderId: id,
        position,
        orderNumber: number,
        placedAt,
        partnerId,
        sellerId: goods.seller,
        customerId: stage.customerId.slice(4),
        productId: goods.product,
        specificationId: goods.id,
        productName: '星云ERP',
        specificationName: goods.name,
        discountId: rest.discountId ?? null,
        discountLineId: null,
        quantity: 1,
        payRate: '1',
        shareRatio: partnerId && '0.12',
        strategy: partnerId && 'OWN_SALE',
        floorMinor: null,
        vatRate: '0.13',
        supervision: 'NOT_APPLICABLE',
        supervisionCompletedAt: null,
        repayment: 'NOT_APPLICABLE',
        repaidAt: null,
        effectiveAt: placedAt,
        refundOfId: null,
        status: 'COMPLETED',
        ...line,
        listMinor,
        dealMinor,
        voucherMinor,
        cashMinor: dealMinor - voucherMinor,
      } as const;
    });
    const sum = (key: 'listMinor' | 'dealMinor' | 'voucherMinor' | 'cashMinor'): bigint =>
      made.reduce((total, line) => total + line[key], 0n);
    insert(OrderEntity, {
      id,
      createdAt: placedAt,
      number,
      orderType: 'NEW',
      customerId: stage.customerId.slice(4),
      customerName: '东方制造',
      partnerId,
      attribution: partnerId ? 'AUTO' : 'NONE',
      attributionReason: partnerId ? null : 'NO_PARTNER_SELECTED',
      discountId: null,
      searchKey: `${number.toLowerCase()} 东方制造 dongfangzhizao dfzz 星云erp`,
      status: 'COMPLETED',
      placedAt,
      paymentDueAt: placedAt,
      paidAt: placedAt,
      completedAt: placedAt,
      listTotalMinor: sum('listMinor'),
      dealTotalMinor: sum('dealMinor'),
      voucherTotalMinor: sum('voucherMinor'),
      cashTotalMinor: sum('cashMinor'),
      ...rest,
    } as never);
    for (const line of made) insert(OrderLineEntity, line as never);
    return { id: `ord_${id}`, number, lineIds: made.map((line) => `orl_${line.id}`) };
  });
}

type Terms = Pick<OrderLine, 'strategy' | 'shareRatio' | 'vatRate'>;

/** The refund of a part of a line's cash, as a separate order. */
export async function refunded(
  stage: Stage,
  lineId: string,
  cashMinor: bigint,
  at: Date,
): Promise<Placed> {
  const amount = -cashMinor;
  const refundOfId = lineId.slice(4);
  // A refund has the terms of its sale.
  const [sale] = await stage.world.rows<Terms & { floor: string | null }>(sql`
    select strategy, share_ratio::text as "shareRatio", vat_rate::text as "vatRate", (floor_minor * ${amount}::bigint / cash_minor)::text as floor
    from order_line where id = ${refundOfId}`);
  const { floor, ...terms } = sale!;
  const floorMinor = floor === null ? null : BigInt(floor);
  return await ordered(stage, {
    orderType: 'UNSUBSCRIBE',
    placedAt: at,
    lines: [{ ...terms, floorMinor, listMinor: amount, dealMinor: amount, refundOfId }],
  });
}

export async function lineOf(viewer: Caller, id: string, fields: string): Promise<any> {
  return (await viewer.ask(`{ orderLine(by: { id: "${id}" }) { ${fields} } }`)).orderLine;
}
