import { beforeAll } from '@jest/globals';
import { jobLife } from '../../../server/modules/workspace/job/job.life.ts';
import { byFiring, describeMatrix } from '../../kit/matrix.ts';
import { testStage } from '../../kit/test-world.ts';
import { bulk, openBulkStage } from './bulk-stage.ts';

const stage = testStage('job matrix', (world) => openBulkStage(world, 2));
let id: string;

beforeAll(async () => {
  const ids = [...stage.customers];
  const { job } = await bulk(stage.manager, 'customersAddTags', {
    ids,
    tags: ['重点'],
  });
  id = job.id;
});

const OPEN = 'finished_at = null';
const OVER = 'finished_at = now()';

/** The final state of a job depends on its rows; here all of them succeed. */
describeMatrix(
  jobLife,
  {
    start: { QUEUED: 'RUNNING' },
    finish: { RUNNING: 'SUCCEEDED' },
    check: { RUNNING: 'CHECKED' },
    remap: { CHECKED: 'RUNNING' },
    commit: { CHECKED: 'NOTHING_TO_IMPORT' },
    cancel: { QUEUED: 'CANCELLED', RUNNING: 'CANCELLED', CHECKED: 'CANCELLED' },
    undo: { SUCCEEDED: 'SUCCEEDED', PARTIAL: 'PARTIAL', CANCELLED: 'CANCELLED' },
  },
  byFiring({
    world: () => stage.world,
    id: () => id,
    // Every member may export, so that only other sides fire nothing.
    outsider: 'buyer',
    by: (event) => (['start', 'finish', 'check'].includes(event) ? null : stage.manager.viewer),
    facts: {
      QUEUED: OPEN,
      RUNNING: OPEN,
      CHECKED: OPEN,
      SUCCEEDED: OVER,
      PARTIAL: OVER,
      FAILED: OVER,
      CANCELLED: OVER,
      EXPIRED: OVER,
    },
  }),
);
