import type { Tx } from '../../../platform/command/types.ts';
import { sql } from '../../../platform/sql/sql.ts';
import type { KooGalleryOrder } from '../../../sources/koogallery/index.ts';
import { type Parsed, UpstreamFailure } from '../../../sources/transport/index.ts';
import { OrderEntity } from '../../orders/index.ts';
import { UpstreamAccountEntity } from '../account/upstream-account.entity.ts';
import { upstreamAccountLife } from '../account/upstream-account.life.ts';
import { listDifferences } from '../difference/difference.write.ts';
import { orderQueryFeed } from '../feeds/order-query.feed.ts';
import { heal, quarantine } from '../quarantine/quarantine.write.ts';
import { feedOfAccount, noteFailure, noteSuccess } from './feed-note.write.ts';
import { Unprocessable } from './unprocessable.ts';
import type { UpstreamNotification } from './upstream-notification.entity.ts';
import { upstreamNotificationLife } from './upstream-notification.life.ts';
import { takeOverUsers } from './users.write.ts';

/** A notification that waits to be processed. */
export type Waiting = Pick<
  UpstreamNotification,
  'id' | 'accountId' | 'orgId' | 'upstreamOrderId' | 'attempts'
>;

/** Does what a notification asks for, and ends it. `order` is the upstream's answer to its query; null if none was sent. */
export async function finish(
  tx: Tx,
  { id }: Waiting,
  order: Parsed<KooGalleryOrder> | null,
): Promise<void> {
  const row = await tx.get(upstreamNotificationLife, id);
  if (row.status !== 'RECEIVED') return;
  const orderId = order && (await writeOrder(tx, row, order));
  await takeOverUsers(tx, row);
  await tx.fire(upstreamNotificationLife, row, 'process', { orderId });
}

async function writeOrder(
  tx: Tx,
  { accountId, upstreamOrderId }: UpstreamNotification,
  parsed: Parsed<KooGalleryOrder>,
): Promise<string | null> {
  const { raw } = parsed;
  const id = upstreamOrderId!;
  if ('problem' in parsed)
    throw new Unprocessable(parsed.problem.code, parsed.problem.path, { id, raw });
  const account = await tx.get(UpstreamAccountEntity, accountId);
  const { refused, comparison } = await orderQueryFeed.apply(tx, account, [parsed.value]);
  const [problem] = refused;
  if (problem) throw new Unprocessable(problem.code, problem.path, { id, raw });
  if (comparison) await listDifferences(tx, account, comparison);
  const feed = await feedOfAccount(tx, accountId, 'ORDER_QUERY');
  await heal(tx, feed.id, [parsed.value.orderId]);
  await noteSuccess(tx, feed.id);
  const [written] = await tx.find(OrderEntity, (d) => sql`${d.upstreamOrderId} = ${id}`);
  return written?.id ?? null;
}

/**
 * Postpones a notification, or gives it up after the time of the retries. An order that could be read goes into
 * quarantine then, where a person corrects it.
 */
export async function failed(
  tx: Tx,
  { id }: Waiting,
  error: Error,
  pauseMs: number,
): Promise<void> {
  const row = await tx.get(upstreamNotificationLife, id);
  if (row.status !== 'RECEIVED') return;
  const problem = problemOf(error);
  if (error instanceof UpstreamFailure) await noteUpstream(tx, row, error);
  const giveUpAt = row.giveUpAt!;
  if (tx.now < giveUpAt) {
    const next = Math.min(tx.now.getTime() + pauseMs, giveUpAt.getTime());
    Object.assign(row, {
      nextTryAt: new Date(next),
      problemCode: problem.code,
      problemPath: problem.path,
    });
    return;
  }
  await tx.fire(upstreamNotificationLife, row, 'fail', problem);
  if (!(error instanceof Unprocessable) || !error.order) return;
  const feed = await feedOfAccount(tx, row.accountId, 'ORDER_QUERY');
  await quarantine(tx, feed, [{ raw: error.order.raw, key: error.order.id, problem }]);
}

const problemOf = (error: Error): { readonly code: string; readonly path: string } => {
  if (error instanceof Unprocessable) return { code: error.code, path: error.path };
  if (error instanceof UpstreamFailure) return { code: error.code ?? error.kind, path: '' };
  return { code: 'INTERNAL', path: '' };
};

async function noteUpstream(
  tx: Tx,
  { accountId }: UpstreamNotification,
  failure: UpstreamFailure,
): Promise<void> {
  const feed = await feedOfAccount(tx, accountId, 'ORDER_QUERY');
  await noteFailure(tx, feed.id, failure);
  if (!failure.rejectsCredentials) return;
  const account = await tx.get(upstreamAccountLife, accountId);
  if (account.status === 'CONNECTED')
    await tx.fire(upstreamAccountLife, account, 'reject', { code: failure.code });
}
