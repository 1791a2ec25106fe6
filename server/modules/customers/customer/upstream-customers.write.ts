import type { Tx } from '../../../platform/command/types.ts';
import { sql } from '../../../platform/sql/sql.ts';
import { searchKey } from '../../partners/index.ts';
import { contactChange, type MailedContact, replaceContacts } from './contact-change.write.ts';
import type { Customer } from './customer.entity.ts';

/** A customer as an upstream system describes it. Null is a value that it does not give. */
export interface UpstreamCustomer
  extends Pick<
    Customer,
    'name' | 'cloudAccount' | 'level' | 'contactPhone' | 'contactMail' | 'country'
  > {
  readonly upstreamId: string;
  readonly customerType: Customer['customerType'] | null;
  readonly verifiedStatus: Customer['verifiedStatus'] | null;
}

/** A customer after an upsert; null for one that was not written, because its two keys belong to two customers. */
export interface UpsertedCustomer {
  readonly upstreamId: string;
  readonly customerId: string | null;
  readonly isNew: boolean;
  readonly isChanged: boolean;
}

interface Known {
  readonly upstreamId: string;
  readonly byUpstream: string | null;
  readonly byAccount: string | null;
  readonly accountsUpstream: string | null;
}

const COLUMNS =
  sql.raw(`r(id uuid, "upstreamId" text, name text, "nameKey" text, "cloudAccount" text, "customerType" text,
  "verifiedStatus" text, level text, "contactPhone" text, "contactMail" text, country text)`);

/**
 * Creates and updates customers as an upstream system describes them, with one statement for each step. Its values
 * take precedence over those that a partner entered; a value that it does not give changes nothing. A customer is
 * found by its upstream id, or by its account if it has no upstream id yet.
 */
export async function upsertUpstreamCustomers(
  tx: Tx,
  rows: readonly UpstreamCustomer[],
): Promise<readonly UpsertedCustomer[]> {
  // An import and the feeds of other partners write the same customers.
  tx.lock('CustomerImport', 'all');
  const known = await tx.rows<Known>(sql`
    select r."upstreamId", u.id as "byUpstream", a.id as "byAccount", a.upstream_id as "accountsUpstream"
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) r("upstreamId" text, "cloudAccount" text)
    left join customer u on u.upstream_id = r."upstreamId"
    left join customer a on a.cloud_account = lower(r."cloudAccount")`);
  const places = new Map(known.map((place) => [place.upstreamId, place]));
  const placed = rows.map((row) => {
    const { byUpstream, byAccount, accountsUpstream } = places.get(row.upstreamId)!;
    const isOfOther = byUpstream
      ? byAccount !== null && byAccount !== byUpstream
      : accountsUpstream !== null;
    const found = byUpstream ?? byAccount;
    return {
      ...row,
      cloudAccount: row.cloudAccount?.toLowerCase() ?? null,
      nameKey: searchKey(row.name),
      id: isOfOther ? null : (found ?? tx.newId()),
      isNew: found === null,
    };
  });
  const written = placed.filter(({ id }) => id !== null);
  await insertCustomers(
    tx,
    written.filter(({ isNew }) => isNew),
  );
  const changed = await updateCustomers(
    tx,
    written.filter(({ isNew }) => !isNew),
  );
  return placed.map(({ upstreamId, id, isNew }) => ({
    upstreamId,
    customerId: id,
    isNew,
    isChanged: isNew || (id !== null && changed.has(id)),
  }));
}

async function insertCustomers(tx: Tx, rows: readonly object[]): Promise<void> {
  if (rows.length === 0) return;
  await tx.rows(sql`
    insert into customer (id, created_at, name, name_key, cloud_account, upstream_id, customer_type, verified_status, level,
      contact_phone, contact_mail, contact_on_file, contact_source, country, upstream_flags, source, version)
    select r.id, ${tx.now}, r.name, r."nameKey", r."cloudAccount", r."upstreamId", coalesce(r."customerType", 'COMPANY'),
      coalesce(r."verifiedStatus", 'NONE'), r.level, r."contactPhone", r."contactMail", r."contactMail" is not null,
      case when r."contactMail" is not null then 'UPSTREAM' end, r.country, '{}', 'UPSTREAM', 1
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) ${COLUMNS}`);
}

/** Updates the customers that differ and returns their ids. A contact on file that differs is replaced. */
async function updateCustomers(tx: Tx, rows: readonly object[]): Promise<Set<string>> {
  if (rows.length === 0) return new Set();
  const changed = await tx.rows<MailedContact>(sql`
    update customer c set name = n.name, name_key = n.name_key, cloud_account = n.cloud_account, upstream_id = n.upstream_id,
      customer_type = n.customer_type, verified_status = n.verified_status, level = n.level, contact_phone = n.contact_phone,
      contact_mail = n.contact_mail, contact_on_file = n.contact_on_file, contact_source = n.contact_source, country = n.country, source = 'UPSTREAM',
      version = c.version + 1
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) ${COLUMNS} join customer o on o.id = r.id
    cross join lateral (select r.name, r."nameKey" as name_key, coalesce(r."cloudAccount", o.cloud_account) as cloud_account,
      r."upstreamId" as upstream_id, coalesce(r."customerType", o.customer_type) as customer_type,
      coalesce(r."verifiedStatus", o.verified_status) as verified_status, coalesce(r.level, o.level) as level,
      coalesce(r."contactPhone", o.contact_phone) as contact_phone, coalesce(r."contactMail", o.contact_mail) as contact_mail,
      o.contact_on_file or r."contactMail" is not null as contact_on_file,
      case when r."contactMail" is not null then 'UPSTREAM' else o.contact_source end as contact_source, coalesce(r.country, o.country) as country) n
    where c.id = r.id and (o.name, o.name_key, o.cloud_account, o.upstream_id, o.customer_type, o.verified_status, o.level,
        o.contact_phone, o.contact_mail, o.contact_on_file, o.contact_source, o.country, o.source)
      is distinct from (n.name, n.name_key, n.cloud_account, n.upstream_id, n.customer_type, n.verified_status, n.level,
        n.contact_phone, n.contact_mail, n.contact_on_file, n.contact_source, n.country, 'UPSTREAM')
    returning c.id, c.name, ${contactChange}`);
  await replaceContacts(tx, changed);
  return new Set(changed.map(({ id }) => id));
}
