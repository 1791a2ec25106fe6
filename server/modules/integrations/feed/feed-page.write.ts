import type { Tx } from '../../../platform/command/types.ts';
import { publish } from '../../../platform/db/event.ts';
import { sql } from '../../../platform/sql/sql.ts';
import { listDifferences } from '../difference/difference.write.ts';
import { heal, quarantine, type SpoiltRow } from '../quarantine/quarantine.write.ts';
import type { AnyFeed, FeedPage } from './feed.ts';
import { extendHold, type HeldFeed } from './feed-hold.write.ts';
import { SyncRunEntity } from './sync-run.entity.ts';
import { SYNC_RUN_TOPIC } from './sync-run.subscription.ts';
import { UpstreamFeedEntity } from './upstream-feed.entity.ts';

/** Applies a page: its rows, its cursor and the figures of the run, all in one transaction. */
export async function applyPage(
  tx: Tx,
  held: HeldFeed,
  feed: AnyFeed,
  page: FeedPage<unknown>,
): Promise<void> {
  await extendHold(tx, held);
  const spoilt = page.rows.flatMap((row): SpoiltRow[] =>
    'problem' in row ? [{ ...row, key: feed.keyOfRaw(row.raw) }] : [],
  );
  const good = page.rows.flatMap((row) => ('value' in row ? [row] : []));
  const applied = await feed.apply(
    tx,
    held.account,
    good.map(({ value }) => value),
  );
  const refused = new Map(applied.refused.map((row) => [row.key, row]));
  const left = good.flatMap(({ raw, value }): SpoiltRow[] => {
    const key = feed.keyOf(value);
    const problem = refused.get(key);
    return problem ? [{ raw, key, problem }] : [];
  });
  await quarantine(tx, held.feed, [...spoilt, ...left]);
  const keys = good.map(({ value }) => feed.keyOf(value)).filter((key) => !refused.has(key));
  await heal(tx, held.feed.id, keys);
  const differences = applied.comparison
    ? await listDifferences(tx, held.account, applied.comparison)
    : 0;
  await tx.rows(sql`
    update ${sql.table(UpstreamFeedEntity)} set cursor = ${JSON.stringify(page.cursor)}::jsonb where id = ${held.feed.id}`);
  await tx.rows(sql`
    update ${sql.table(SyncRunEntity)} set pages = pages + 1, rows_read = rows_read + ${page.rows.length},
      rows_written = rows_written + ${applied.written}, rows_unchanged = rows_unchanged + ${applied.unchanged},
      rows_quarantined = rows_quarantined + ${spoilt.length + left.length}, differences = differences + ${differences},
      total = ${page.total}
    where id = ${held.run.id}`);
  await announceRun(tx, held);
}

/** Notifies the pages that show the run. */
export const announceRun = (tx: Tx, { run }: HeldFeed): Promise<void> =>
  publish(tx, { topic: SYNC_RUN_TOPIC, id: run.id, to: [run.orgId, 'operator'] });
