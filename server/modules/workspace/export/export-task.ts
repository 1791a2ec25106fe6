import type { ApiDeps } from '../../../platform/api/context.ts';
import { drain } from '../../../platform/jobs/drain.ts';
import { retryJob, takeJob } from '../job/job-lease.write.ts';
import { runExport } from './export-run.job.ts';

export const exportTask = (deps: ApiDeps) => ({
  name: 'export',
  run: (stopping?: AbortSignal) =>
    drain({
      stopping,
      take: () => takeJob(deps, 'export', null),
      work: ({ id }) => runExport(deps, id, stopping),
      async failed({ id, attempts }, error, pauseMs) {
        deps.log.error({ err: error, job: id, attempts }, 'an export failed');
        await retryJob(deps, id, pauseMs);
        return true;
      },
    }),
});
