import type { CommandDeps } from '../../../platform/command/types.ts';
import { drain } from '../../../platform/jobs/drain.ts';
import { retryJob, takeJob } from '../job/job-lease.write.ts';
import { runImport } from './import-run.job.ts';

export const importTask = (deps: CommandDeps) => ({
  name: 'import',
  run: (stopping?: AbortSignal) =>
    drain({
      stopping,
      take: () => takeJob(deps, 'import', null),
      work: ({ id }) =>
        runImport(deps, id, {
          stopping,
          report: (error, row) =>
            deps.log.error({ err: error, job: id, row }, 'a row of an import failed'),
        }),
      async failed({ id, attempts }, error, pauseMs) {
        deps.log.error({ err: error, job: id, attempts }, 'an import failed');
        await retryJob(deps, id, pauseMs);
        return true;
      },
    }),
});
