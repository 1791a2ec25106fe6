import type { ApiDeps } from '../../../platform/api/context.ts';
import type { Transaction } from '../../../platform/db/transaction.ts';
import { globalId } from '../../../platform/ids.ts';
import { money } from '../../../platform/money.ts';
import { sql } from '../../../platform/sql/sql.ts';
import { systemViewer, type Viewer } from '../../../platform/viewer.ts';
import { BOUND_STATES, OPEN_STATES, PartnerBindingEntity } from '../../bindings/index.ts';
import { product, specification } from '../../catalog/index.ts';
import { privateOffer } from '../../demands/index.ts';
import { exclusiveDiscount } from '../../discounts/index.ts';
import { PartnerEntity, partner } from '../../partners/index.ts';
import { knowerOf } from '../attribution/attribution.read.ts';
import { customerOf, paymentDue, pricedFor, sum } from '../order/order-place.write.ts';
import type { OrderedLine, PricedOrder, Wish } from './order-price.ts';
import type { OrderQuoteLineType, OrderQuoteType } from './order-quote.type.ts';
import { currentTerms, termsFamilyOf } from './support-terms.ts';

export interface QuoteInput extends Wish {
  readonly customerId?: string;
}

/**
 * The partner of the discount or offer, else the one to which the customer is bound; by a link that a partner can open,
 * that partner, unless its binding has ended. A suspended one is not preselected, except by its own price.
 */
async function preselected(
  tx: Transaction,
  viewer: Viewer,
  customerId: string,
  pricePartnerId: string | null,
): Promise<{ readonly id: string; readonly name: string } | undefined> {
  const { knowsAll, partnerId } = await knowerOf(tx, viewer);
  const status = sql`b.status in (${sql.words(knowsAll ? BOUND_STATES : OPEN_STATES)})`;
  const known = knowsAll ? status : sql`${status} and b.partner_id = ${partnerId}::uuid`;
  const [found] = await tx.rows<{ id: string; name: string }>(sql`
    select p.id, p.name from ${sql.table(PartnerEntity)} p
    where (p.suspended_at is null or p.id = ${pricePartnerId}::uuid) and p.id = coalesce(${pricePartnerId}::uuid,
      (select b.partner_id from ${sql.table(PartnerBindingEntity)} b
        where b.customer_id = ${customerId} and ${known} limit 1))`);
  return found;
}

const lineOf = ({
  product: goods,
  specification: form,
  ...line
}: OrderedLine): OrderQuoteLineType => {
  const family = termsFamilyOf(goods.productType)!;
  return {
    specificationId: globalId(specification.spec.id, form.id),
    specificationName: form.name,
    productId: globalId(product.spec.id, goods.id),
    productName: goods.name,
    quantity: line.quantity,
    listPrice: money.wire(line.listMinor),
    payRate: line.payRate,
    dealPrice: money.wire(line.dealMinor),
    voucher: money.wire(line.voucherMinor),
    termsFamily: family,
    termsVersion: currentTerms(family).version,
    isSupervised: goods.supervisionTemplate !== null,
    averageDeliveryDays: goods.averageDeliveryDays ?? null,
  };
};

/**
 * Returns the prices of an order, computed by the functions that also place it. Throws a Refusal for an order that
 * cannot be priced.
 */
export async function quoteOrder(
  { db, clock }: ApiDeps,
  viewer: Viewer,
  input: QuoteInput,
): Promise<Omit<OrderQuoteType, 'userErrors'>> {
  const now = clock.now();
  const customerId = customerOf(viewer, input.customerId);
  return await db.transaction(systemViewer('orders'), async (tx) => {
    // Without a selection, the discount names its partner; any other partner is checked when the order is placed.
    const priced = await pricedFor(tx, { customerId, subjectId: viewer.subjectId }, input, now);
    const used = priced.price;
    const [due, chosen] = await Promise.all([
      paymentDue(tx, priced, now),
      preselected(tx, viewer, customerId, used?.partnerId ?? null),
    ]);
    return {
      lines: priced.lines.map(lineOf),
      ...totalsOf(priced),
      discountId:
        used?.kind === 'DISCOUNT' ? globalId(exclusiveDiscount.spec.id, used.discountId) : null,
      privateOfferId: used?.kind === 'OFFER' ? globalId(privateOffer.spec.id, used.offerId) : null,
      preselectedPartnerId: chosen ? globalId(partner.spec.id, chosen.id) : null,
      preselectedPartnerName: chosen?.name ?? null,
      paymentDueAt: due,
    };
  });
}

function totalsOf({ lines }: PricedOrder) {
  const [deal, voucher] = [sum(lines, 'dealMinor'), sum(lines, 'voucherMinor')];
  return {
    listTotal: money.wire(sum(lines, 'listMinor')),
    dealTotal: money.wire(deal),
    voucherTotal: money.wire(voucher),
    cashTotal: money.wire(deal - voucher),
  };
}
