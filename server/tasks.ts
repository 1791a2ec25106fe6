import { passwordResets } from './modules/identity/index.ts';
import { deliverWebhooks, processNotifications, syncFeeds } from './modules/integrations/index.ts';
import { sendDigests } from './modules/notifications/index.ts';
import { billRuns } from './modules/settlement/index.ts';
import { purgeTransferFiles } from './modules/transfers/index.ts';
import { bulkTask, exportTask, importTask } from './modules/workspace/index.ts';
import type { ApiDeps } from './platform/api/context.ts';
import { recountDeadlines } from './platform/command/life-cycle/recount.ts';
import { purgeFiles } from './platform/files/purge.ts';
import type { JobTask } from './platform/jobs/worker.ts';

/** The work that waits in tables, besides deadlines, messages and purges. */
export const tasksOf = (deps: ApiDeps): readonly JobTask[] => [
  recountDeadlines(deps),
  billRuns(deps),
  bulkTask(deps),
  exportTask(deps),
  importTask(deps),
  syncFeeds(deps),
  processNotifications(deps),
  deliverWebhooks(deps),
  purgeTransferFiles(deps),
  sendDigests(deps),
  passwordResets(deps),
  purgeFiles(deps.db, deps.clock, deps.realClock, deps.files),
];
