import type { Tx } from '../../../platform/command/types.ts';
import { refuse } from '../../../platform/errors.ts';
import { Ratio } from '../../../platform/money.ts';
import { type Sql, sql } from '../../../platform/sql/sql.ts';
import type { Place } from '../authorization.write.ts';
import { exceeds } from '../authorization-terms.ts';
import type { CspAuthorization } from './csp-authorization.entity.ts';
import { HOLDING_STATES } from './csp-authorization.machine.ts';

/** A place with its floor. */
type Rated = Place & Pick<CspAuthorization, 'floorPayRate'>;

/** Returns the lowest rate among the wider rows of the same time, or the highest among the narrower ones. */
async function limit(tx: Tx, row: Rated, pick: 'min' | 'max', among: Sql): Promise<string | null> {
  const bound = pick === 'min' ? sql`min(x.floor_pay_rate)` : sql`max(x.floor_pay_rate)`;
  const [found] = await tx.rows<{ rate: string | null }>(sql`
    select ${bound}::text as rate from csp_authorization x
    where x.product_id = ${row.productId} and x.id <> ${row.id} and x.status in (${sql.words(HOLDING_STATES)})
      and x.valid_from < ${row.validUntil}::timestamptz and x.valid_until > ${row.validFrom}::timestamptz and ${among}`);
  return found!.rate;
}

/**
 * Checks product rate ≥ partner rate ≥ customer rate at every instant (domain §3 item 6, §4.3, inferred). The
 * caller holds the product's lock, so that no wider or narrower row is written at the same time.
 */
export async function mustKeepOrder(tx: Tx, row: Rated): Promise<void> {
  const { partnerId, customerId } = row;
  const wider = customerId
    ? sql`(x.partner_id is null or (x.partner_id = ${partnerId!} and x.customer_id is null))`
    : partnerId
      ? sql`x.partner_id is null`
      : null;
  const narrower = customerId
    ? null
    : partnerId
      ? sql`x.partner_id = ${partnerId} and x.customer_id is not null`
      : sql`x.partner_id is not null`;
  const highest = wider && (await limit(tx, row, 'min', wider));
  const lowest = narrower && (await limit(tx, row, 'max', narrower));
  if (highest !== null && exceeds(row.floorPayRate, highest)) {
    throw refuse('RATE_ABOVE_WIDER', 'floorPayRate', { rate: Ratio.text(highest) });
  }
  if (lowest !== null && exceeds(lowest, row.floorPayRate)) {
    throw refuse('RATE_BELOW_NARROWER', 'floorPayRate', { rate: Ratio.text(lowest) });
  }
}
