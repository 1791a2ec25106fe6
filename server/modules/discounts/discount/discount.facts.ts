import { calendar } from '../../../platform/calendar.ts';
import type { Tx } from '../../../platform/command/types.ts';
import type { Transaction } from '../../../platform/db/transaction.ts';
import { refuse } from '../../../platform/errors.ts';
import { type Sql, sql } from '../../../platform/sql/sql.ts';
import { type Floor, type FloorSlot, floorInForce } from '../../authorizations/index.ts';
import { BOUND_STATES, PartnerBindingEntity } from '../../bindings/index.ts';
import { PartnerEntity } from '../../partners/index.ts';
import { GRANTED_STATES, REVIEW_STATES } from './discount.machine.ts';
import { belowFloorToSeller, reviewDays, sellerReviewsAll } from './discount.policies.ts';

/**
 * Whether a customer is bound to a partner, or to one of its sub-distributors. These create no discounts, so their
 * distributor does (domain §3.3). It gets the share of the sales at its discounts; performance follows the binding.
 */
export const bound = (partnerId: Sql, customerId: Sql): Sql => sql`exists (
  select 1 from ${sql.table(PartnerBindingEntity)} b where b.customer_id = ${customerId}
    and b.status in (${sql.words(BOUND_STATES)}) and (b.partner_id = ${partnerId}
      or exists (select 1 from ${sql.table(PartnerEntity)} p where p.id = b.partner_id and p.parent_id = ${partnerId})))`;

export async function isBound(
  tx: Transaction,
  partnerId: string,
  customerId: string,
): Promise<boolean> {
  const [row] = await tx.rows<{ held: boolean }>(
    sql`select ${bound(sql`${partnerId}::uuid`, sql`${customerId}::uuid`)} as held`,
  );
  return row!.held;
}

/** Granted discount that overlaps with another one in customer, specification and period. */
export interface Overlap {
  readonly specificationId: string;
  readonly number: string;
  readonly name: string;
  readonly validFrom: Date;
  readonly validUntil: Date;
}

export interface Slot {
  readonly customerId: string;
  readonly specificationIds: readonly string[];
  readonly validFrom: Date;
  readonly validUntil: Date;
  /** Discount to leave out: it does not overlap with itself. */
  readonly discountId?: string;
}

/** Returns the first granted discount on each specification, in order of start. */
export async function overlaps(tx: Transaction, slot: Slot): Promise<ReadonlyMap<string, Overlap>> {
  const { customerId, specificationIds, validFrom, validUntil, discountId = null } = slot;
  const found = await tx.rows<Overlap>(sql`
    select distinct on (l.specification_id) l.specification_id as "specificationId", d.number, d.name,
      l.valid_from as "validFrom", l.valid_until as "validUntil"
    from exclusive_discount_line l join exclusive_discount d on d.id = l.discount_id
    where l.customer_id = ${customerId}
      and l.specification_id in (${sql.join(
        specificationIds.map((id) => sql`${id}::uuid`),
        ', ',
      )})
      and l.state in (${sql.words(GRANTED_STATES)})
      and l.valid_from < ${validUntil}::timestamptz and l.valid_until > ${validFrom}::timestamptz
      and l.discount_id is distinct from ${discountId}::uuid
    order by l.specification_id, l.valid_from`);
  return new Map(found.map((row) => [row.specificationId, row]));
}

/**
 * Returns floor and share ratio that a partner may grant. Refuses a product without an authorization in force
 * (SKU_NOT_AUTHORIZED), and a customer beyond its limit (CUSTOMER_LIMIT_REACHED; domain §4.3b). A command
 * passes its lock, so that two customers cannot both take the last place.
 */
export async function grantableFloor(
  tx: Transaction,
  slot: FloorSlot & { readonly customerId: string },
  lock?: Tx['lock'],
): Promise<Floor> {
  const floor = await floorInForce(tx, slot);
  if (!floor) throw refuse('SKU_NOT_AUTHORIZED', 'productId');
  const { authorizationId: id, maxCustomers: limit } = floor;
  if (id === null || limit === null) return floor;
  await lock?.('AuthorizationCustomers', id);
  const [others] = await tx.rows<{ count: number }>(sql`
    select count(distinct d.customer_id)::int as count from exclusive_discount d
    where d.joint_sales_authorization_id = ${id} and d.customer_id <> ${slot.customerId}
      and d.status in (${sql.words([...REVIEW_STATES, ...GRANTED_STATES])})`);
  if (others!.count >= limit) throw refuse('CUSTOMER_LIMIT_REACHED', null, { limit });
  return floor;
}

/** Returns the time by which a review that starts now should be decided. */
export const reviewDue = async (tx: Transaction, now: Date): Promise<Date> =>
  calendar.addWorkingDays(now, await reviewDays.value(tx, now));

/** Whether a price in range still goes to the seller: always for common products, never for the marketplace's own (domain §4.4). */
export const sellerReviews = async (
  tx: Transaction,
  saleModel: string,
  now: Date,
): Promise<boolean> =>
  saleModel === 'COMMON' ||
  (saleModel === 'JOINT_OPERATION' && (await sellerReviewsAll.value(tx, now)) === 1);

/** Whether the seller decides on a price below the floor after the operator: on common products (domain §4.4). */
export const sellerFollows = async (
  tx: Transaction,
  saleModel: string,
  now: Date,
): Promise<boolean> => saleModel === 'COMMON' && (await belowFloorToSeller.value(tx, now)) === 1;
