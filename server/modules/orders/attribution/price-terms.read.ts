import type { Rows } from '../../../platform/db/transaction.ts';
import { sql } from '../../../platform/sql/sql.ts';
import { PrivateOfferEntity } from '../../demands/index.ts';
import { ExclusiveDiscountEntity, ExclusiveDiscountLineEntity } from '../../discounts/index.ts';
import type { OrderLine } from '../line/order-line.entity.ts';

/**
 * Partner and terms of the discount or the private offer that prices a line. A discount keeps the terms under which it
 * was submitted to its end, an offer those that the seller granted for the demand (domain §4.3b).
 */
export interface PriceTerms {
  readonly partnerId: string;
  readonly shareRatio: string | null;
  readonly floorPayRate: string;
}

type Priced = Pick<OrderLine, 'discountLineId' | 'privateOfferId'>;

const sourceOf = ({ discountLineId, privateOfferId }: Priced): string[] =>
  (discountLineId ?? privateOfferId) ? [(discountLineId ?? privateOfferId)!] : [];

/** Returns the terms of each line; undefined at list price and for an offer that answers no demand. */
export async function priceTerms(
  tx: Rows,
  lines: readonly Priced[],
): Promise<readonly (PriceTerms | undefined)[]> {
  const ids = lines.flatMap(sourceOf);
  if (ids.length === 0) return lines.map(() => undefined);
  const rows = await tx.rows<PriceTerms & { id: string }>(sql`
    select l.id, d.partner_id as "partnerId", d.share_ratio::text as "shareRatio", l.floor_pay_rate::text as "floorPayRate"
    from ${sql.table(ExclusiveDiscountLineEntity)} l join ${sql.table(ExclusiveDiscountEntity)} d on d.id = l.discount_id
    where l.id = any(${ids}::uuid[])
    union all
    select o.id, o.partner_id, trim_scale(o.share_ratio)::text, trim_scale(o.floor_pay_rate)::text
    from ${sql.table(PrivateOfferEntity)} o where o.id = any(${ids}::uuid[]) and o.partner_id is not null`);
  const known = new Map(rows.map(({ id, ...terms }) => [id, terms]));
  return lines.map((line) => known.get(sourceOf(line)[0] ?? ''));
}
