import type { Tx } from '../../../platform/command/types.ts';
import { publish } from '../../../platform/db/event.ts';
import { sql } from '../../../platform/sql/sql.ts';
import type { AnyFeed, FeedPage } from './feed.ts';
import { extendHold, type HeldFeed } from './feed-hold.write.ts';
import { applyRows } from './feed-rows.write.ts';
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
  const applied = await applyRows(tx, held, feed, page.rows);
  await tx.rows(sql`
    update ${sql.table(UpstreamFeedEntity)} set cursor = ${JSON.stringify(page.cursor)}::jsonb where id = ${held.feed.id}`);
  await tx.rows(sql`
    update ${sql.table(SyncRunEntity)} set pages = pages + 1, rows_read = rows_read + ${page.rows.length},
      rows_written = rows_written + ${applied.written}, rows_unchanged = rows_unchanged + ${applied.unchanged},
      rows_quarantined = rows_quarantined + ${applied.quarantined}, differences = differences + ${applied.differences},
      total = ${page.total}
    where id = ${held.run.id}`);
  await announceRun(tx, held);
}

/** Notifies the pages that show the run. */
export const announceRun = (tx: Tx, { run }: HeldFeed): Promise<void> =>
  publish(tx, { topic: SYNC_RUN_TOPIC, id: run.id, to: [run.orgId, 'operator'] });
