/**
 * Workspace: saved views of lists, and jobs: bulk actions and exports. The module owns views, jobs and the outcomes of
 * their rows; the rules of a job are those of the command that it runs, and an export reads what its requester sees.
 */
import type { DomainModule } from '../../platform/domain.ts';
import { exportCommands } from './export/export.commands.ts';
import { importCommands } from './import/import.commands.ts';
import { ImportRowEntity } from './import/import-row.entity.ts';
import { importRow } from './import/import-row.read.ts';
import { bulkCommands } from './job/bulk.commands.ts';
import { jobCommands } from './job/job.commands.ts';
import { JobEntity } from './job/job.entity.ts';
import { jobLife } from './job/job.life.ts';
import { jobDays } from './job/job.policies.ts';
import { job } from './job/job.read.ts';
import { pendingDecisions } from './job/job-decision.edge.ts';
import { jobProgress } from './job/job-progress.subscription.ts';
import { JobRowEntity } from './job/job-row.entity.ts';
import { jobRow } from './job/job-row.read.ts';
import { savedViewCommands } from './saved-view/saved-view.commands.ts';
import { SavedViewDefaultEntity, SavedViewEntity } from './saved-view/saved-view.entity.ts';
import { savedView } from './saved-view/saved-view.read.ts';

export { exportTask } from './export/export-run.job.ts';
export { registerImportFiles } from './import/import-files.route.ts';
export { importTask } from './import/import-run.job.ts';
export { bulkTask } from './job/bulk-run.job.ts';
export { jobLife } from './job/job.life.ts';
export { purgeJobs } from './job/job-purge.job.ts';

export const workspace: DomainModule = {
  name: 'workspace',
  entities: [SavedViewEntity, SavedViewDefaultEntity, JobEntity, JobRowEntity, ImportRowEntity],
  reads: [savedView, job, jobRow, importRow],
  lifeCycles: [jobLife],
  commands: [
    ...savedViewCommands,
    ...jobCommands,
    ...bulkCommands,
    ...exportCommands,
    ...importCommands,
  ],
  readEdges: pendingDecisions,
  subscriptions: [jobProgress],
  policies: [jobDays],
};
