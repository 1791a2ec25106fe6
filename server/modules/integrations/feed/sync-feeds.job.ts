import { repeatOnConflict, transact } from '../../../platform/command/pipeline.ts';
import type { CommandDeps, Tx } from '../../../platform/command/types.ts';
import { sql } from '../../../platform/sql/sql.ts';
import { systemViewer } from '../../../platform/viewer.ts';
import { UpstreamAccountEntity } from '../account/upstream-account.entity.ts';
import { feedOf } from '../feeds/feeds.ts';
import type { Cursor } from './feed.ts';
import { fail, stopRun, succeed } from './feed-end.write.ts';
import { failureOf } from './feed-failure.ts';
import { type HeldFeed, HoldLost, holdDueFeed, releaseHold } from './feed-hold.write.ts';
import { openFeeds } from './feed-open.write.ts';
import { applyPage } from './feed-page.write.ts';
import { SYNC_TASK } from './feed-schedule.ts';
import { openClient, type UpstreamClient } from './upstream-client.ts';
import { UpstreamFeedEntity } from './upstream-feed.entity.ts';
import { upstreamFeedLife } from './upstream-feed.life.ts';

/** Feeds that a process runs at a time; each account has its own quota. */
const PARALLEL = 3;

const asSync = <T>(deps: CommandDeps, work: (tx: Tx) => Promise<T>): Promise<T> =>
  repeatOnConflict(() => transact(deps, systemViewer('upstream'), SYNC_TASK, work));

/** Runs the feeds that are due, marks those whose data are late, and opens feeds that were added since. */
export const syncFeeds = (deps: CommandDeps) => ({
  name: SYNC_TASK,
  async run(stopping?: AbortSignal) {
    await asSync(deps, openMissing);
    await asSync(deps, markLate);
    const work = async (): Promise<number> => {
      let count = 0;
      while (!stopping?.aborted) {
        const held = await asSync(deps, holdDueFeed);
        if (!held) break;
        await runFeed(deps, held, stopping);
        count += 1;
      }
      return count;
    };
    const counts = await Promise.all(Array.from({ length: PARALLEL }, work));
    return counts.reduce((sum, count) => sum + count, 0);
  },
});

async function openMissing(tx: Tx): Promise<void> {
  const accounts = await tx.find(UpstreamAccountEntity, (d) => sql`${d.status} <> 'REMOVED'`);
  for (const account of accounts) await openFeeds(tx, account);
}

/** Marks the feeds whose data are older than their target lag. */
async function markLate(tx: Tx): Promise<void> {
  const late = await tx.find(
    UpstreamFeedEntity,
    (d) => sql`${d.staleSince} is null and ${d.freshUntil} <= ${tx.now} and ${d.status} <> 'OFF'`,
  );
  for (const { id } of late) {
    const row = await tx.get(upstreamFeedLife, id);
    if (row.status === 'OK') await tx.fire(upstreamFeedLife, row, 'lag');
    else row.staleSince = row.freshUntil ?? null;
  }
}

type End = { readonly cursor: Cursor; readonly total: number | null };

/** Runs a feed page by page. An interrupted run keeps its place; the feed is held no longer than a page may take. */
async function runFeed(
  deps: CommandDeps,
  held: HeldFeed,
  stopping: AbortSignal | undefined,
): Promise<void> {
  const feed = feedOf(held.feed.api)!;
  let client: UpstreamClient | undefined;
  try {
    client = openClient(deps, held.account);
    const { cursor: from = null } = held.feed;
    // A run may have been interrupted between its last page and its end.
    let end: End | null = from && { cursor: from, total: held.run.total ?? null };
    for await (const page of feed.pages(client, from, deps.clock.now())) {
      await asSync(deps, (tx) => applyPage(tx, held, feed, page));
      end = page;
      if (stopping?.aborted) {
        await asSync(deps, (tx) => releaseHold(tx, held));
        return;
      }
    }
    await asSync(deps, (tx) => succeed(tx, held, feed, end));
  } catch (error) {
    if (error instanceof HoldLost) return await asSync(deps, (tx) => stopRun(tx, held));
    const failure = failureOf(error);
    deps.log.warn({ err: error, feed: held.feed.id, api: feed.api }, 'a run of a feed failed');
    await asSync(deps, (tx) => fail(tx, held, failure)).catch((lost) => {
      if (!(lost instanceof HoldLost)) throw lost;
    });
  } finally {
    await client?.close();
  }
}
