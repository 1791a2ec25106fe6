import type { InferEntity } from '@mikro-orm/core';
import { aggregate } from '../../../platform/db/aggregate.ts';
import { p } from '../../../platform/db/columns.ts';
import { copiesOf } from '../../../platform/db/parent-keys.ts';
import { keepers } from '../parties.ts';
import { UPSTREAM_API_NAMES } from '../upstream-api.ts';
import { UpstreamFeedEntity } from './upstream-feed.entity.ts';

export const RUN_OUTCOMES = ['RUNNING', 'SUCCEEDED', 'FAILED'] as const;

/** One run of a feed. A run that is interrupted goes on under the same id; a failed one is followed by another. */
export const SyncRunEntity = aggregate({
  name: 'SyncRun',
  parties: keepers(),
  copies: copiesOf(UpstreamFeedEntity, 'feedId', ['orgId']),
  properties: {
    ...p.record(),
    feedId: () => p.ref(UpstreamFeedEntity),
    orgId: p.uuid(),
    api: p.word(UPSTREAM_API_NAMES),
    outcome: p.word(RUN_OUTCOMES).default('RUNNING'),
    /** Name of the person who asked for the run; null for a planned one. */
    requestedBy: p.text().nullable(),
    finishedAt: p.instant().nullable(),
    pages: p.integer().default(0),
    rowsRead: p.integer().default(0),
    rowsWritten: p.integer().default(0),
    rowsUnchanged: p.integer().default(0),
    rowsQuarantined: p.integer().default(0),
    differences: p.integer().default(0),
    /** Rows that the upstream counts; null if it does not say. */
    total: p.integer().nullable(),
    errorCode: p.text().nullable(),
    errorRequestId: p.text().nullable(),
  },
  checks: [
    { name: 'sync_run_finished', expression: `(outcome = 'RUNNING') = (finished_at is null)` },
    { name: 'sync_run_failed', expression: `(outcome = 'FAILED') = (error_code is not null)` },
  ],
  indexes: [
    { name: 'sync_run_newest', properties: ['createdAt', 'id'] },
    { name: 'sync_run_changed', properties: ['updatedAt', 'id'] },
    { name: 'sync_run_of_org', properties: ['orgId', 'createdAt', 'id'] },
    { name: 'sync_run_changed_of_org', properties: ['orgId', 'updatedAt', 'id'] },
    { name: 'sync_run_of_feed', properties: ['feedId', 'createdAt', 'id'] },
    {
      name: 'sync_run_one',
      expression: `create unique index sync_run_one on sync_run (feed_id) where outcome = 'RUNNING'`,
    },
  ],
});
export type SyncRun = InferEntity<typeof SyncRunEntity>;
