/**
 * What people do with the portal itself: views of lists that they keep, work on many rows as jobs. It owns views, jobs and
 * what became of their rows; it refuses to know any rule of what it runs, which is the command's own.
 */
import type { DomainModule } from '../../platform/domain.ts';
import { bulkCommands } from './bulk.commands.ts';
import { jobCommands } from './job.commands.ts';
import { JobEntity } from './job.entity.ts';
import { job } from './job.read.ts';
import { pendingDecisions } from './job-decision.edge.ts';
import { jobLife } from './job-life.commands.ts';
import { jobDays } from './job-policies.ts';
import { jobProgress } from './job-progress.subscription.ts';
import { JobRowEntity } from './job-row.entity.ts';
import { jobRow } from './job-row.read.ts';
import { savedViewCommands } from './saved-view.commands.ts';
import { SavedViewDefaultEntity, SavedViewEntity } from './saved-view.entity.ts';
import { savedView } from './saved-view.read.ts';

export { bulkTask } from './bulk-task.ts';
export { jobLife } from './job-life.commands.ts';
export { purgeJobs } from './job-purge.commands.ts';

export const workspace: DomainModule = {
  name: 'workspace',
  entities: [SavedViewEntity, SavedViewDefaultEntity, JobEntity, JobRowEntity],
  reads: [savedView, job, jobRow],
  lifeCycles: [jobLife],
  commands: [...savedViewCommands, ...jobCommands, ...bulkCommands],
  readEdges: pendingDecisions,
  subscriptions: [jobProgress],
  policies: [jobDays],
};
