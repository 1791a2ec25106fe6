import { actions } from '../../../platform/read/actions.ts';
import { type Reads, reads, relation } from '../../../platform/read/declare.ts';
import { filter } from '../../../platform/read/filters.ts';
import { upstreamFeed } from '../feed/upstream-feed.read.ts';
import { UpstreamApiEnum } from '../upstream-api.type.ts';
import { QuarantinedRowEntity } from './quarantined-row.entity.ts';
import { quarantinedRowMachine } from './quarantined-row.machine.ts';
import { QuarantinedRowStatusEnum, QuarantinedRowType } from './quarantined-row.type.ts';

export const quarantinedRow: Reads<typeof QuarantinedRowEntity> = reads(
  QuarantinedRowType,
  QuarantinedRowEntity,
  {
    id: 'qrr',
    fields: { viewerActions: actions(quarantinedRowMachine, QuarantinedRowEntity) },
    relations: {
      feed: relation.one(() => upstreamFeed, 'feedId', 'Feed that read the row.', {
        nullable: false,
      }),
    },
    filters: {
      api: filter.anyOf('api', UpstreamApiEnum, 'APIs to include.'),
      status: filter.anyOf('status', QuarantinedRowStatusEnum, 'States to include.'),
      feedId: filter.ids('feedId', () => upstreamFeed, 'Feeds to include.'),
    },
    orders: { CREATED: ['createdAt', 'id'] },
    roots: {
      quarantinedRow: { one: 'One row in quarantine.' },
      quarantinedRows: { page: "Rows in quarantine in the viewer's scope, newest first (隔离区)." },
    },
  },
);
