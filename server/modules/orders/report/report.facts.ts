import { DAY } from '../../../platform/clock.ts';
import { among } from '../../../platform/db/columns.ts';
import type { Transaction } from '../../../platform/db/transaction.ts';
import { sql } from '../../../platform/sql/sql.ts';
import { PartnerBindingEntity } from '../../bindings/index.ts';
import { ProductEntity, SpecificationEntity } from '../../catalog/index.ts';
import { type Customer, CustomerEntity } from '../../customers/index.ts';
import {
  PrivateOfferEntity,
  PrivateOfferLineEntity,
  PrivateOfferRecipientEntity,
} from '../../demands/index.ts';
import {
  BROKEN_STATES,
  ExclusiveDiscountEntity,
  ExclusiveDiscountLineEntity,
  GRANTED_STATES,
  grantEnd,
} from '../../discounts/index.ts';
import { PartnerEntity } from '../../partners/index.ts';
import type { CustomerFacts } from '../attribution/attribution.read.ts';
import type { CustomerPrice, OrderGoods } from '../checkout/order-goods.read.ts';
import { type OrderLine, OrderLineEntity } from '../line/order-line.entity.ts';
import { type Order, OrderEntity } from '../order/order.entity.ts';
import type { OrderReport } from './report.ts';

export interface KnownOrder {
  readonly order: Readonly<Order>;
  readonly lines: readonly Readonly<OrderLine>[];
}

/** Facts of the product about the orders of a page of reports. Prices and bindings are those of any instant. */
export interface PageFacts {
  order(upstreamOrderId: string): KnownOrder | undefined;
  /** Order that holds a line of the upstream. */
  holderOf(upstreamLineId: string): string | undefined;
  customer(upstreamId: string): Readonly<Customer> | undefined;
  /** Specification with the customer's prices for it at an instant, the best first. */
  goodsAt(skuCode: string, customerId: string, at: Date): OrderGoods | undefined;
  /** The facts of `customerFacts` as they were at an instant; without a selection, the bound partner is selected. */
  factsAt(customerId: string, selectedPartnerId: string | null, at: Date): CustomerFacts;
}

interface FoundPrice {
  readonly kind: CustomerPrice['kind'];
  readonly sourceId: string;
  readonly lineId: string;
  readonly partnerId: string | null;
  readonly customerId: string;
  readonly productId: string;
  readonly specificationId: string;
  readonly payRate: string;
  readonly net: string;
  readonly pricedBy: 'RATE' | 'NET';
  readonly from: Date;
  readonly until: Date;
  /** Time of the grant; before it nobody knew of the price. */
  readonly since: Date;
}

/** SQL text: whether `o` was granted. One that was broken before it took effect never applied. */
const granted = (o: string) =>
  sql.raw(
    `(${among(`${o}.status`, [...GRANTED_STATES, 'EXPIRED'])} or ${among(`${o}.status`, BROKEN_STATES)} and ${o}.activated_at is not null)`,
  );

/** Prices by discounts and offers that customers had. An automatic discount is no price. */
const pricesOf = (tx: Transaction, customerIds: readonly string[]) =>
  tx.rows<FoundPrice>(sql`
    select 'DISCOUNT' as kind, d.id as "sourceId", l.id as "lineId", d.partner_id as "partnerId", d.customer_id as "customerId",
      d.product_id as "productId", l.specification_id as "specificationId", l.pay_rate::text as "payRate",
      l.net_price_minor::text as net, l.priced_by as "pricedBy", d.valid_from as from, ${grantEnd({ grant: 'd', line: 'l' })} as until,
      coalesce(d.decided_at, d.submitted_at) as since
    from ${sql.table(ExclusiveDiscountEntity)} d join ${sql.table(ExclusiveDiscountLineEntity)} l on l.discount_id = d.id
    where d.customer_id = any(${customerIds}::uuid[]) and d.origin = 'PARTNER' and ${granted('d')}
    union all
    select 'OFFER', o.id, l.id, o.partner_id, r.customer_id, o.product_id, l.specification_id, trim_scale(l.pay_rate)::text,
      l.net_price_minor::text, 'NET', o.valid_from, ${grantEnd({ grant: 'o', line: 'l' })}, o.created_at
    from ${sql.table(PrivateOfferRecipientEntity)} r join ${sql.table(PrivateOfferEntity)} o on o.id = r.offer_id
      join ${sql.table(PrivateOfferLineEntity)} l on l.offer_id = o.id
    where r.customer_id = any(${customerIds}::uuid[]) and ${granted('o')}`);

const customerPriceOf = (found: FoundPrice): CustomerPrice => {
  const { kind, sourceId, lineId, partnerId, payRate, net, pricedBy, until } = found;
  const base = { payRate, netMinor: BigInt(net), pricedBy, validUntil: until };
  return kind === 'DISCOUNT'
    ? { ...base, kind, discountId: sourceId, discountLineId: lineId, partnerId: partnerId! }
    : { ...base, kind, offerId: sourceId, partnerId };
};

/** Reads the facts of all reports with one statement for each kind of row. */
export async function pageFacts(
  tx: Transaction,
  reports: readonly OrderReport[],
): Promise<PageFacts> {
  const orderIds = reports.map(({ upstreamOrderId }) => upstreamOrderId);
  const lines = reports.flatMap((report) => report.lines);
  const [orders, customers, specifications] = await Promise.all([
    tx.find(OrderEntity, (d) => sql`${d.upstreamOrderId} = any(${orderIds}::text[])`),
    tx.find(
      CustomerEntity,
      (d) =>
        sql`${d.upstreamId} = any(${reports.map(({ customerUpstreamId }) => customerUpstreamId)}::text[])`,
    ),
    tx.find(
      SpecificationEntity,
      (d) => sql`${d.skuCode} = any(${[...new Set(lines.map(({ skuCode }) => skuCode))]}::text[])`,
    ),
  ]);
  const customerIds = customers.map(({ id }) => id);
  const [known, products, bindings, prices, suspended] = await Promise.all([
    tx.find(
      OrderLineEntity,
      (d) => sql`${d.orderId} = any(${orders.map(({ id }) => id)}::uuid[])
        or ${d.upstreamLineId} = any(${lines.map(({ upstreamLineId }) => upstreamLineId)}::text[])`,
      (d) => d.position,
    ),
    tx.find(
      ProductEntity,
      (d) => sql`${d.id} = any(${specifications.map(({ productId }) => productId)}::uuid[])`,
    ),
    tx.find(
      PartnerBindingEntity,
      (d) => sql`${d.customerId} = any(${customerIds}::uuid[]) and ${d.boundAt} is not null`,
      (d) => d.boundAt,
    ),
    pricesOf(tx, customerIds),
    tx.find(PartnerEntity, (d) => sql`${d.suspendedAt} is not null`),
  ]);
  const ofOrder = Map.groupBy(known, ({ orderId }) => orderId);
  const ofCustomer = Map.groupBy(prices, ({ customerId }) => customerId);
  const byUpstreamId = new Map(orders.map((order) => [order.upstreamOrderId, order]));
  const byAccount = new Map(customers.map((customer) => [customer.upstreamId, customer]));
  const bySku = new Map(specifications.map((form) => [form.skuCode, form]));
  const byLine = new Map(known.map(({ upstreamLineId, orderId }) => [upstreamLineId, orderId]));
  return {
    order(upstreamOrderId) {
      const order = byUpstreamId.get(upstreamOrderId);
      return order && { order, lines: ofOrder.get(order.id) ?? [] };
    },
    holderOf: (upstreamLineId) => byLine.get(upstreamLineId),
    customer: (upstreamId) => byAccount.get(upstreamId),
    goodsAt(skuCode, customerId, at) {
      const specification = bySku.get(skuCode);
      if (!specification) return undefined;
      const product = products.find(({ id }) => id === specification.productId)!;
      const found = (ofCustomer.get(customerId) ?? []).filter(
        (one) => one.specificationId === specification.id && isInForce(one, at),
      );
      return {
        specification,
        product,
        prices: found.map(customerPriceOf).sort((a, b) => Number(a.netMinor - b.netMinor)),
      };
    },
    factsAt(customerId, selectedPartnerId, at) {
      const bound = bindings.findLast(
        (one) =>
          one.customerId === customerId &&
          one.boundAt! <= at &&
          (!one.unboundAt || one.unboundAt > at),
      );
      const blocking = (ofCustomer.get(customerId) ?? [])
        .filter(
          ({ kind, from, until, since }) =>
            kind === 'DISCOUNT' &&
            since <= at &&
            from.getTime() <= at.getTime() + DAY &&
            until > at,
        )
        // The first one of a product is written last and remains.
        .sort((a, b) => b.from.getTime() - a.from.getTime());
      const selected = selectedPartnerId ?? bound?.partnerId ?? null;
      return {
        at,
        selectedPartnerId: selected,
        isSelectedSuspended: suspended.some(
          ({ id, suspendedAt }) => id === selected && suspendedAt! <= at,
        ),
        boundPartnerId: bound?.partnerId ?? null,
        boundSince: bound?.boundAt ?? null,
        blocking: new Map(
          blocking.map(({ sourceId, partnerId, productId, from, until }) => [
            productId,
            {
              id: sourceId,
              partnerId: partnerId!,
              validFrom: from.toISOString(),
              validUntil: until.toISOString(),
            },
          ]),
        ),
      };
    },
  };
}

const isInForce = ({ from, until, since }: FoundPrice, at: Date): boolean =>
  since <= at && from <= at && until > at;
