import { extend, relation } from '../../platform/read/declare.ts';
import { upstreamAccount } from './account/upstream-account.read.ts';
import { syncRun } from './feed/sync-run.read.ts';
import { upstreamFeed } from './feed/upstream-feed.read.ts';
import { quarantinedRow } from './quarantine/quarantined-row.read.ts';

/** Lists of an account and of a feed. */
export const upstreamListEdges = [
  extend(upstreamAccount, {
    relations: {
      feeds: relation.page(() => upstreamFeed, 'accountId', 'Feeds of the account.'),
    },
  }),
  extend(upstreamFeed, {
    relations: {
      runs: relation.page(() => syncRun, 'feedId', 'Runs of the feed, newest first.'),
      quarantinedRows: relation.page(
        () => quarantinedRow,
        'feedId',
        'Rows that could not be applied, newest first.',
      ),
    },
  }),
];
