import type { ApiDeps } from '../../../platform/api/context.ts';
import { drain } from '../../../platform/jobs/drain.ts';
import { failJob } from '../job/job-fail.write.ts';
import { releaseJob, takeJob } from '../job/job-lease.write.ts';
import { runExport } from './export-run.job.ts';

/** An export that fails this often has a fault that a repetition does not mend. */
const ATTEMPTS = 5;

export const exportTask = (deps: ApiDeps) => ({
  name: 'export',
  run: (stopping?: AbortSignal) =>
    drain({
      stopping,
      take: () => takeJob(deps, 'export', null),
      work: ({ id }) => runExport(deps, id, stopping),
      async failed({ id, attempts }, error, pauseMs) {
        deps.log.error({ err: error, job: id, attempts }, 'an export failed');
        if (attempts >= ATTEMPTS) await failJob(deps, id, 'INTERNAL');
        else await releaseJob(deps, id, pauseMs);
        return true;
      },
    }),
});
