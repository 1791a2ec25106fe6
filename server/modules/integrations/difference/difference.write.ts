import type { Tx } from '../../../platform/command/types.ts';
import { sql } from '../../../platform/sql/sql.ts';
import type { Comparison, FeedAccount } from '../feed/feed.ts';
import { DifferenceEntity } from './difference.entity.ts';
import { differenceLife } from './difference.life.ts';

/**
 * Lists the differences of a comparison, and settles the open ones of its subjects that it does not have any more.
 * One that a person decided stays decided while both values stay the same. Returns the number of new ones.
 */
export async function listDifferences(
  tx: Tx,
  { id: accountId, orgId }: Pick<FeedAccount, 'id' | 'orgId'>,
  { classes, compared, differences }: Comparison,
): Promise<number> {
  const found = JSON.stringify(
    differences.map((row) => ({
      ...row,
      id: tx.newId(),
      oursMinor: row.oursMinor?.toString(),
      theirsMinor: row.theirsMinor?.toString(),
    })),
  );
  const source = sql`jsonb_to_recordset(${found}::jsonb) r(id uuid, "differenceClass" text, "subjectKey" text,
    "customerId" uuid, "bindingId" uuid, "orderId" uuid, field text, ours text, theirs text,
    "oursMinor" bigint, "theirsMinor" bigint, "oursAt" timestamptz, "theirsAt" timestamptz)`;
  const table = sql.table(DifferenceEntity);
  const gone = await tx.rows<{ id: string }>(sql`
    select d.id from ${table} d
    where d.account_id = ${accountId} and d.status = 'OPEN'
      and d.difference_class = any(${classes}::text[]) and d.subject_key = any(${compared}::text[])
      and not exists (select 1 from ${source} where r."differenceClass" = d.difference_class and r."subjectKey" = d.subject_key)`);
  const settled = await tx.getAll(
    differenceLife,
    gone.map(({ id }) => id),
  );
  await tx.fire(differenceLife, settled, 'settle');
  if (differences.length === 0) return 0;
  const made = await tx.rows<{ isNew: boolean }>(sql`
    insert into ${table} as d (id, created_at, account_id, org_id, status, difference_class, subject_key,
      customer_id, binding_id, order_id, field, ours, theirs, ours_minor, theirs_minor, ours_at, theirs_at, version)
    select r.id, ${tx.now}, ${accountId}::uuid, ${orgId}::uuid, 'OPEN', r."differenceClass", r."subjectKey",
      r."customerId", r."bindingId", r."orderId", r.field, r.ours, r.theirs, r."oursMinor", r."theirsMinor", r."oursAt", r."theirsAt", 1
    from ${source}
    where not exists (select 1 from ${table} k
      where k.account_id = ${accountId} and k.difference_class = r."differenceClass" and k.subject_key = r."subjectKey"
        and k.resolution = 'KEPT' and (k.ours, k.theirs, k.ours_minor, k.theirs_minor) is not distinct from (r.ours, r.theirs, r."oursMinor", r."theirsMinor"))
    on conflict (account_id, difference_class, subject_key) where status = 'OPEN' do update
      set ours = excluded.ours, theirs = excluded.theirs, ours_minor = excluded.ours_minor,
        theirs_minor = excluded.theirs_minor, ours_at = excluded.ours_at, theirs_at = excluded.theirs_at,
        binding_id = excluded.binding_id, version = d.version + 1
      where (d.ours, d.theirs, d.ours_minor, d.theirs_minor, d.binding_id)
        is distinct from (excluded.ours, excluded.theirs, excluded.ours_minor, excluded.theirs_minor, excluded.binding_id)
    returning d.version = 1 as "isNew"`);
  return made.filter(({ isNew }) => isNew).length;
}
