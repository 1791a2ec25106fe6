import { among } from '../../../platform/db/columns.ts';
import { trigger } from '../../../platform/db/triggers.ts';
import { sql } from '../../../platform/sql/sql.ts';
import { PartnerBindingEntity } from '../../bindings/index.ts';
import { UNPAID_STATES } from '../order/order.machine.ts';

/** Whether a line counts as performance (业绩) of its partner; the others are sales only (domain §3.2, §4.5). */
export const PERFORMANCES = ['COUNTED', 'REBOUND', 'NOT_ASSOCIATED'] as const;

/**
 * SQL text: performance of the paid line `l`. The partner must be bound to the customer at the decision on the
 * attribution, and `performance_from` of that binding must be over.
 */
const decided = (l: string): string => `coalesce((
  select case when b.performance_from <= x.paid then 'COUNTED' else 'REBOUND' end
  from ${sql.tableName(PartnerBindingEntity)} b, (select coalesce((${l}.attribution_facts->>'at')::timestamptz, ${l}.placed_at) as paid) x
  where b.customer_id = ${l}.customer_id and b.partner_id = ${l}.partner_id
    and b.bound_at <= x.paid and (b.unbound_at is null or b.unbound_at > x.paid)
  order by b.bound_at desc limit 1), 'NOT_ASSOCIATED')`;

/** SQL text: performance of the paid line `l`; a refund takes off what its original counted. */
const performanceOf = (l: string): string =>
  `case when ${l}.refund_of_id is null then ${decided(l)} else coalesce((select coalesce(o.performance, ${decided('o')}) from order_line o where o.id = ${l}.refund_of_id), 'NOT_ASSOCIATED') end`;

/**
 * Decides the performance of a line for every writer, once: a binding that ends later changes nothing. It runs with the
 * owner's rights, because a customer who pays does not see the partner's bindings.
 */
export const performanceTrigger = trigger.definer({
  name: 'order_line_performance',
  table: 'order_line',
  timing: 'before',
  event: 'insert or update of partner_id, status',
  forEach: 'row',
  body: `if new.partner_id is null or ${among('new.status', UNPAID_STATES)} then new.performance := null; elsif tg_op = 'INSERT' or old.performance is null or old.partner_id is distinct from new.partner_id then new.performance := ${performanceOf('new').replaceAll(/\s*\n\s*/g, ' ')}; end if; return new`,
});
