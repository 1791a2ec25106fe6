import { subscription } from '../../../platform/live/subscription.ts';
import { syncRun } from './sync-run.read.ts';

/** Topic of the live events about the progress of a run. */
export const SYNC_RUN_TOPIC = 'sync-run';

export const syncRunProgress = subscription.object({
  name: 'syncRunProgress',
  description: 'Progress of a run of a feed: its current state, then each page (同步进度).',
  topic: SYNC_RUN_TOPIC,
  reads: () => syncRun,
  idDescription: 'Global id of the run.',
});
