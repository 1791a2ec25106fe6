import type { InferEntity } from '@mikro-orm/core';
import { aggregate } from '../../../platform/db/aggregate.ts';
import { p } from '../../../platform/db/columns.ts';
import { copiesOf } from '../../../platform/db/parent-keys.ts';
import { UpstreamFeedEntity } from '../feed/upstream-feed.entity.ts';
import { keepers } from '../parties.ts';
import { UPSTREAM_API_NAMES } from '../upstream-api.ts';
import { QUARANTINE_STATES } from './quarantined-row.machine.ts';

/** Row of a feed that could not be applied. The same row, sent again, is the same entry. */
export const QuarantinedRowEntity = aggregate({
  name: 'QuarantinedRow',
  parties: keepers(),
  copies: copiesOf(UpstreamFeedEntity, 'feedId', ['orgId']),
  properties: {
    ...p.record(),
    feedId: () => p.ref(UpstreamFeedEntity),
    orgId: p.uuid(),
    api: p.word(UPSTREAM_API_NAMES),
    status: p.word(QUARANTINE_STATES),
    /** Key that the upstream gave the row; null if it cannot be read. */
    rowKey: p.text().nullable(),
    /** JSON text of the row. */
    raw: p.text(),
    /** SHA-256 of `raw`. */
    fingerprint: p.text(),
    problemCode: p.text(),
    problemPath: p.text(),
    /** Latest run that read the row. */
    seenAt: p.instant(),
    /** Text with which a person replaced the row. */
    correctedText: p.text().nullable(),
    dismissReason: p.text().nullable(),
    version: p.version(),
  },
  uniques: [{ name: 'quarantined_row_once', properties: ['feedId', 'fingerprint'] }],
  indexes: [
    { name: 'quarantined_row_newest', properties: ['createdAt', 'id'] },
    { name: 'quarantined_row_changed', properties: ['updatedAt', 'id'] },
    { name: 'quarantined_row_of_org', properties: ['orgId', 'createdAt', 'id'] },
    { name: 'quarantined_row_changed_of_org', properties: ['orgId', 'updatedAt', 'id'] },
    { name: 'quarantined_row_of_feed', properties: ['feedId', 'createdAt', 'id'] },
    {
      name: 'quarantined_row_open',
      expression: `create index quarantined_row_open on quarantined_row (feed_id, row_key) where status = 'OPEN'`,
    },
    {
      name: 'quarantined_row_settled',
      expression: `create index quarantined_row_settled on quarantined_row (seen_at) where status <> 'OPEN'`,
    },
  ],
});
export type QuarantinedRow = InferEntity<typeof QuarantinedRowEntity>;
