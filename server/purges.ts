import { purgeConsentCodes } from './modules/bindings/index.ts';
import { purgeLinks } from './modules/identity/index.ts';
import { purgeQuarantine, purgeRequests } from './modules/integrations/index.ts';
import { purgeMobileCodes, purgeNotifications } from './modules/notifications/index.ts';
import { purgeJobs } from './modules/workspace/index.ts';
import { purgeKeys } from './platform/command/purge.ts';
import type { CommandDeps } from './platform/command/types.ts';
import { purgeMessages } from './platform/jobs/purge-messages.ts';
import type { JobTask } from './platform/jobs/worker.ts';

/** Deletes everything whose time of retention is over. A failure of one does not keep the others. */
export function purges(deps: CommandDeps): JobTask {
  const { db, clock } = deps;
  const tasks = [
    purgeKeys(db, clock),
    purgeMessages(db, clock),
    purgeLinks(deps),
    purgeConsentCodes(deps),
    purgeMobileCodes(deps),
    purgeRequests(deps),
    purgeQuarantine(deps),
    purgeJobs(deps),
    purgeNotifications(deps),
  ];
  return {
    name: 'purge',
    async run(stopping) {
      let done = 0;
      const failures: unknown[] = [];
      for (const task of tasks) {
        if (stopping?.aborted) break;
        try {
          done += await task.run();
        } catch (error) {
          failures.push(error);
        }
      }
      if (failures.length > 0) throw new AggregateError(failures, 'a purge failed');
      return done;
    },
  };
}
