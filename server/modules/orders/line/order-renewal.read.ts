import type { Tx } from '../../../platform/command/types.ts';
import type { Transaction } from '../../../platform/db/transaction.ts';
import { refuse, type UserError } from '../../../platform/errors.ts';
import { sql } from '../../../platform/sql/sql.ts';
import type { OrderType } from '../order/order.entity.ts';
import { supervisesChanges } from '../order/order.policies.ts';
import { OrderLineEntity } from './order-line.entity.ts';

interface Renewal {
  readonly specificationId: string;
  /** Line that the new one renews (续费). */
  readonly renewsLineId?: string;
}

/** Sale lines of an instance that were not refunded. */
const standing = sql.raw(`l.refund_of_id is null and l.status = 'COMPLETED'`);

/**
 * Returns the instance that each line renews, in the order of the lines; an empty list for an order that renews
 * nothing. Refuses an order of renewals and new lines (RENEWALS_APART), and a line that renews what the customer does
 * not have, what has no period, or another specification (NOT_RENEWABLE).
 */
export async function renewedInstances(
  tx: Transaction,
  customerId: string,
  lines: readonly Renewal[],
): Promise<readonly string[]> {
  const ids = lines.flatMap(({ renewsLineId }) => renewsLineId ?? []);
  if (ids.length === 0) return [];
  const found = await tx.rows<{ id: string; instanceId: string; specificationId: string }>(sql`
    select l.id, l.instance_id as "instanceId", l.specification_id as "specificationId"
    from ${sql.table(OrderLineEntity)} l
    where l.id = any(${ids}::uuid[]) and l.customer_id = ${customerId} and ${standing} and l.service_until is not null`);
  const known = new Map(found.map((line) => [line.id, line]));
  const errors = lines.flatMap(({ specificationId, renewsLineId }, i): UserError[] => {
    const field = ['lines', String(i), 'renewsLineId'];
    if (renewsLineId === undefined) return [{ code: 'RENEWALS_APART', field, params: {} }];
    return known.get(renewsLineId)?.specificationId === specificationId
      ? []
      : [{ code: 'NOT_RENEWABLE', field, params: {} }];
  });
  refuse.ifAny(errors);
  return ids.map((id) => known.get(id)!.instanceId);
}

/**
 * Whether a line paid at an instant goes on with a delivery, so that it is not supervised: a renewal (domain §3.4). By
 * analogy, so does the conversion of a trial, or a change (policy `orders.supervise-changes`), of an instance that the
 * customer has accepted.
 */
export async function continuesDelivery(
  tx: Transaction,
  orderType: OrderType,
  instanceId: string,
  at: Date,
): Promise<boolean> {
  if (orderType === 'RENEW') return true;
  if (orderType !== 'TRIAL_TO_FORMAL' && orderType !== 'CHANGE') return false;
  if (orderType === 'CHANGE' && (await supervisesChanges.value(tx, at)) === 1) return false;
  const accepted = await tx.rows(sql`
    select 1 from ${sql.table(OrderLineEntity)} l
    where l.instance_id = ${instanceId} and l.supervision = 'COMPLETED' and ${standing} limit 1`);
  return accepted.length > 0;
}

/** Returns the start of a renewal paid at an instant: the end of the instance's last period, or the instant if that is over. */
export async function renewalStart(tx: Tx, instanceId: string, at: Date): Promise<Date> {
  tx.lock('Instance', instanceId);
  const [last] = await tx.rows<{ until: Date | null }>(sql`
    select max(l.service_until) as until
    from ${sql.table(OrderLineEntity)} l where l.instance_id = ${instanceId} and ${standing}`);
  return new Date(Math.max(at.getTime(), last?.until?.getTime() ?? 0));
}
