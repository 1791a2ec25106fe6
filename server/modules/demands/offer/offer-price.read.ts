import type { Rows } from '../../../platform/db/transaction.ts';
import { sql } from '../../../platform/sql/sql.ts';

export interface OfferPrice {
  readonly offerId: string;
  readonly payRate: string;
  readonly netMinor: bigint;
}

/** Returns the lowest price that private offers give a customer on a specification at an instant; null if none does. */
export async function offerPriceFor(
  tx: Rows,
  customerId: string,
  specificationId: string,
  at: Date,
): Promise<OfferPrice | null> {
  const [row] = await tx.rows<{ offerId: string; payRate: string; net: string }>(sql`
    select o.id as "offerId", trim_scale(l.pay_rate)::text as "payRate", l.net_price_minor::text as net
    from private_offer_line l join private_offer o on o.id = l.offer_id
    where l.specification_id = ${specificationId}::uuid and l.state = 'EFFECTIVE'
      and o.valid_from <= ${at}::timestamptz and o.valid_until > ${at}::timestamptz
      and exists (select 1 from private_offer_recipient r where r.offer_id = o.id and r.customer_id = ${customerId}::uuid)
    order by l.net_price_minor, o.created_at, o.id limit 1`);
  return row ? { offerId: row.offerId, payRate: row.payRate, netMinor: BigInt(row.net) } : null;
}
