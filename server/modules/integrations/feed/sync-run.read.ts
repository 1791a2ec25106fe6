import { type Reads, reads, relation } from '../../../platform/read/declare.ts';
import { filter } from '../../../platform/read/filters.ts';
import { UpstreamApiEnum } from '../upstream-api.type.ts';
import { SyncRunEntity } from './sync-run.entity.ts';
import { SyncRunOutcomeEnum, SyncRunType } from './sync-run.type.ts';
import { upstreamFeed } from './upstream-feed.read.ts';

export const syncRun: Reads<typeof SyncRunEntity> = reads(SyncRunType, SyncRunEntity, {
  id: 'syr',
  relations: {
    feed: relation.one(() => upstreamFeed, 'feedId', 'Feed of the run.', { nullable: false }),
  },
  filters: {
    api: filter.anyOf('api', UpstreamApiEnum, 'APIs to include.'),
    outcome: filter.anyOf('outcome', SyncRunOutcomeEnum, 'Outcomes to include.'),
    feedId: filter.ids('feedId', () => upstreamFeed, 'Feeds to include.'),
  },
  orders: { CREATED: ['createdAt', 'id'] },
  roots: {
    syncRun: { one: 'One run of a feed.' },
    syncRuns: { page: "Runs in the viewer's scope, newest first (同步记录)." },
  },
});
