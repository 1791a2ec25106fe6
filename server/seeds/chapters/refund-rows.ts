import { DAY } from '../../platform/clock.ts';
import { type Sql, sql } from '../../platform/sql/sql.ts';

/** States of the demo's requests for hardware in turn, with the days of their clocks. */
const HARDWARE = sql.raw(
  `(values (0, 'AWAITING_RETURN', 10), (1, 'RETURNING', 15), (2, 'REQUESTED', 5)) h(turn, status, days)`,
);

/**
 * Statements that write the open request of every line whose refund is pending, up to an instant, with its clocks. A
 * request pauses the clocks of the delivery.
 */
export const requestRefunds = (now: Date): readonly Sql[] => {
  const at = sql`${now}::timestamptz`;
  const since = sql`${new Date(now.getTime() - DAY)}::timestamptz`;
  const requests = sql`
    insert into refund_request (id, created_at, order_id, order_line_id, partner_id, seller_id, customer_id, order_number, customer_name,
      product_name, amount_minor, reason, needs_return, status, due_at, carrier, tracking_number, shipped_at, version)
    select gen_random_uuid(), greatest(x.placed_at, ${since}), x.order_id, x.id, x.partner_id, x.seller_id, x.customer_id, x.order_number, x.customer_name,
      x.product_name, x.cash_minor, (array['需求变化', '规格选错，重新下单', '项目取消'])[1 + x.turn % 3], x.needs_return, s.status,
      greatest(x.placed_at, ${since}) + make_interval(days => s.days),
      case s.status when 'RETURNING' then '德运物流' end, case s.status when 'RETURNING' then 'DY7719042099' end,
      case s.status when 'RETURNING' then ${at} end, case s.status when 'REQUESTED' then 1 when 'AWAITING_RETURN' then 2 else 3 end
    from (
      select l.*, o.customer_name, q.needs_return, (row_number() over (partition by q.needs_return order by l.placed_at, l.id))::int - 1 as turn
      from order_line l join customer_order o on o.id = l.order_id join product p on p.id = l.product_id
        cross join lateral (select l.supervision = 'IN_PROGRESS' and p.supervision_template is not distinct from 'HARDWARE' as needs_return) q
      where l.status = 'REFUND_PENDING' and l.refund_of_id is null) x
    left join ${HARDWARE} on x.needs_return and h.turn = x.turn % 3
    cross join lateral (select coalesce(h.status, 'REQUESTED') as status, coalesce(h.days, 5) as days) s`;
  const clocks = sql`
    insert into deadline (id, created_at, subject_type, subject_id, event, kind, due_at, on_expiry, label, acts_side, partner_id, seller_id, customer_id, amount_minor)
    select gen_random_uuid(), ${at}, 'RefundRequest', r.id, c.event, c.kind, c.due_at, c.after, r.order_number || ' ' || r.product_name, c.acts, r.partner_id, r.seller_id, r.customer_id, r.amount_minor
    from refund_request r cross join lateral (values
      (case r.status when 'AWAITING_RETURN' then 'lapse' when 'RETURNING' then 'acceptReturn' end, 'CALENDAR_DAYS', r.due_at,
        case r.status when 'AWAITING_RETURN' then 'WITHDRAWN' when 'RETURNING' then 'REFUNDED' else r.status end,
        case r.status when 'AWAITING_RETURN' then 'CUSTOMER' else 'SELLER' end),
      ('remind-3', 'INSTANT', r.due_at - interval '3 days', r.status, null),
      ('remind-1', 'INSTANT', r.due_at - interval '1 day', r.status, null)) c(event, kind, due_at, after, acts)
    where r.ended_at is null and c.due_at > ${at}`;
  const pauses = sql`
    update deadline d set paused_since = ${at}, pause_reason = 'REFUND'
    from supervision s join refund_request r on r.order_line_id = s.order_line_id and r.ended_at is null
    where d.subject_type = 'Supervision' and d.subject_id = s.id and d.fired_at is null and d.paused_since is null`;
  return [requests, clocks, pauses];
};
