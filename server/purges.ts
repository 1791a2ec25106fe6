import { consentCodePurge } from './modules/bindings/index.ts';
import { linkPurge } from './modules/identity/index.ts';
import { deliveryPurge, quarantinePurge, requestPurge } from './modules/integrations/index.ts';
import { mobileCodePurge, notificationPurge } from './modules/notifications/index.ts';
import { purgeJobs } from './modules/workspace/index.ts';
import { purgeKeys } from './platform/command/purge.ts';
import type { CommandDeps } from './platform/command/types.ts';
import { purgeTask } from './platform/jobs/purge.ts';
import { messagePurge } from './platform/jobs/purge-messages.ts';
import type { JobTask } from './platform/jobs/worker.ts';

const PURGES = [
  messagePurge,
  linkPurge,
  consentCodePurge,
  mobileCodePurge,
  requestPurge,
  quarantinePurge,
  deliveryPurge,
  notificationPurge,
];

/** Deletes everything whose time of retention is over. A failure of one does not keep the others. */
export function purges(deps: CommandDeps): JobTask {
  const { db, clock } = deps;
  const tasks = [
    purgeKeys(db, clock),
    ...PURGES.map((purge) => purgeTask(deps, purge)),
    purgeJobs(deps),
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
