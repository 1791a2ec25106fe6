import { type EntitySchema, ReferenceKind } from '@mikro-orm/core';
import { consentCodePurge, prospectPurge } from './modules/bindings/index.ts';
import { linkPurge } from './modules/identity/index.ts';
import { deliveryPurge, quarantinePurge, requestPurge } from './modules/integrations/index.ts';
import { NoteEntity } from './modules/notes/index.ts';
import { mobileCodePurge, notificationPurge } from './modules/notifications/index.ts';
import { purgeJobs } from './modules/workspace/index.ts';
import { purgeKeys } from './platform/command/purge.ts';
import type { CommandDeps } from './platform/command/types.ts';
import { partiesOf } from './platform/db/parties.ts';
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

/** Entities that refer to a customer by themselves: a part has the customer of its whole. */
const recordsOfCustomers = (entities: readonly EntitySchema[]): readonly EntitySchema[] =>
  entities.filter(
    (entity) =>
      entity.meta.properties.customerId?.kind === ReferenceKind.MANY_TO_ONE &&
      partiesOf(entity).whole === undefined,
  );

/** Deletes everything whose time of retention is over. A failure of one does not keep the others. */
export function purges(deps: CommandDeps, entities: readonly EntitySchema[]): JobTask {
  const { db, clock } = deps;
  const prospects = prospectPurge({ records: recordsOfCustomers(entities), notes: NoteEntity });
  const tasks = [
    purgeKeys(db, clock),
    ...[...PURGES, prospects].map((purge) => purgeTask(deps, purge)),
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
