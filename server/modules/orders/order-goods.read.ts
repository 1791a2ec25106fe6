import type { Transaction } from '../../platform/db/transaction.ts';
import { sql } from '../../platform/sql/sql.ts';
import {
  type Product,
  ProductEntity,
  type Specification,
  SpecificationEntity,
} from '../catalog/index.ts';
import { ExclusiveDiscountEntity, ExclusiveDiscountLineEntity } from '../discounts/index.ts';

/** Price of a specification by an exclusive discount in force. Amounts are for one unit. */
export interface PriceInForce {
  readonly discountId: string;
  readonly discountLineId: string;
  readonly partnerId: string;
  readonly payRate: string;
  readonly netMinor: bigint;
  readonly pricedBy: 'RATE' | 'NET';
  readonly validUntil: Date;
  /** Share ratio of the partner under the terms of the discount. */
  readonly shareRatio: string | null;
}

/** Specification with its product, and the customer's price for it. */
export interface OrderGoods {
  readonly specification: Readonly<Specification>;
  readonly product: Readonly<Product>;
  readonly price: PriceInForce | null;
}

interface FoundPrice extends Omit<PriceInForce, 'netMinor' | 'validUntil'> {
  readonly specificationId: string;
  readonly net: string;
  readonly until: string;
}

/**
 * Reads specifications by id, with the discounts that the customer has on them at an instant. Compares times as well
 * as states, because the clock may be late. The transaction must see the catalog and the customer's discounts.
 */
export async function goodsOf(
  tx: Transaction,
  customerId: string,
  specificationIds: readonly string[],
  at: Date,
): Promise<ReadonlyMap<string, OrderGoods>> {
  const [forms, prices] = await Promise.all([
    tx.find(SpecificationEntity, (d) => sql`${d.id} = any(${specificationIds}::uuid[])`),
    tx.rows<FoundPrice>(sql`
      select l.specification_id as "specificationId", l.id as "discountLineId", d.id as "discountId",
        d.partner_id as "partnerId", l.pay_rate::text as "payRate", l.net_price_minor::text as net,
        l.priced_by as "pricedBy", (extract(epoch from d.valid_until) * 1000)::bigint::text as until,
        d.share_ratio::text as "shareRatio"
      from ${sql.table(ExclusiveDiscountLineEntity)} l join ${sql.table(ExclusiveDiscountEntity)} d on d.id = l.discount_id
      where l.customer_id = ${customerId} and l.specification_id = any(${specificationIds}::uuid[])
        and l.state in ('SCHEDULED', 'EFFECTIVE') and l.valid_from <= ${at} and l.valid_until > ${at}`),
  ]);
  const productIds = [...new Set(forms.map(({ productId }) => productId))];
  const products = await tx.find(ProductEntity, (d) => sql`${d.id} = any(${productIds}::uuid[])`);
  return new Map(
    forms.map((specification) => {
      const price = prices.find(({ specificationId }) => specificationId === specification.id);
      const product = products.find(({ id }) => id === specification.productId)!;
      return [specification.id, { specification, product, price: price ? priceOf(price) : null }];
    }),
  );
}

const priceOf = ({ net, until, specificationId: _, ...price }: FoundPrice): PriceInForce => ({
  ...price,
  netMinor: BigInt(net),
  validUntil: new Date(Number(until)),
});
