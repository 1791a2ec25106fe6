import { DAY } from '../../../platform/clock.ts';
import { documentNumbers } from '../../../platform/command/document-numbers.ts';
import type { Tx } from '../../../platform/command/types.ts';
import type { Transaction } from '../../../platform/db/transaction.ts';
import { refuse, type UserError } from '../../../platform/errors.ts';
import { sql } from '../../../platform/sql/sql.ts';
import type { Viewer } from '../../../platform/viewer.ts';
import { CustomerEntity } from '../../customers/index.ts';
import type { PricedCustomer } from '../../demands/index.ts';
import { PartnerEntity, searchKey } from '../../partners/index.ts';
import { type CustomerPrice, goodsOf } from '../checkout/order-goods.read.ts';
import {
  type OrderedLine,
  type PricedOrder,
  priceOrder,
  type Wish,
} from '../checkout/order-price.ts';
import { currentTerms, termsFamilyOf } from '../checkout/support-terms.ts';
import { type NewOrderLine, OrderLineEntity } from '../line/order-line.entity.ts';
import { renewedInstances } from '../line/order-renewal.read.ts';
import { chargingModeOf, monthsOf } from '../line/order-terms.ts';
import { outputVatRate, taxedSale } from '../line/output-vat.read.ts';
import type { Order } from './order.entity.ts';
import { orderLife } from './order.life.ts';
import { paymentDays, voucherWithDiscount } from './order.policies.ts';

export interface PlaceLine {
  readonly specificationId: string;
  readonly quantity: number;
  readonly termsVersion: number;
  readonly renewsLineId?: string;
  readonly upstreamLineId?: string;
}

export interface PlaceInput extends Omit<Wish, 'lines'> {
  readonly customerId?: string;
  readonly lines: readonly PlaceLine[];
  readonly upstreamOrderId?: string;
}

/** Prices an order; the transaction must be the system's, because a customer is no party to the catalog. */
export async function pricedFor(
  tx: Transaction,
  customer: PricedCustomer,
  wish: Wish,
  now: Date,
): Promise<PricedOrder> {
  const ids = wish.lines.map(({ specificationId }) => specificationId);
  const [known, allowed] = await Promise.all([
    goodsOf(tx, customer, ids, now),
    voucherWithDiscount.value(tx, now),
  ]);
  return priceOrder(wish, known, { voucherWithDiscount: allowed === 1 });
}

/** Refuses a suspended partner, unless its discount or offer prices the order: the customer keeps the price. */
async function mustBeSelectable(
  tx: Transaction,
  { price, selectedPartnerId }: PricedOrder,
): Promise<void> {
  const [suspended] = await tx.find(
    PartnerEntity,
    (d) => sql`${d.id} = ${selectedPartnerId}::uuid and ${d.suspendedAt} is not null`,
  );
  if (suspended && price?.partnerId !== suspended.id)
    throw refuse('PARTNER_SUSPENDED', 'selectedPartnerId');
}

/** Refuses terms that are not the ones in force: the customer must see what it accepts (domain §3 item 15). */
function mustAcceptTerms(input: PlaceInput, { lines }: PricedOrder): void {
  const errors = lines.flatMap(({ product }, i): UserError[] => {
    const family = termsFamilyOf(product.productType)!;
    const { version } = currentTerms(family);
    if (input.lines[i]!.termsVersion === version) return [];
    return [
      { code: 'TERMS_OUTDATED', field: ['lines', String(i), 'termsVersion'], params: { version } },
    ];
  });
  refuse.ifAny(errors);
}

/** Returns the customer of an order: a buyer orders for itself, a program names the customer. */
export function customerOf(viewer: Viewer, customerId: string | undefined): string {
  if (viewer.side === 'customer') return viewer.tenantId;
  if (customerId === undefined) throw refuse('BLANK', 'customerId');
  return customerId;
}

/** Returns the end of the time to pay: a price cannot outlast its discount or offer. */
export async function paymentDue(
  tx: Transaction,
  { price }: PricedOrder,
  now: Date,
): Promise<Date> {
  const due = now.getTime() + (await paymentDays.value(tx, now)) * DAY;
  return new Date(Math.min(due, price?.validUntil.getTime() ?? due));
}

export const sum = (
  lines: readonly OrderedLine[],
  key: 'listMinor' | 'dealMinor' | 'voucherMinor',
) => lines.reduce((total, line) => total + line[key], 0n);

export const orderNumbers = documentNumbers('ORD', 'customer_order_serial', 6);

/** The discount or the offer of a price, as an order and its lines keep it. */
export const usedBy = (price: CustomerPrice | null) => ({
  discountId: price?.kind === 'DISCOUNT' ? price.discountId : null,
  privateOfferId: price?.kind === 'OFFER' ? price.offerId : null,
});

/** The same of a line, with the line of the discount. */
export const pricedBy = ({ price }: Pick<OrderedLine, 'price'>) => ({
  ...usedBy(price),
  discountLineId: price?.kind === 'DISCOUNT' ? price.discountLineId : null,
});

/** Places an order with its lines and returns it. Nobody else is told of it before the payment. */
export async function placeOrder(tx: Tx, input: PlaceInput): Promise<Order> {
  const customerId = customerOf(tx.viewer, input.customerId);
  const { priced, vatRates } = await tx.asSystem('orders', async (system) => {
    const customer = { customerId, subjectId: tx.viewer.subjectId };
    const found = await pricedFor(system, customer, input, tx.now);
    await mustBeSelectable(system, found);
    const rates = found.lines.map((line) => outputVatRate(system, taxedSale(line), tx.now));
    return { priced: found, vatRates: await Promise.all(rates) };
  });
  mustAcceptTerms(input, priced);
  const { lines, price, selectedPartnerId } = priced;
  const [instances, [known], paymentDueAt] = await Promise.all([
    renewedInstances(tx, customerId, input.lines),
    tx.rows<{ name: string; serial: string }>(sql`
      select c.name, ${orderNumbers.serial} as serial
      from ${sql.table(CustomerEntity)} c where c.id = ${customerId}`),
    paymentDue(tx, priced, tx.now),
  ]);
  const number = orderNumbers.of(tx.now, known!.serial);
  const [listTotalMinor, dealTotalMinor, voucherTotalMinor] = [
    sum(lines, 'listMinor'),
    sum(lines, 'dealMinor'),
    sum(lines, 'voucherMinor'),
  ];
  const order = await tx.begin(
    orderLife,
    {
      number,
      orderType: instances.length > 0 ? 'RENEW' : 'NEW',
      customerId,
      customerName: known!.name,
      attribution: 'NONE',
      attributionReason: 'NOT_PAID_YET',
      selectedPartnerId,
      ...usedBy(price),
      searchKey: searchKey(number, known!.name, ...new Set(lines.map((line) => line.product.name))),
      placedAt: tx.now,
      paymentDueAt,
      linkSubjectId: tx.viewer.subjectId,
      upstreamOrderId: input.upstreamOrderId ?? null,
      listTotalMinor,
      dealTotalMinor,
      voucherTotalMinor,
      cashTotalMinor: dealTotalMinor - voucherTotalMinor,
    },
    'place',
  );
  tx.insert(
    OrderLineEntity,
    lines.map((line, position) => ({
      ...lineRow(tx, order, input.lines[position]!, line, position),
      ...(instances.length > 0 && { instanceId: instances[position]! }),
      vatRate: vatRates[position]!,
    })),
  );
  return order;
}

export function lineRow(
  tx: Tx,
  order: Order,
  {
    termsVersion,
    upstreamLineId,
  }: Pick<PlaceLine, 'upstreamLineId'> & { readonly termsVersion: number | null },
  { product, specification, price, prices: _, ...line }: OrderedLine,
  position: number,
): Omit<NewOrderLine, 'vatRate'> {
  const id = tx.newId();
  return {
    id,
    createdAt: tx.now,
    orderId: order.id,
    position,
    orderNumber: order.number,
    placedAt: order.placedAt,
    partnerId: null,
    attribution: 'NONE',
    attributionReason: 'NOT_PAID_YET',
    attributionFacts: null,
    recordedAt: null,
    sellerId: product.sellerId,
    customerId: order.customerId,
    productId: product.id,
    specificationId: specification.id,
    productName: product.name,
    specificationName: specification.name,
    ...pricedBy({ price }),
    chargingMode: chargingModeOf(specification.period),
    periodMonths: monthsOf(specification.period),
    expiresAt: null,
    termsVersion,
    instanceId: id,
    upstreamLineId: upstreamLineId ?? null,
    ...line,
    cashMinor: line.dealMinor - line.voucherMinor,
    shareRatio: null,
    strategy: null,
    floorMinor: null,
    supervision: 'NOT_APPLICABLE',
    supervisionCompletedAt: null,
    repayment: 'NOT_APPLICABLE',
    repaidAt: null,
    effectiveAt: null,
    refundOfId: null,
    refundKind: null,
    status: 'PENDING_PAYMENT',
  };
}
