import { calendarSql } from '../../../platform/db/calendar-sql.ts';
import { NOW } from '../../../platform/db/tenancy.ts';
import type { Policy } from '../../../platform/rules/policy.ts';
import { type Sql, sql } from '../../../platform/sql/sql.ts';

/**
 * One-time codes of one purpose. Their table has `id`, `created_at`, `code_hash`, `expires_at`, `wrong_tries` and
 * `used_at`; rows outlive their code, because they count the codes sent and the wrong entries, which a new code must not
 * reset.
 */
export interface CodeSeries {
  /** Purpose of the key that hashes the codes. */
  readonly purpose: string;
  readonly table: Sql;
  readonly valid: Policy;
  readonly tries: Policy;
  readonly sends: Policy;
  readonly windowHours: Policy;
  readonly pauseMinutes: Policy;
}

/** SQL about codes that are counted together. */
export interface CodeCounts {
  /** Number of wrong entries left; 0 while codes are locked. */
  readonly triesLeft: Sql;
  /**
   * Time from which another code may be sent; null if none was sent recently. A code and its entries leave the
   * count when the code is old enough, so a lock ends with its oldest code.
   */
  readonly nextAt: Sql;
  /** `nextAt` if it is in the future, else null. */
  readonly resendAt: Sql;
  /** `nextAt` as text in the marketplace's time zone, for messages. */
  readonly nextText: Sql;
}

const now = sql.raw(NOW);

/** Counts the codes `k` of a series for which a condition holds. */
export function codeCounts(series: CodeSeries, condition: Sql): CodeCounts {
  const { tries, sends, windowHours, pauseMinutes } = series;
  const window = sql`make_interval(hours => ${windowHours.sql}::int)`;
  const pause = sql`make_interval(mins => ${pauseMinutes.sql}::int)`;
  const counted = sql`from ${series.table} k where ${condition} and k.created_at > ${now} - ${window}`;
  const nextAt = sql`(select greatest(
    max(k.created_at) + ${pause},
    case when count(*) >= ${sends.sql} then min(k.created_at) + ${window} end,
    case when sum(k.wrong_tries) >= ${tries.sql}
      then min(k.created_at) filter (where k.wrong_tries > 0) + ${window} end) ${counted})`;
  return {
    triesLeft: sql`(select greatest(0, ${tries.sql}::int - coalesce(sum(k.wrong_tries), 0)::int) ${counted})`,
    nextAt,
    resendAt: sql`(select n.at from (select ${nextAt} as at) n where n.at > ${now})`,
    nextText: calendarSql.text(nextAt, 'YYYY-MM-DD HH24:MI'),
  };
}
