import { transact } from '../../../platform/command/pipeline.ts';
import type { CommandDeps, Tx } from '../../../platform/command/types.ts';
import { drain } from '../../../platform/jobs/drain.ts';
import { sql } from '../../../platform/sql/sql.ts';
import { systemViewer } from '../../../platform/viewer.ts';
import type { KooGalleryOrder } from '../../../sources/koogallery/index.ts';
import { ONCE, type Parsed, UpstreamFailure } from '../../../sources/transport/index.ts';
import { UpstreamAccountEntity } from '../account/upstream-account.entity.ts';
import { openClient } from '../feed/upstream-client.ts';
import { forgetNonces } from './nonce.store.ts';
import { failed, finish, type Waiting } from './process.write.ts';
import { Unprocessable } from './unprocessable.ts';
import { UpstreamNotificationEntity } from './upstream-notification.entity.ts';
import { NOTIFICATION_TASK } from './upstream-notification.life.ts';

/** Above the time limit of a query, below the lease of a worker. */
const LEASE_MS = 40_000;
/** Notifications that a process works on at a time: an upstream that is silent for one must not delay the others. */
const PARALLEL = 3;

/** Processes the notifications that wait: reads their orders and takes over their users. Forgets old nonces. */
export const processNotifications = (deps: CommandDeps) => {
  const asJob = <T>(work: (tx: Tx) => Promise<T>): Promise<T> =>
    transact(deps, systemViewer('upstream'), NOTIFICATION_TASK, work);

  const query = async (row: Waiting): Promise<Parsed<KooGalleryOrder> | null> => {
    const { accountId, upstreamOrderId } = row;
    if (!upstreamOrderId) return null;
    const account = await asJob((tx) => tx.get(UpstreamAccountEntity, accountId));
    const client = openClient(deps, account, { patience: ONCE });
    try {
      // All lines: those that other notifications name belong to the order, too.
      return await client.koogallery.orderQuery({ orderId: upstreamOrderId });
    } finally {
      await client.close();
    }
  };

  const drainOne = (stopping: AbortSignal | undefined): Promise<number> =>
    drain<Waiting>({
      stopping,
      take: () => asJob(take),
      async work(row) {
        const order = await query(row);
        await asJob((tx) => finish(tx, row, order));
      },
      async failed(row, error, pauseMs) {
        if (!(error instanceof Unprocessable || error instanceof UpstreamFailure))
          deps.log.error(
            { err: error, notification: row.id },
            'a notification could not be processed',
          );
        await asJob((tx) => failed(tx, row, error, pauseMs));
        return true;
      },
    });

  return {
    name: NOTIFICATION_TASK,
    async run(stopping?: AbortSignal) {
      await asJob((tx) => forgetNonces(tx, deps.realClock.now()));
      const counts = await Promise.all(Array.from({ length: PARALLEL }, () => drainOne(stopping)));
      return counts.reduce((sum, count) => sum + count, 0);
    },
  };
};

/** Takes the next notification whose account is called; parallel workers take others. */
async function take(tx: Tx): Promise<Waiting | undefined> {
  const table = sql.table(UpstreamNotificationEntity);
  const [row] = await tx.rows<Waiting>(sql`
    update ${table} set attempts = attempts + 1, next_try_at = ${new Date(tx.now.getTime() + LEASE_MS)}
    where id = (
      select n.id from ${table} n join ${sql.table(UpstreamAccountEntity)} a on a.id = n.account_id
      where n.status = 'RECEIVED' and n.next_try_at <= ${tx.now} and a.status = 'CONNECTED'
      order by n.next_try_at, n.id limit 1 for update of n skip locked)
    returning id, account_id as "accountId", org_id as "orgId", upstream_order_id as "upstreamOrderId", attempts`);
  return row;
}
