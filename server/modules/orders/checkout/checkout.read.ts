import { linkShows } from '../../../platform/db/parties.ts';
import type { Transaction } from '../../../platform/db/transaction.ts';
import { globalId } from '../../../platform/ids.ts';
import { money, Ratio } from '../../../platform/money.ts';
import { sql } from '../../../platform/sql/sql.ts';
import { ProductEntity, product, SpecificationEntity, specification } from '../../catalog/index.ts';
import {
  type PricedCustomer,
  PrivateOfferEntity,
  PrivateOfferLineEntity,
  PrivateOfferRecipientEntity,
  privateOffer,
} from '../../demands/index.ts';
import {
  ExclusiveDiscountEntity,
  ExclusiveDiscountLineEntity,
  exclusiveDiscount,
} from '../../discounts/index.ts';
import { OrganizationEntity } from '../../identity/index.ts';
import { partner } from '../../partners/index.ts';
import { OrderLineEntity } from '../line/order-line.entity.ts';
import type { CheckoutItemType } from './checkout.type.ts';
import { goodsOf, type OrderGoods, sourceOf } from './order-goods.read.ts';

/** Most specifications in one answer; a search narrows them. */
const MOST = 50;

/** The items that a customer looks for. */
export interface ItemSearch {
  /** Part of the product's name, pinyin or initials; absent: everything. */
  readonly search?: string | undefined;
  /** Discount whose specifications are wanted; absent: all products. */
  readonly discountId?: string | undefined;
  /** Private offer whose specifications are wanted. */
  readonly privateOfferId?: string | undefined;
  /** Order line of the customer whose specification is wanted. */
  readonly renewsLineId?: string | undefined;
}

/** Ids of specifications that can be ordered: on sale, and not of a consulting product (domain §3 item 14). */
async function onSale(
  tx: Transaction,
  { customerId, subjectId }: PricedCustomer,
  { search, discountId, privateOfferId, renewsLineId }: ItemSearch,
): Promise<readonly string[]> {
  const found = await tx.rows<{ id: string }>(sql`
    select s.id from ${sql.table(SpecificationEntity)} s join ${sql.table(ProductEntity)} p on p.id = s.product_id
    where s.status = 'ON_SALE' and p.status = 'ON_SALE' and p.product_type <> 'CONSULTING'
      ${search ? sql`and p.search_key like ${sql.containing(search.normalize('NFKC').toLowerCase())}` : sql``}
      ${
        discountId
          ? sql`and s.id in (select l.specification_id from ${sql.table(ExclusiveDiscountLineEntity)} l
              join ${sql.table(ExclusiveDiscountEntity)} d on d.id = l.discount_id
              where l.discount_id = ${discountId} and l.customer_id = ${customerId}
                and ${linkShows(ExclusiveDiscountEntity, 'd', subjectId)})`
          : sql``
      }
      ${
        privateOfferId
          ? sql`and s.id in (select l.specification_id from ${sql.table(PrivateOfferLineEntity)} l
              join ${sql.table(PrivateOfferRecipientEntity)} r on r.offer_id = l.offer_id
              join ${sql.table(PrivateOfferEntity)} o on o.id = l.offer_id
              where l.offer_id = ${privateOfferId} and r.customer_id = ${customerId}
                and ${linkShows(PrivateOfferEntity, 'o', subjectId)})`
          : sql``
      }
      ${
        renewsLineId
          ? sql`and s.id in (select l.specification_id from ${sql.table(OrderLineEntity)} l
              where l.id = ${renewsLineId} and l.customer_id = ${customerId})`
          : sql``
      }
    order by p.name, p.id, s.position, s.id limit ${MOST}`);
  return found.map(({ id }) => id);
}

interface Names {
  readonly id: string;
  readonly name: string;
}

/** Names of sellers, partners, discounts and offers by id. */
async function namesOf(
  tx: Transaction,
  goods: readonly OrderGoods[],
): Promise<Map<string, string>> {
  const prices = goods.flatMap(({ prices }) => prices.slice(0, 1));
  const organizations = [
    ...goods.map(({ product }) => product.sellerId),
    ...prices.flatMap(({ partnerId }) => partnerId ?? []),
  ];
  const sources = prices.map(sourceOf);
  const found = await tx.rows<Names>(sql`
    select id, name from ${sql.table(OrganizationEntity)} where id = any(${organizations}::uuid[])
    union all select id, name from ${sql.table(ExclusiveDiscountEntity)} where id = any(${sources}::uuid[])
    union all select id, name from ${sql.table(PrivateOfferEntity)} where id = any(${sources}::uuid[])`);
  return new Map(found.map(({ id, name }) => [id, name]));
}

function itemOf(
  { specification: form, product: goods, prices: [price] }: OrderGoods,
  names: ReadonlyMap<string, string>,
): CheckoutItemType {
  return {
    specificationId: globalId(specification.spec.id, form.id),
    specificationName: form.name,
    productId: globalId(product.spec.id, goods.id),
    productName: goods.name,
    productType: goods.productType,
    sellerName: names.get(goods.sellerId) ?? '',
    period: form.period,
    supervisionTemplate: goods.supervisionTemplate ?? null,
    averageDeliveryDays: goods.averageDeliveryDays ?? null,
    listPrice: money.wire(form.listPriceMinor),
    price: money.wire(price?.netMinor ?? form.listPriceMinor),
    discount:
      price?.kind === 'DISCOUNT'
        ? {
            discountId: globalId(exclusiveDiscount.spec.id, price.discountId),
            name: names.get(price.discountId) ?? '',
            partnerId: globalId(partner.spec.id, price.partnerId),
            partnerName: names.get(price.partnerId) ?? '',
            payRate: Ratio.text(price.payRate),
            validUntil: price.validUntil,
          }
        : null,
    privateOffer:
      price?.kind === 'OFFER'
        ? {
            privateOfferId: globalId(privateOffer.spec.id, price.offerId),
            name: names.get(price.offerId) ?? '',
            partnerId: price.partnerId && globalId(partner.spec.id, price.partnerId),
            partnerName: price.partnerId && (names.get(price.partnerId) ?? ''),
            payRate: Ratio.text(price.payRate),
            validUntil: price.validUntil,
          }
        : null,
  };
}

/**
 * Reads what a customer can order, with its own prices in force at an instant, by the functions that also place the
 * order. A link shows no price of other partners and sellers. The transaction must see the catalog and the customer's
 * discounts.
 */
export async function checkoutItems(
  tx: Transaction,
  customer: PricedCustomer,
  wanted: ItemSearch,
  at: Date,
): Promise<readonly CheckoutItemType[]> {
  const ids = await onSale(tx, customer, wanted);
  const known = await goodsOf(tx, customer, ids, at);
  const goods = ids.flatMap((id) => known.get(id) ?? []);
  const names = await namesOf(tx, goods);
  return goods.map((one) => itemOf(one, names));
}
