import type { Tx } from '../../../platform/command/types.ts';
import { sql } from '../../../platform/sql/sql.ts';
import { OrderEntity, OrderLineEntity } from '../../orders/index.ts';
import type { UpstreamAccount } from '../account/upstream-account.entity.ts';
import {
  type InstanceState,
  type UpstreamInstance,
  UpstreamInstanceEntity,
} from './upstream-instance.entity.ts';

export type Receiver = Readonly<Pick<UpstreamAccount, 'id' | 'orgId'>>;

/** Order and line of the marketplace. V1 names no line. */
export interface LineIds {
  readonly orderId: string;
  readonly lineId: string | null;
}

type Instance = Readonly<UpstreamInstance>;

/** Returns the instance of an order line, and creates it for the first request (domain §6.3). */
export async function instanceOfLine(
  tx: Tx,
  account: Receiver,
  { orderId, lineId }: LineIds,
  { sentAt, isTest }: { readonly sentAt: Date; readonly isTest: boolean },
): Promise<Instance> {
  // The lock under which orders are reported: both find the same instance, in whichever order they come.
  tx.lock('UpstreamOrder', orderId);
  const [known] = await tx.find(
    UpstreamInstanceEntity,
    (d) =>
      sql`${d.accountId} = ${account.id} and ${d.upstreamOrderId} = ${orderId} and ${d.upstreamLineId} = ${lineId ?? ''}`,
  );
  if (known) return known;
  // The order may be here already: then its line has an instance.
  const written = isTest ? null : await writtenInstance(tx, account, { orderId, lineId });
  return createInstance(tx, account, {
    instanceId: written ?? tx.newId(),
    upstreamOrderId: orderId,
    upstreamLineId: lineId ?? '',
    isTest,
    stateAt: sentAt,
  });
}

/** Instance of the order line that the upstream names; without a line, that of the order's first line. */
async function writtenInstance(
  tx: Tx,
  { orgId }: Receiver,
  { orderId, lineId }: LineIds,
): Promise<string | null> {
  const [line] = await tx.rows<{ instanceId: string }>(sql`
    select l.instance_id as "instanceId" from ${sql.table(OrderLineEntity)} l
    join ${sql.table(OrderEntity)} o on o.id = l.order_id
    where o.upstream_order_id = ${orderId} and l.seller_id = ${orgId} and l.refund_of_id is null
      and (${lineId}::text is null or l.upstream_line_id = ${lineId})
    order by l.position limit 1`);
  return line?.instanceId ?? null;
}

function createInstance(
  tx: Tx,
  { id, orgId }: Receiver,
  values: Pick<
    UpstreamInstance,
    'instanceId' | 'upstreamOrderId' | 'upstreamLineId' | 'isTest' | 'stateAt'
  >,
): Instance {
  const row = {
    ...values,
    id: tx.newId(),
    createdAt: tx.now,
    accountId: id,
    orgId,
    state: 'NORMAL' as const,
  };
  tx.insert(UpstreamInstanceEntity, [row]);
  return { ...row, updatedAt: tx.now } as Instance;
}

/** Returns the instances among the given ids that the account has, also of orders that came by another way. */
export async function instancesOf(
  tx: Tx,
  account: Receiver,
  ids: readonly string[],
): Promise<readonly Instance[]> {
  const known = await tx.find(
    UpstreamInstanceEntity,
    (d) => sql`${d.accountId} = ${account.id} and ${d.instanceId} = any(${ids}::text[])`,
  );
  const missing = ids.filter((id) => !known.some(({ instanceId }) => instanceId === id));
  return [...known, ...(await adopted(tx, account, missing))];
}

/** Instances of the seller's order lines that the marketplace did not create here. */
async function adopted(tx: Tx, account: Receiver, ids: readonly string[]): Promise<Instance[]> {
  if (ids.length === 0) return [];
  const lines = await tx.rows<{ instanceId: string; orderId: string; lineId: string }>(sql`
    select distinct on (l.instance_id) l.instance_id as "instanceId", o.upstream_order_id as "orderId",
      coalesce(l.upstream_line_id, '') as "lineId"
    from ${sql.table(OrderLineEntity)} l join ${sql.table(OrderEntity)} o on o.id = l.order_id
    where l.instance_id = any(${ids}::text[]) and l.seller_id = ${account.orgId} and l.refund_of_id is null
      and o.upstream_order_id is not null
    order by l.instance_id, l.placed_at, l.id`);
  const created: Instance[] = [];
  for (const { instanceId, orderId, lineId } of lines) {
    tx.lock('UpstreamOrder', orderId);
    created.push(
      createInstance(tx, account, {
        instanceId,
        upstreamOrderId: orderId,
        upstreamLineId: lineId,
        isTest: false,
        // Older than every notification.
        stateAt: new Date(0),
      }),
    );
  }
  return created;
}

/**
 * Sets the state of an instance by a notification. Of two notifications the one that was signed later counts, in
 * whichever order they arrive.
 */
export async function steerInstance(
  tx: Tx,
  { id }: Pick<UpstreamInstance, 'id'>,
  state: InstanceState,
  sentAt: Date,
): Promise<void> {
  tx.update(UpstreamInstanceEntity, (d) => sql`${d.id} = ${id} and ${d.stateAt} <= ${sentAt}`, {
    state,
    stateAt: sentAt,
  });
}
