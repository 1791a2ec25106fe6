import type { CommandDeps } from '../../../platform/command/types.ts';
import { drain } from '../../../platform/jobs/drain.ts';
import { runJob } from './bulk-run.job.ts';
import { retryJob, takeJob } from './job-lease.write.ts';

export const bulkTask = (deps: CommandDeps) => ({
  name: 'bulk',
  run: (stopping?: AbortSignal) =>
    drain({
      stopping,
      take: () => takeJob(deps, 'bulk', null),
      work: ({ id }) =>
        runJob(deps, id, {
          stopping,
          report: (error, row) =>
            deps.log.error({ err: error, job: id, row }, 'a row of a job failed'),
        }),
      async failed({ id, attempts }, error, pauseMs) {
        deps.log.error({ err: error, job: id, attempts }, 'a job failed');
        await retryJob(deps, id, pauseMs);
        return true;
      },
    }),
});
