import type { Tx } from '../../../platform/command/types.ts';
import { hint } from '../../../platform/jobs/enqueue.ts';
import { sql } from '../../../platform/sql/sql.ts';
import type { UpstreamAccount } from '../account/upstream-account.entity.ts';
import { feedOf } from '../feeds/feeds.ts';
import {
  TARGET_LAGS,
  UPSTREAM_API_NAMES,
  UPSTREAM_APIS,
  type UpstreamApi,
} from '../upstream-api.ts';
import { SYNC_TASK } from './feed-schedule.ts';
import { UpstreamFeedEntity } from './upstream-feed.entity.ts';
import { upstreamFeedLife } from './upstream-feed.life.ts';

/** APIs whose feed a person must switch on: the contract of the enterprise mail is not public (domain §8). */
const OFF_AT_FIRST: readonly UpstreamApi[] = ['ENTERPRISE_MAIL'];

/** Opens the feeds of an account that it does not have yet; those that runs read are due at once. */
export async function openFeeds(
  tx: Tx,
  { id, orgId, system }: Pick<UpstreamAccount, 'id' | 'orgId' | 'system'>,
): Promise<void> {
  const known = await tx.find(UpstreamFeedEntity, (d) => sql`${d.accountId} = ${id}`);
  const missing = UPSTREAM_API_NAMES.filter(
    (api) => UPSTREAM_APIS[api].system === system && known.every((feed) => feed.api !== api),
  );
  // Every run opens what is missing; a hint without need would make it run again at once.
  if (missing.length === 0) return;
  for (const api of missing) {
    const isCalled = feedOf(api) !== undefined;
    const lagMs = (await TARGET_LAGS[api].value(tx, tx.now)) * 60_000;
    await tx.begin(
      upstreamFeedLife,
      {
        accountId: id,
        orgId,
        api,
        status: OFF_AT_FIRST.includes(api) ? 'OFF' : 'OK',
        nextRunAt: isCalled ? tx.now : null,
        freshUntil: isCalled ? new Date(tx.now.getTime() + lagMs) : null,
      },
      'open',
    );
  }
  await hint(tx, SYNC_TASK, 0, `feeds:${id}`);
}

/** Makes all feeds of an account due now. */
export async function wakeFeeds(tx: Tx, accountId: string): Promise<void> {
  await tx.rows(sql`
    update ${sql.table(UpstreamFeedEntity)} set next_run_at = ${tx.now}, failures = 0
    where account_id = ${accountId} and next_run_at is not null`);
  await hint(tx, SYNC_TASK, 0, `feeds:${accountId}`);
}
