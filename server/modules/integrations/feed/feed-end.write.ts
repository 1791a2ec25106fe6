import type { Tx } from '../../../platform/command/types.ts';
import { pauseAfter } from '../../../platform/jobs/drain.ts';
import { type Sql, sql } from '../../../platform/sql/sql.ts';
import { upstreamAccountLife } from '../account/upstream-account.life.ts';
import { listDifferences } from '../difference/difference.write.ts';
import { TARGET_LAGS, UPSTREAM_APIS } from '../upstream-api.ts';
import type { AnyFeed, Cursor } from './feed.ts';
import type { RunFailure } from './feed-failure.ts';
import { extendHold, type HeldFeed, releaseHold } from './feed-hold.write.ts';
import { announceRun } from './feed-page.write.ts';
import { scheduleAfter } from './feed-schedule.ts';
import { SyncRunEntity } from './sync-run.entity.ts';
import { upstreamFeedLife } from './upstream-feed.life.ts';

/** Failures after which a feed is only tried from time to time. */
const BREAK_AFTER = 3;
const LONGEST_PAUSE_MS = 15 * 60_000;

/** Ends a run that read everything, and plans the next one. `end` is the place after its last page. */
export async function succeed(
  tx: Tx,
  held: HeldFeed,
  feed: AnyFeed,
  end: { readonly cursor: Cursor; readonly total: number | null } | null,
): Promise<void> {
  await extendHold(tx, held);
  const finished =
    end && feed.finish
      ? await feed.finish(tx, held.account, { ...end, feedId: held.feed.id })
      : null;
  const differences = finished?.comparison
    ? await listDifferences(tx, held.account, finished.comparison)
    : 0;
  const lagMinutes = await TARGET_LAGS[feed.api].value(tx, tx.now);
  const { dailyAt } = UPSTREAM_APIS[feed.api];
  const row = await tx.get(upstreamFeedLife, held.feed.id);
  Object.assign(row, scheduleAfter(held.run.createdAt, { lagMinutes, dailyAt }), {
    cursor: finished?.cursor ?? null,
    lastSuccessAt: tx.now,
    failures: 0,
    holder: null,
    heldUntil: null,
  });
  if (row.status !== 'OK') await tx.fire(upstreamFeedLife, row, 'recover');
  await endRun(
    tx,
    held,
    sql`outcome = 'SUCCEEDED', rows_written = rows_written + ${finished?.written ?? 0},
    differences = differences + ${differences}`,
  );
}

/** Ends a run that failed. The next run continues after its last page. */
export async function fail(tx: Tx, held: HeldFeed, failure: RunFailure): Promise<void> {
  const { code, requestId, isBroken, isRejected } = failure;
  if (isRejected) tx.lock('UpstreamAccount', held.account.id);
  await extendHold(tx, held);
  const row = await tx.get(upstreamFeedLife, held.feed.id);
  const failures = row.failures + 1;
  const pause = Math.min(pauseAfter(failures), LONGEST_PAUSE_MS);
  // A call that was not sent hides no reason: the last answer of the upstream stays.
  const isAnswered = !isBroken || row.failures === 0;
  const reason = { lastErrorCode: code, lastErrorAt: tx.now, lastErrorRequestId: requestId };
  Object.assign(row, isAnswered && reason, {
    failures,
    nextRunAt: new Date(tx.now.getTime() + pause),
    holder: null,
    heldUntil: null,
  });
  const breaks = isBroken || failures >= BREAK_AFTER;
  if (row.status === 'CIRCUIT_OPEN') row.probeAt = row.nextRunAt ?? null;
  else if (breaks) await tx.fire(upstreamFeedLife, row, 'breakCircuit');
  await endRun(
    tx,
    held,
    sql`outcome = 'FAILED', error_code = ${code}, error_request_id = ${requestId}`,
  );
  if (!isRejected) return;
  const account = await tx.get(upstreamAccountLife, held.account.id);
  if (account.status === 'CONNECTED')
    await tx.fire(upstreamAccountLife, account, 'reject', { code });
}

/** Ends the run of a feed that was switched off or whose account was paused; another holder's run goes on. */
export async function stopRun(tx: Tx, held: HeldFeed): Promise<void> {
  tx.lock('UpstreamFeed', held.feed.id);
  if (await releaseHold(tx, held))
    await endRun(tx, held, sql`outcome = 'FAILED', error_code = 'STOPPED'`);
}

async function endRun(tx: Tx, held: HeldFeed, changes: Sql): Promise<void> {
  await tx.rows(
    sql`update ${sql.table(SyncRunEntity)} set ${changes}, finished_at = ${tx.now} where id = ${held.run.id}`,
  );
  await announceRun(tx, held);
}
