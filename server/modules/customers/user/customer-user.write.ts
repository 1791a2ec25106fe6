import type { Tx } from '../../../platform/command/types.ts';
import { sql } from '../../../platform/sql/sql.ts';
import { CustomerUserEntity } from './customer-user.entity.ts';

/** User of a customer, as an order or an organization sync names it. */
export interface KnownUser {
  readonly externalId: string;
  readonly name?: string | null;
}

/** Longest id that the marketplace accepts for its users (domain §8 no. 25). */
const LONGEST_ID = 200;

/**
 * Records users of a customer that a seller's account at the marketplace knows. A user is found again by its external
 * id; an absent name changes nothing. An id of more than 200 characters is no user's. Returns the number of rows
 * written.
 */
export async function upsertCustomerUsers(
  tx: Tx,
  customerId: string,
  users: readonly KnownUser[],
  sellerId: string,
): Promise<number> {
  // A statement cannot update the same row twice.
  const byId = new Map(
    users
      .filter(({ externalId: id }) => id !== '' && id.length <= LONGEST_ID)
      .map(({ externalId, name }) => [externalId, { id: tx.newId(), externalId, name }]),
  );
  if (byId.size === 0) return 0;
  const written = await tx.rows(sql`
    insert into ${sql.table(CustomerUserEntity)} as u (id, created_at, customer_id, seller_id, external_id, name)
    select r.id, ${tx.now}, ${customerId}, ${sellerId}, r."externalId", nullif(r.name, '')
    from jsonb_to_recordset(${JSON.stringify([...byId.values()])}::jsonb) r(id uuid, "externalId" text, name text)
    on conflict (customer_id, external_id) do update set name = excluded.name
      where excluded.name is not null and u.name is distinct from excluded.name
    returning id`);
  return written.length;
}

/** Removes users of a customer that the seller's account knows no more. */
export async function removeCustomerUsers(
  tx: Tx,
  customerId: string,
  externalIds: readonly string[],
  sellerId: string,
): Promise<void> {
  await tx.rows(sql`
    delete from ${sql.table(CustomerUserEntity)}
    where customer_id = ${customerId} and seller_id = ${sellerId} and external_id = any(${externalIds}::text[])`);
}
