import { createHash } from 'node:crypto';
import type { Tx } from '../../../platform/command/types.ts';
import { sql } from '../../../platform/sql/sql.ts';
import type { RowProblem } from '../feed/feed.ts';
import type { UpstreamFeed } from '../feed/upstream-feed.entity.ts';
import { QuarantinedRowEntity } from './quarantined-row.entity.ts';
import { quarantinedRowLife } from './quarantined-row.life.ts';

/** A row that cannot be applied, with the reason. */
export interface SpoiltRow {
  readonly raw: unknown;
  readonly key: string | null;
  readonly problem: RowProblem;
}

/** Most characters of a row that are kept. */
const RAW_MAX = 20_000;

type FeedRef = Pick<UpstreamFeed, 'id' | 'orgId' | 'api'>;

/**
 * Puts rows into quarantine. A row that is there already keeps its entry: an open one gets its present problem, a
 * dismissed one stays dismissed.
 */
export async function quarantine(
  tx: Tx,
  { id: feedId, orgId, api }: FeedRef,
  rows: readonly SpoiltRow[],
): Promise<void> {
  if (rows.length === 0) return;
  const table = sql.table(QuarantinedRowEntity);
  const entries = new Map(
    rows.map(({ raw, key, problem }) => {
      const text = textOf(raw);
      const fingerprint = createHash('sha256').update(text).digest('hex');
      return [fingerprint, { id: tx.newId(), fingerprint, raw: text, key, ...problem }];
    }),
  );
  await tx.rows(sql`
    insert into ${table} as q (id, created_at, feed_id, org_id, api, status, row_key, raw, fingerprint, problem_code,
      problem_path, seen_at, version)
    select r.id, ${tx.now}, ${feedId}::uuid, ${orgId}::uuid, ${api}, 'OPEN', r.key, r.raw, r.fingerprint, r.code, r.path, ${tx.now}, 1
    from jsonb_to_recordset(${JSON.stringify([...entries.values()])}::jsonb)
      r(id uuid, key text, raw text, fingerprint text, code text, path text)
    on conflict (feed_id, fingerprint) do update set seen_at = excluded.seen_at,
      problem_code = case q.status when 'OPEN' then excluded.problem_code else q.problem_code end,
      problem_path = case q.status when 'OPEN' then excluded.problem_path else q.problem_path end`);
}

/** Heals open entries of keys that were applied now. */
export async function heal(tx: Tx, feedId: string, keys: readonly string[]): Promise<void> {
  const healed = await tx.find(
    QuarantinedRowEntity,
    (d) =>
      sql`${d.feedId} = ${feedId} and ${d.status} = 'OPEN' and ${d.rowKey} = any(${keys}::text[])`,
  );
  const rows = await tx.getAll(
    quarantinedRowLife,
    healed.map(({ id }) => id),
  );
  await tx.fire(quarantinedRowLife, rows, 'heal');
}

/** JSON text of a row. PostgreSQL stores no NUL, which JSON may escape. */
const textOf = (raw: unknown): string =>
  (JSON.stringify(raw, null, 2) ?? String(raw)).replaceAll('\\u0000', '\\ufffd').slice(0, RAW_MAX);
