import type { CommandDeps } from '../../../platform/command/types.ts';
import { drain } from '../../../platform/jobs/drain.ts';
import type { JobTaskName } from './job.life.ts';
import { retryJob, takeJob } from './job-lease.write.ts';

export interface Running {
  /** Stops the run when aborted; the next run continues with the remaining rows. */
  readonly stopping?: AbortSignal | undefined;
  /** Receives an internal error in one row; without a reporter the error ends the run. */
  report?(error: Error, row: string): void;
}

/** The worker's task that runs the jobs of its kinds one after another. */
export const jobTask = (
  deps: CommandDeps,
  name: JobTaskName,
  work: (id: string, running: Running) => Promise<void>,
) => ({
  name,
  run: (stopping?: AbortSignal) =>
    drain({
      stopping,
      take: () => takeJob(deps, name, null),
      work: ({ id }) =>
        work(id, {
          stopping,
          report: (error, row) =>
            deps.log.error({ err: error, task: name, job: id, row }, 'a row of a job failed'),
        }),
      async failed({ id, attempts }, error, pauseMs) {
        deps.log.error({ err: error, task: name, job: id, attempts }, 'a job failed');
        await retryJob(deps, id, pauseMs);
        return true;
      },
    }),
});
