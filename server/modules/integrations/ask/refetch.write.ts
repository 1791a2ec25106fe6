import { transact } from '../../../platform/command/pipeline.ts';
import type { Tx, UpstreamAsker } from '../../../platform/command/types.ts';
import { refuse } from '../../../platform/errors.ts';
import type { UpstreamAccount } from '../account/upstream-account.entity.ts';
import type { FeedRow } from '../feed/feed.ts';
import { applyRows } from '../feed/feed-rows.write.ts';
import { rowFeedOf } from '../feeds/feeds.ts';
import { feedOfAccount } from '../notification/feed-note.write.ts';
import type { UpstreamApi } from '../upstream-api.ts';
import { type Asked, ask } from './ask.ts';

/** A row of an upstream: the account that can read it, the API, and the key that the upstream gave it. */
export interface Origin {
  readonly account: Readonly<UpstreamAccount>;
  readonly api: UpstreamApi;
  readonly key: string;
}

/** Object about which a person asks, for the audit. */
interface Subject {
  readonly action: string;
  readonly subjectType: string;
  readonly subjectId: string;
}

/** Returns what applies rows that were asked for, as a run would, and tells the outcome. */
export async function refetch(
  asker: UpstreamAsker,
  subject: Subject,
  originOf: (tx: Tx) => Promise<Origin>,
) {
  const { account, api, key } = await transact(asker.deps, asker.viewer, 'ask', originOf);
  const { fetch } = rowFeedOf(api)!;
  if (!fetch) throw refuse('FEED_NOT_CALLED');
  const made = await ask(asker, account, (client, signal) => fetch(client, key, signal));
  return async (tx: Tx) => {
    const asked =
      'failure' in made ? made.failure : await applied(tx, { account, api, key }, made.answer);
    tx.audit({ ...subject, detail: { api, key, ...asked } });
    return { ...asked };
  };
}

/** Applies rows as the system: the upstream is the proof. */
const applied = (
  tx: Tx,
  { account, api }: Origin,
  rows: readonly FeedRow<unknown>[],
): Promise<Asked> =>
  tx.asSystem('upstream', async (system) => {
    if (rows.length === 0) return { outcome: 'NOT_FOUND', code: null, requestId: null };
    const feed = await feedOfAccount(system, account.id, api);
    // The order in which runs lock.
    system.lock('UpstreamFeed', feed.id);
    const { written, quarantined, problem } = await applyRows(
      system,
      { feed, account },
      rowFeedOf(api)!,
      rows,
    );
    const outcome = quarantined > 0 ? 'QUARANTINED' : written > 0 ? 'WRITTEN' : 'UNCHANGED';
    return { outcome, code: problem, requestId: null };
  });
