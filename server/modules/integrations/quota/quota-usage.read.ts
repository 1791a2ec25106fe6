import { NOW } from '../../../platform/db/tenancy.ts';
import { type Sql, sql } from '../../../platform/sql/sql.ts';
import { UpstreamQuotaEntity } from './upstream-quota.entity.ts';
import { ASKING_MS, USAGE_MS } from './usage.ts';

const nowMs = sql`${sql.ms(sql.raw(NOW))}::bigint`;

/** A figure of the APIs that an account calls; zero if none was called. `calls` is an array of their names. */
const figure = (accountId: Sql, calls: Sql, value: Sql): Sql => sql`coalesce((
  select ${value} from ${sql.table(UpstreamQuotaEntity)} q
  where q.account_id = ${accountId} and q.api = any(${calls})), 0)::int`;

/** Calls that were admitted in the last minute, of the API that was called most: each API has its own quota. */
export const admittedCalls = (accountId: Sql, calls: Sql): Sql =>
  figure(
    accountId,
    calls,
    sql`max((select sum(s.value::int) from jsonb_each_text(q.usage -> 'calls') s
      where s.key::bigint > ${nowMs} - ${sql.raw(String(USAGE_MS))} and s.key::bigint <= ${nowMs}))`,
  );

/** Calls that wait for an admission, in all processes. */
export const waitingCalls = (accountId: Sql, calls: Sql): Sql =>
  figure(
    accountId,
    calls,
    sql`sum((select sum((w.value ->> 'count')::int) from jsonb_each(q.usage -> 'waiting') w
      where (w.value ->> 'at')::bigint > ${nowMs} - ${sql.raw(String(ASKING_MS))}))`,
  );
