import { linkShows } from '../../../platform/db/parties.ts';
import type { Rows } from '../../../platform/db/transaction.ts';
import { sql } from '../../../platform/sql/sql.ts';
import { PrivateOfferEntity } from './offer.entity.ts';
import { GRANTED_STATES } from './offer.machine.ts';

/** Customer whose prices are read. */
export interface PricedCustomer {
  readonly customerId: string;
  /** Subject of the link that asks, which shows only some of the prices; null without a link. */
  readonly subjectId: string | null;
}

/** Price of one unit of a specification by a private offer in effect. */
export interface OfferPrice {
  readonly offerId: string;
  readonly specificationId: string;
  /** Partner of the demand; null for an offer that nobody asked for. */
  readonly partnerId: string | null;
  readonly payRate: string;
  readonly netMinor: bigint;
  readonly validUntil: Date;
}

interface Found extends Omit<OfferPrice, 'netMinor'> {
  readonly net: string;
}

/**
 * Returns the prices that private offers give a customer on specifications at an instant, the lowest first. Compares
 * times as well as states, because the clock may be late.
 */
export async function offerPrices(
  tx: Rows,
  { customerId, subjectId }: PricedCustomer,
  specificationIds: readonly string[],
  at: Date,
): Promise<readonly OfferPrice[]> {
  const rows = await tx.rows<Found>(sql`
    select o.id as "offerId", o.partner_id as "partnerId", l.specification_id as "specificationId", trim_scale(l.pay_rate)::text as "payRate",
      l.net_price_minor::text as net, o.valid_until as "validUntil"
    from private_offer_line l join private_offer o on o.id = l.offer_id
      join private_offer_recipient r on r.offer_id = o.id and r.customer_id = ${customerId}::uuid
    where l.specification_id = any(${specificationIds}::uuid[]) and l.state in (${sql.words(GRANTED_STATES)})
      and o.valid_from <= ${at}::timestamptz and o.valid_until > ${at}::timestamptz
      and ${linkShows(PrivateOfferEntity, 'o', subjectId)}
    order by l.net_price_minor, o.created_at, o.id`);
  return rows.map(({ net, ...price }) => ({ ...price, netMinor: BigInt(net) }));
}
