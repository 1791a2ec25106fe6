import type { InferEntity } from '@mikro-orm/core';
import { aggregate } from '../../../platform/db/aggregate.ts';
import { p } from '../../../platform/db/columns.ts';
import { copiesOf } from '../../../platform/db/parent-keys.ts';
import { UpstreamAccountEntity } from '../account/upstream-account.entity.ts';
import { keepers } from '../parties.ts';
import { UPSTREAM_API_NAMES } from '../upstream-api.ts';
import type { Cursor } from './feed.ts';
import { FEED_STATES } from './upstream-feed.machine.ts';

/** One API of an account, with the place up to which it was read. */
export const UpstreamFeedEntity = aggregate({
  name: 'UpstreamFeed',
  parties: keepers({ few: true }),
  copies: copiesOf(UpstreamAccountEntity, 'accountId', ['orgId']),
  properties: {
    ...p.record(),
    accountId: () => p.ref(UpstreamAccountEntity),
    orgId: p.uuid(),
    api: p.word(UPSTREAM_API_NAMES),
    status: p.word(FEED_STATES),
    /** Place at which the next page begins; null for a run from the start. */
    cursor: p.json<Cursor>().nullable(),
    lastSuccessAt: p.instant().nullable(),
    lastErrorCode: p.text().nullable(),
    lastErrorAt: p.instant().nullable(),
    /** Id that the upstream gave the request that failed. */
    lastErrorRequestId: p.text().nullable(),
    /** Time from which the data are late unless a run succeeds; null for a feed that nothing calls. */
    freshUntil: p.instant().nullable(),
    staleSince: p.instant().nullable(),
    /** Time of the next run; null for a feed that nothing calls. */
    nextRunAt: p.instant().nullable(),
    /** Time of the next trial while the circuit is open. */
    probeAt: p.instant().nullable(),
    /** Failures since the last success. */
    failures: p.integer().default(0),
    /** Run that holds the feed, and the time until which the holder need not show up. */
    holder: p.uuid().nullable(),
    heldUntil: p.instant().nullable(),
    version: p.version(),
  },
  checks: [
    { name: 'upstream_feed_held', expression: '(holder is null) = (held_until is null)' },
    {
      name: 'upstream_feed_error',
      expression: '(last_error_code is null) = (last_error_at is null)',
    },
  ],
  uniques: [{ name: 'upstream_feed_api', properties: ['accountId', 'api'] }],
  indexes: [
    { name: 'upstream_feed_newest', properties: ['createdAt', 'id'] },
    { name: 'upstream_feed_changed', properties: ['updatedAt', 'id'] },
    { name: 'upstream_feed_of_org', properties: ['orgId', 'createdAt', 'id'] },
    { name: 'upstream_feed_of_account', properties: ['accountId', 'createdAt', 'id'] },
    {
      name: 'upstream_feed_due',
      expression: `create index upstream_feed_due on upstream_feed (next_run_at) where status <> 'OFF'`,
    },
  ],
});
export type UpstreamFeed = InferEntity<typeof UpstreamFeedEntity>;
