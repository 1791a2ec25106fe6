/**
 * Workspace: saved views of lists, favorite products, and jobs: bulk actions and exports. The module owns views,
 * favorites, jobs and the outcomes of their rows; the rules of a job are those of the command that it runs, and an export
 * reads what its requester sees.
 */
import type { DomainModule } from '../../platform/domain.ts';
import { exportCommands } from './export/export.commands.ts';
import { setFavorite } from './favorite/favorite.commands.ts';
import { productFavorites } from './favorite/product-favorite.edge.ts';
import { ProductFavoriteEntity } from './favorite/product-favorite.entity.ts';
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
  entities: [
    SavedViewEntity,
    SavedViewDefaultEntity,
    ProductFavoriteEntity,
    JobEntity,
    JobRowEntity,
    ImportRowEntity,
  ],
  reads: [savedView, job, jobRow, importRow],
  lifeCycles: [jobLife],
  commands: [
    ...savedViewCommands,
    setFavorite,
    ...jobCommands,
    ...bulkCommands,
    ...exportCommands,
    ...importCommands,
  ],
  readEdges: [...pendingDecisions, productFavorites],
  subscriptions: [jobProgress],
  policies: [jobDays],
};
