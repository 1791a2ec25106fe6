import type { Tx } from '../../../platform/command/types.ts';
import { sql } from '../../../platform/sql/sql.ts';
import type { UpstreamFailure } from '../../../sources/transport/index.ts';
import { type UpstreamFeed, UpstreamFeedEntity } from '../feed/upstream-feed.entity.ts';
import { upstreamFeedLife } from '../feed/upstream-feed.life.ts';
import type { UpstreamApi } from '../upstream-api.ts';

/** Age of a noted success at which a further one is noted: parallel notifications must not wait for each other. */
const NOTED_MS = 10_000;

/** Returns the feed of an account that no run reads, so that its health shows beside the others. */
export async function feedOfAccount(
  tx: Tx,
  accountId: string,
  api: UpstreamApi,
): Promise<Readonly<UpstreamFeed>> {
  const [feed] = await tx.find(
    UpstreamFeedEntity,
    (d) => sql`${d.accountId} = ${accountId} and ${d.api} = ${api}`,
  );
  if (!feed) throw new Error(`The account has no feed ${api}`);
  return feed;
}

/** Notes that a call succeeded, or that a notification was accepted. */
export async function noteSuccess(tx: Tx, feedId: string): Promise<void> {
  const noted = new Date(tx.now.getTime() - NOTED_MS);
  await tx.rows(sql`
    update ${sql.table(UpstreamFeedEntity)} set last_success_at = ${tx.now}, failures = 0
    where id = ${feedId} and (last_success_at is null or last_success_at < ${noted} or failures > 0)`);
  const [feed] = await tx.find(
    UpstreamFeedEntity,
    (d) => sql`${d.id} = ${feedId} and ${d.status} = 'CIRCUIT_OPEN'`,
  );
  if (feed) await tx.fire(upstreamFeedLife, await tx.get(upstreamFeedLife, feedId), 'recover');
}

/** Notes that a call failed. */
export async function noteFailure(
  tx: Tx,
  feedId: string,
  { kind, code, requestId }: Pick<UpstreamFailure, 'kind' | 'code' | 'requestId'>,
): Promise<void> {
  const row = await tx.get(upstreamFeedLife, feedId);
  Object.assign(row, {
    failures: row.failures + 1,
    lastErrorCode: code ?? kind,
    lastErrorAt: tx.now,
    lastErrorRequestId: requestId,
  });
  if (kind === 'CIRCUIT_OPEN' && (row.status === 'OK' || row.status === 'LAGGING'))
    await tx.fire(upstreamFeedLife, row, 'breakCircuit');
}

/** Counts a request that was refused before it was stored. */
export async function noteRefusal(tx: Tx, feedId: string, code: string): Promise<void> {
  await tx.rows(sql`
    update ${sql.table(UpstreamFeedEntity)} set failures = failures + 1, last_error_code = ${code}, last_error_at = ${tx.now},
      last_error_request_id = null
    where id = ${feedId}`);
}
