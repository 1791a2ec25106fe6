import { DAY } from '../../../platform/clock.ts';
import type { Transaction } from '../../../platform/db/transaction.ts';
import { sql } from '../../../platform/sql/sql.ts';
import type { Viewer } from '../../../platform/viewer.ts';
import { BOUND_STATES, PartnerBindingEntity } from '../../bindings/index.ts';
import { PrivateOfferEntity } from '../../demands/index.ts';
import { ExclusiveDiscountEntity, GRANTED_STATES } from '../../discounts/index.ts';
import { PartnerEntity } from '../../partners/index.ts';
import { OrderEntity } from '../order/order.entity.ts';
import { type AttributionFacts, attribute, type Decision, type KeptFacts } from './attribution.ts';

/** Partners of whose bindings a viewer may learn: of all, else of one; of none if that is null. */
export interface Knower {
  readonly knowsAll: boolean;
  readonly partnerId: string | null;
}

/**
 * Returns the partners of whose bindings a viewer may learn. A link can be opened by the partner that shares it, and shows
 * bindings of that partner only; the link of an order reaches nobody but the contact on file.
 */
export async function knowerOf(
  tx: Transaction,
  { side, tenantId, subjectId }: Viewer,
): Promise<Knower> {
  if (side === 'partner') return { knowsAll: false, partnerId: tenantId };
  if (subjectId === null) return { knowsAll: true, partnerId: null };
  const partners = [PartnerBindingEntity, ExclusiveDiscountEntity, PrivateOfferEntity].map(
    (entity) => sql`select partner_id from ${sql.table(entity)} where id = ${subjectId}::uuid`,
  );
  const [found] = await tx.rows<Knower>(sql`
    select exists (select 1 from ${sql.table(OrderEntity)} where id = ${subjectId}::uuid) as "knowsAll",
      (select partner_id from (${sql.join(partners, ' union all ')}) x) as "partnerId"`);
  return found!;
}

/** The conditions of domain §3 item 21 at an instant, for one customer and its choice of a partner. */
export interface CustomerFacts {
  readonly at: Date;
  readonly selectedPartnerId: string | null;
  readonly isSelectedSuspended: boolean;
  readonly boundPartnerId: string | null;
  readonly boundSince: Date | null;
  /** Discounts that bar an automatic one, by product: the one that started or starts first. */
  readonly blocking: ReadonlyMap<string, NonNullable<KeptFacts['blocking']>>;
}

/**
 * Reads the facts as the system: the customer's binding, and for each product the granted discount of any partner that
 * is in force or starts within 24 hours, inclusive (domain §8 items 4 to 6).
 */
export async function customerFacts(
  tx: Transaction,
  customerId: string,
  selectedPartnerId: string | null,
  productIds: readonly string[],
  at: Date,
): Promise<CustomerFacts> {
  const within = new Date(at.getTime() + DAY);
  const [[bound], discounts, suspended] = await Promise.all([
    tx.find(
      PartnerBindingEntity,
      (d) => sql`${d.customerId} = ${customerId} and ${d.status} in (${sql.words(BOUND_STATES)})`,
    ),
    tx.find(
      ExclusiveDiscountEntity,
      (d) => sql`${d.customerId} = ${customerId} and ${d.productId} = any(${productIds}::uuid[])
        and ${d.status} in (${sql.words(GRANTED_STATES)}) and ${d.validFrom} <= ${within} and ${d.validUntil} > ${at}`,
      (d) => d.validFrom,
    ),
    tx.find(
      PartnerEntity,
      (d) => sql`${d.id} = ${selectedPartnerId}::uuid and ${d.suspendedAt} is not null`,
    ),
  ]);
  return {
    at,
    selectedPartnerId,
    isSelectedSuspended: suspended.length > 0,
    boundPartnerId: bound?.partnerId ?? null,
    boundSince: bound?.boundAt ?? null,
    blocking: new Map(
      // The first one of a product is written last and remains.
      discounts.toReversed().map(({ id, productId, partnerId, validFrom, validUntil }) => [
        productId,
        {
          id,
          partnerId,
          validFrom: validFrom.toISOString(),
          validUntil: validUntil.toISOString(),
        },
      ]),
    ),
  };
}

/** Returns the facts of one product, as a line keeps them. */
export const factsOf = (
  {
    at,
    selectedPartnerId,
    isSelectedSuspended,
    boundPartnerId,
    boundSince,
    blocking,
  }: CustomerFacts,
  productId: string,
): KeptFacts => ({
  at: at.toISOString(),
  selectedPartnerId,
  ...(isSelectedSuspended && { isSelectedSuspended }),
  boundPartnerId,
  boundSince: boundSince?.toISOString() ?? null,
  blocking: blocking.get(productId) ?? null,
});

/** Returns the attribution that follows from the facts; see {@link attribute}. */
export function decide(
  { at, blocking, selectedPartnerId, isSelectedSuspended = false, boundPartnerId }: KeptFacts,
  line: Pick<AttributionFacts, 'saleModel' | 'pricedByPartnerId'>,
): Decision {
  return attribute({
    ...line,
    selectedPartnerId,
    isSelectedSuspended,
    boundPartnerId,
    blocking: blocking && { ...blocking, hasStarted: blocking.validFrom <= at },
  });
}
