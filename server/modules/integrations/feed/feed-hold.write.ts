import type { Tx } from '../../../platform/command/types.ts';
import { sql } from '../../../platform/sql/sql.ts';
import { type UpstreamAccount, UpstreamAccountEntity } from '../account/upstream-account.entity.ts';
import { feeds } from '../feeds/feeds.ts';
import { type SyncRun, SyncRunEntity } from './sync-run.entity.ts';
import { type UpstreamFeed, UpstreamFeedEntity } from './upstream-feed.entity.ts';

/** Time for which a run holds its feed without a page; then another process continues. */
const HOLD_MS = 120_000;

/** A feed that this process runs. */
export interface HeldFeed {
  readonly feed: Readonly<UpstreamFeed>;
  readonly account: Readonly<UpstreamAccount>;
  readonly run: Readonly<SyncRun>;
  readonly holder: string;
}

const later = (tx: Tx): Date => new Date(tx.now.getTime() + HOLD_MS);

/** Takes the feed that is due longest, unless another process holds it, with its unfinished run or a new one. */
export async function holdDueFeed(tx: Tx): Promise<HeldFeed | null> {
  const holder = tx.newId();
  const [taken] = await tx.rows<{ id: string }>(sql`
    update ${sql.table(UpstreamFeedEntity)} set holder = ${holder}, held_until = ${later(tx)}
    where id = (
      select f.id from ${sql.table(UpstreamFeedEntity)} f join ${sql.table(UpstreamAccountEntity)} a on a.id = f.account_id
      where a.status = 'CONNECTED' and f.status <> 'OFF' and f.next_run_at <= ${tx.now}
        and (f.held_until is null or f.held_until <= ${tx.now}) and f.api = any(${feeds.map(({ api }) => api)}::text[])
      order by f.next_run_at, f.id limit 1 for update of f skip locked)
    returning id`);
  if (!taken) return null;
  const [feed] = await tx.find(UpstreamFeedEntity, (d) => sql`${d.id} = ${taken.id}`);
  const [account] = await tx.find(UpstreamAccountEntity, (d) => sql`${d.id} = ${feed!.accountId}`);
  return { feed: feed!, account: account!, run: await runOf(tx, feed!), holder };
}

async function runOf(tx: Tx, { id: feedId, orgId, api }: Readonly<UpstreamFeed>) {
  const unfinished = () =>
    tx.find(SyncRunEntity, (d) => sql`${d.feedId} = ${feedId} and ${d.outcome} = 'RUNNING'`);
  const [run] = await unfinished();
  if (run) return run;
  tx.insert(SyncRunEntity, { id: tx.newId(), createdAt: tx.now, feedId, orgId, api });
  return (await unfinished())[0]!;
}

/** The feed was taken by another process, switched off or paused: this run stops without a change. */
export class HoldLost extends Error {}

/** Extends the hold, and locks the feed until the end of the transaction. Throws HoldLost. */
export async function extendHold(tx: Tx, { feed, holder }: HeldFeed): Promise<void> {
  // The order in which commands lock.
  tx.lock('UpstreamFeed', feed.id);
  const [held] = await tx.rows(sql`
    update ${sql.table(UpstreamFeedEntity)} f set held_until = ${later(tx)}
    from ${sql.table(UpstreamAccountEntity)} a
    where f.id = ${feed.id} and f.holder = ${holder} and f.status <> 'OFF' and a.id = f.account_id and a.status = 'CONNECTED'
    returning f.id`);
  if (!held) throw new HoldLost('The feed is held by another process, switched off or paused');
}

/** Releases a feed, so that its run continues later. Returns whether this process still held it. */
export async function releaseHold(tx: Tx, { feed, holder }: HeldFeed): Promise<boolean> {
  const released = await tx.rows(sql`
    update ${sql.table(UpstreamFeedEntity)} set holder = null, held_until = null
    where id = ${feed.id} and holder = ${holder} returning id`);
  return released.length > 0;
}
