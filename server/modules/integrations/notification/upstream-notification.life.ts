import { HOUR } from '../../../platform/clock.ts';
import { lifeCycle } from '../../../platform/command/life-cycle/life-cycle.ts';
import type { Tx } from '../../../platform/command/types.ts';
import { hint } from '../../../platform/jobs/enqueue.ts';
import { retryHours } from './notification.policies.ts';
import type { UpstreamNotification } from './upstream-notification.entity.ts';
import { upstreamNotification } from './upstream-notification.read.ts';

export const NOTIFICATION_TASK = 'upstream-notifications';

/** Columns of a notification that waits to be processed, from now on until the retries end. */
export async function waiting(
  tx: Tx,
): Promise<Pick<UpstreamNotification, 'nextTryAt' | 'giveUpAt'>> {
  const hours = await retryHours.value(tx, tx.now);
  return { nextTryAt: tx.now, giveUpAt: new Date(tx.now.getTime() + hours * HOUR) };
}

async function wait(tx: Tx, row: UpstreamNotification): Promise<void> {
  Object.assign(row, await waiting(tx), { attempts: 0, problemCode: null, problemPath: null });
  await hint(tx, NOTIFICATION_TASK, 0, `notification:${row.id}`);
}

const done = { nextTryAt: null, giveUpAt: null } as const;

/** Why a notification could not be processed. */
export interface NotificationProblem {
  readonly code: string;
  readonly path: string;
}

export const upstreamNotificationLife = lifeCycle<UpstreamNotification>({
  reads: upstreamNotification,
  label: ({ activityName, upstreamOrderId, instanceId }) =>
    [activityName, upstreamOrderId ?? instanceId].filter(Boolean).join(' '),
  effects: {
    process(tx: Tx, row: UpstreamNotification, { orderId }: { readonly orderId: string | null }) {
      Object.assign(row, done, {
        orderId,
        endedAt: tx.now,
        problemCode: null,
        problemPath: null,
      });
    },
    fail(tx: Tx, row: UpstreamNotification, { code, path }: NotificationProblem) {
      Object.assign(row, done, { endedAt: tx.now, problemCode: code, problemPath: path });
    },
    redeliver: wait,
    replay: wait,
  },
});
