import { lifeCycle } from '../../../platform/command/life-cycle/life-cycle.ts';
import type { Tx } from '../../../platform/command/types.ts';
import { hint } from '../../../platform/jobs/enqueue.ts';
import { SYNC_TASK } from './feed-schedule.ts';
import type { UpstreamFeed } from './upstream-feed.entity.ts';
import { upstreamFeed } from './upstream-feed.read.ts';

/** Makes a feed due now, whatever its last failures were. */
async function callNow(tx: Tx, row: UpstreamFeed): Promise<void> {
  if (row.nextRunAt != null) row.nextRunAt = tx.now;
  await hint(tx, SYNC_TASK, 0, `feed:${row.id}`);
}

export const upstreamFeedLife = lifeCycle<UpstreamFeed>({
  reads: upstreamFeed,
  label: ({ api }) => api,
  effects: {
    lag(_tx: Tx, row: UpstreamFeed) {
      row.staleSince = row.freshUntil ?? null;
    },
    breakCircuit(_tx: Tx, row: UpstreamFeed) {
      row.probeAt = row.nextRunAt ?? null;
    },
    recover(_tx: Tx, row: UpstreamFeed) {
      Object.assign(row, { staleSince: null, probeAt: null });
    },
    sync: callNow,
    switchOff(_tx: Tx, row: UpstreamFeed) {
      Object.assign(row, { staleSince: null, probeAt: null });
    },
    switchOn: callNow,
  },
});
