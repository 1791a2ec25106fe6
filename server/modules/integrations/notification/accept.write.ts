import { createHash } from 'node:crypto';
import type { Tx } from '../../../platform/command/types.ts';
import { hint } from '../../../platform/jobs/enqueue.ts';
import { sql } from '../../../platform/sql/sql.ts';
import {
  type Activity,
  type Content,
  contentOf,
  type Notification,
} from '../../../sources/koogallery/notification/index.ts';
import { type Facts, HANDLERS, type Handled } from './activities.ts';
import type { Receiver } from './instances.write.ts';
import { codeOf, type Reply, type Result } from './notification-reply.ts';
import {
  type UpstreamNotification,
  UpstreamNotificationEntity,
} from './upstream-notification.entity.ts';
import {
  NOTIFICATION_TASK,
  upstreamNotificationLife,
  waiting,
} from './upstream-notification.life.ts';
import { OVER_STATES } from './upstream-notification.machine.ts';

interface Arrived {
  readonly notification: Notification;
  readonly raw: string;
}

/**
 * Stores a verified notification and decides its answer, in one transaction: nothing here calls the upstream. The same
 * matter again counts a delivery and has no second effect; a matter that is processed or given up is processed again if
 * the marketplace signed it after that.
 */
export async function accept(tx: Tx, account: Receiver, arrived: Arrived): Promise<Reply> {
  const { activity, parameters } = arrived.notification;
  const read = contentOf(activity, parameters);
  if (activity === 'OTHER' || 'path' in read) {
    const path = 'path' in read && activity !== 'OTHER' ? read.path : 'activity';
    const code = activity === 'OTHER' ? 'ACTIVITY_UNKNOWN' : 'MALFORMED_PARAMETER';
    return await refuseMatter(tx, account, arrived, 'BAD_PARAMETER', { code, path });
  }
  const handler = HANDLERS[activity] as (
    tx: Tx,
    account: Receiver,
    content: Content<Activity>,
    notification: Notification,
  ) => Promise<Handled>;
  const handled = await handler(tx, account, read.content, arrived.notification);
  if ('refusal' in handled)
    return await refuseMatter(tx, account, arrived, handled.refusal, {
      code: handled.refusal,
      path: handled.path,
    });
  await record(tx, account, arrived, handled.facts, read.content.testFlag);
  return { result: 'SUCCESS', ...(handled.fields && { fields: handled.fields }) };
}

/** An index holds no longer text; lists of instances and users are longer. */
const LONGEST_MATTER = 400;

const digest = (text: string): string => createHash('sha256').update(text).digest('hex');

/** Stores a signed notification that cannot be used. */
async function refuseMatter(
  tx: Tx,
  account: Receiver,
  arrived: Arrived,
  result: Result,
  problem: { readonly code: string; readonly path: string },
): Promise<Reply> {
  const matter = `${result} ${arrived.notification.activityName} ${digest(arrived.raw)}`;
  if (!(await isKnown(tx, account, matter, arrived)))
    await tx.begin(
      upstreamNotificationLife,
      {
        ...columns(tx, account, arrived, { matter, resultCode: codeOf(result) }),
        isTest: false,
        isProcessable: false,
        problemCode: problem.code,
        problemPath: problem.path,
        endedAt: tx.now,
      },
      'refuse',
    );
  return { result, path: problem.path };
}

/** Stores a notification that is answered with success, once for each matter. */
async function record(
  tx: Tx,
  account: Receiver,
  arrived: Arrived,
  { matter: parts, needsWork, ...facts }: Facts,
  isTest: boolean,
): Promise<void> {
  const { activity } = arrived.notification;
  const text = [isTest ? 'TEST' : '', ...parts.map((part) => part ?? '')].join(' ');
  const matter = `${activity} ${text.length > LONGEST_MATTER ? digest(text) : text}`;
  const isProcessable = needsWork && !isTest;
  if (await isKnown(tx, account, matter, arrived)) return;
  await tx.begin(
    upstreamNotificationLife,
    {
      ...columns(tx, account, arrived, { matter, resultCode: codeOf('SUCCESS') }),
      ...facts,
      isTest,
      isProcessable,
      ...(isProcessable ? await waiting(tx) : { endedAt: tx.now }),
    },
    isProcessable ? 'receive' : 'answer',
  );
  if (isProcessable) await hint(tx, NOTIFICATION_TASK, 0, `notification:${account.id} ${matter}`);
}

const columns = (
  tx: Tx,
  { id, orgId }: Receiver,
  { notification, raw }: Arrived,
  more: Pick<UpstreamNotification, 'matter' | 'resultCode'>,
) => ({
  ...more,
  accountId: id,
  orgId,
  protocol: notification.protocol,
  activity: notification.activity,
  activityName: notification.activityName.slice(0, 64),
  raw,
  sentAt: notification.sentAt,
  lastReceivedAt: tx.now,
});

/**
 * Counts a further delivery of a known matter; false for a new one. One that is processed or given up is processed
 * again if it was signed after that.
 */
async function isKnown(
  tx: Tx,
  { id }: Receiver,
  matter: string,
  { notification: { sentAt }, raw }: Arrived,
): Promise<boolean> {
  tx.lock('UpstreamNotification', `${id} ${matter}`);
  const [known] = await tx.rows<{ id: string; isOver: boolean; endedAt: Date | null }>(sql`
    update ${sql.table(UpstreamNotificationEntity)}
    set deliveries = deliveries + 1, last_received_at = ${tx.now}, sent_at = least(sent_at, ${sentAt}), raw = coalesce(nullif(raw, ''), ${raw})
    where account_id = ${id} and matter = ${matter}
    returning id, is_processable and status in (${sql.words(OVER_STATES)}) as "isOver",
      ended_at as "endedAt"`);
  if (!known) return false;
  if (known.isOver && sentAt > known.endedAt!) {
    const row = await tx.get(upstreamNotificationLife, known.id);
    await tx.fire(upstreamNotificationLife, row, 'redeliver');
  }
  return true;
}
