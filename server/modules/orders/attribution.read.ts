import { DAY } from '../../platform/clock.ts';
import type { Transaction } from '../../platform/db/transaction.ts';
import { sql } from '../../platform/sql/sql.ts';
import { BOUND_STATES, PartnerBindingEntity } from '../bindings/index.ts';
import { ExclusiveDiscountEntity } from '../discounts/index.ts';

/** Binding of the customer at the instant of the question. */
export interface BoundPartner {
  readonly partnerId: string;
  readonly boundAt: Date;
}

/** Discount that bars an automatic one. */
export interface BlockingDiscount {
  readonly id: string;
  readonly partnerId: string;
  readonly validFrom: Date;
  readonly validUntil: Date;
  readonly hasStarted: boolean;
}

export interface CustomerFacts {
  readonly bound: BoundPartner | null;
  /** By product; the one that started or starts first. */
  readonly blocking: ReadonlyMap<string, BlockingDiscount>;
}

const HOUR_24 = DAY;

/**
 * Reads the facts of the conditions of domain §3 item 21, as the system: the customer's binding, and for each product
 * the granted discount of any partner that is in force or starts within 24 hours, inclusive (domain §8 items 4 to 6).
 */
export async function customerFacts(
  tx: Transaction,
  customerId: string,
  productIds: readonly string[],
  at: Date,
): Promise<CustomerFacts> {
  const within = new Date(at.getTime() + HOUR_24);
  const [[bound], discounts] = await Promise.all([
    tx.find(
      PartnerBindingEntity,
      (d) =>
        sql`${d.customerId} = ${customerId} and ${d.status} in (${sql.join(BOUND_STATES.map(sql.literal), ', ')})`,
    ),
    tx.find(
      ExclusiveDiscountEntity,
      (d) => sql`${d.customerId} = ${customerId} and ${d.productId} = any(${productIds}::uuid[])
        and ${d.status} in ('SCHEDULED', 'EFFECTIVE') and ${d.validFrom} <= ${within} and ${d.validUntil} > ${at}`,
      (d) => d.validFrom,
    ),
  ]);
  return {
    bound: bound ? { partnerId: bound.partnerId, boundAt: bound.boundAt! } : null,
    blocking: new Map(
      // The first of a product remains, as the last one written.
      discounts
        .toReversed()
        .map(({ id, productId, partnerId, validFrom, validUntil }) => [
          productId,
          { id, partnerId, validFrom, validUntil, hasStarted: validFrom <= at },
        ]),
    ),
  };
}
