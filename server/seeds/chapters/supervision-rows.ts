import { ACTOR_AT, FLOWS, type Template } from '../../modules/supervision/index.ts';
import { type Sql, sql } from '../../platform/sql/sql.ts';

/** Every node of each template without the Huawei review, with the side and the event that leave it, as SQL rows. */
const STEPS = (Object.keys(FLOWS) as Template[]).flatMap((template) =>
  FLOWS[template]
    .filter(({ node }) => node !== 'HUAWEI_REVIEW')
    .map(
      ({ node, event }, position, { length }) =>
        `('${template}', ${position}, '${node}', '${ACTOR_AT[node]}', '${event}', ${length})`,
    ),
);
const steps = sql.raw(
  `(values ${STEPS.join(', ')}) n(template, position, node, actor, event, length)`,
);
const following = sql.raw(`(values ${STEPS.join(', ')}) f(template, position, node)`);
/** Hours after which a node counts as stalled, and after which its side is reminded. */
const STALLED = 120;

/**
 * Statements that write the supervisions of all paid lines that have none, up to an instant: a completed line passed
 * every node; the open lines of a template are spread over its nodes. The triggers chain the log.
 */
export const superviseLines = (now: Date): readonly Sql[] => {
  const at = sql`${now}::timestamptz`;
  /**
   * Open lines of a template take its nodes in turn, from the last; each entered its node within the last six days. Those
   * that are the only one of their order and await no refund come first.
   */
  const course = sql`(
    select x.*, case when x.is_open then greatest(x.paid_at, ${at} - make_interval(hours => x.hours)) else x.until end as since
    from (
      select l.id as line_id, o.paid_at, p.supervision_template as template, l.supervision = 'IN_PROGRESS' as is_open,
        (3 + row_number() over w * 7 % 140)::int as hours, coalesce(l.supervision_completed_at, ${at}) as until,
        case when l.supervision = 'COMPLETED' then n.length else (n.length - 1 - (row_number() over w - 1) % n.length)::int end as reached,
        p.average_delivery_days as days, o.paid_at + make_interval(days => p.average_delivery_days) as deliver_by
      from order_line l join customer_order o on o.id = l.order_id join product p on p.id = l.product_id
        join ${steps} on n.template = p.supervision_template and n.position = 0
        cross join lateral (select o.status <> 'PROCESSING' or exists (
          select from order_line m where m.order_id = o.id and m.id <> l.id) as is_shared) q
      where l.supervision <> 'NOT_APPLICABLE' and l.refund_of_id is null and o.paid_at is not null and l.status <> 'REFUNDED'
        and not exists (select 1 from supervision y where y.order_line_id = l.id)
      window w as (partition by p.supervision_template, l.supervision order by q.is_shared, o.paid_at, l.id)) x) c`;
  const stalls = sql`(c.since + make_interval(hours => ${STALLED}))`;
  const delivers = sql.raw(
    "n.node in ('AWAIT_ACTIVATION', 'AWAIT_PROOF', 'IMPLEMENTING', 'BUILDING', 'DEPLOYING', 'AWAIT_SHIPMENT')",
  );
  const isShipped = sql.raw("(c.template = 'HARDWARE' and c.reached > 0)");
  const isOpen = sql.raw('c.is_open');
  const rows = sql`
    insert into supervision (id, created_at, order_id, order_line_id, partner_id, seller_id, customer_id, product_id, order_number,
      customer_name, product_name, specification_name, quantity, deal_minor, cash_minor, search_key, template, is_reviewed, status,
      actor, clock_since, paid_at, promised_days, deliver_by, delivered_at, stall_at, warn_at, overdue_at, is_stalled, is_overdue, due_at,
      recipient_name, recipient_phone, shipping_address, carrier, tracking_number, shipped_at, signed_off_at, is_phone_confirmed, auto_accept_at,
      system_id, claimed_at, activated_at, acceptance, completed_at, ended_at, version)
    select gen_random_uuid(), c.paid_at, l.order_id, l.id, l.partner_id, l.seller_id, l.customer_id, l.product_id, l.order_number,
      o.customer_name, l.product_name, l.specification_name, l.quantity, l.deal_minor, l.cash_minor, o.search_key, c.template, false,
      coalesce(n.node, 'COMPLETED'), n.actor, c.since, c.paid_at, c.days, c.deliver_by,
      case when n.node = 'AWAIT_ACCEPTANCE' then c.since else case when not ${isOpen} then c.until end end,
      case when ${isOpen} and ${stalls} > ${at} then ${stalls} end,
      case when ${delivers} and c.paid_at + (c.deliver_by - c.paid_at) * 0.8 > ${at} then c.paid_at + (c.deliver_by - c.paid_at) * 0.8 end,
      case when ${isOpen} and n.node <> 'AWAIT_ACCEPTANCE' and c.deliver_by > ${at} then c.deliver_by end,
      ${isOpen} and ${stalls} <= ${at}, coalesce(c.deliver_by <= case when ${isOpen} and n.node <> 'AWAIT_ACCEPTANCE' then ${at} else c.since end, false),
      case when ${delivers} then coalesce(c.deliver_by, ${stalls}) when ${isOpen} then coalesce(h.auto_at, ${stalls}) end,
      case when c.template = 'HARDWARE' then '收货人' end, case when c.template = 'HARDWARE' then '13800132067' end,
      case when c.template = 'HARDWARE' then '广东省深圳市龙岗区坂田街道 1 号' end,
      case when ${isShipped} then '德运物流' end, case when ${isShipped} then 'DY' || right(l.order_number, 8) end,
      case when ${isShipped} then c.since end, h.signed_at, case when h.signed_at is not null then true end, h.auto_at,
      case when c.template = 'LICENSE_ID' and c.reached > 0 then 'SN-' || right(l.order_number, 6) end,
      case when c.template = 'LICENSE_CODE' and c.reached > 0 then c.since end,
      case when c.template = 'LICENSE_CODE' and c.reached > 1 then c.since end,
      case when not ${isOpen} then 'CUSTOMER' end, case when not ${isOpen} then c.until end, case when not ${isOpen} then c.until end,
      c.reached + 1
    from ${course} join order_line l on l.id = c.line_id join customer_order o on o.id = l.order_id
      left join ${steps} on ${isOpen} and n.template = c.template and n.position = c.reached
      cross join lateral (select case when c.template = 'HARDWARE' and c.is_open and n.node = 'AWAIT_ACCEPTANCE' and c.since + interval '1 day' < ${at}
        then c.since + interval '1 day' end as signed_at) g
      cross join lateral (select g.signed_at, g.signed_at + interval '10 days' as auto_at) h`;
  /** The time at which a supervision entered its node number `i`. */
  const entered = (i: Sql): Sql =>
    sql`s.paid_at + (coalesce(s.completed_at, s.clock_since) - s.paid_at) * (${i})::float8 / greatest(s.version - 1, 1)`;
  const fresh = sql.raw(
    'supervision s where not exists (select 1 from supervision_node x where x.supervision_id = s.id)',
  );
  const unlogged = sql.raw(
    'not exists (select 1 from supervision_log x where x.supervision_id = s.id)',
  );
  const person = sql.raw(
    "(select m.name from membership m where m.org_id = s.seller_id and m.role = 'seller.manager' order by m.created_at limit 1)",
  );
  const log = sql`
    insert into supervision_log (id, created_at, supervision_id, order_id, partner_id, seller_id, customer_id, event, from_state, to_state, actor_name, actor_side, via)
    select gen_random_uuid(), e.at, s.id, s.order_id, s.partner_id, s.seller_id, s.customer_id, e.event, e.from_state, e.to_state, e.name, e.side, e.via
    from supervision s cross join lateral (
      select 0 as i, s.paid_at as at, 'begin' as event, null::text as from_state, n.node as to_state, 'supervision' as name, 'SYSTEM' as side, 'SYSTEM' as via
      from ${steps} where n.template = s.template and n.position = 0
      union all
      select n.position + 1, ${entered(sql.raw('n.position + 1'))}, n.event, n.node, coalesce(f.node, 'COMPLETED'),
        case n.actor when 'CUSTOMER' then s.customer_name else coalesce(${person}, '商家') end, n.actor, case n.actor when 'CUSTOMER' then 'LINK' else 'PORTAL' end
      from ${steps} left join ${following} on f.template = n.template and f.position = n.position + 1
      where n.template = s.template and n.position < s.version - 1) e
    where ${unlogged} order by s.id, e.i`;
  const nodes = sql`
    insert into supervision_node (id, created_at, supervision_id, order_id, partner_id, seller_id, customer_id, position, node, actor, state, entered_at, left_at, actor_name, round)
    select gen_random_uuid(), s.created_at, s.id, s.order_id, s.partner_id, s.seller_id, s.customer_id, n.position, n.node, n.actor, x.state,
      case when x.state <> 'AHEAD' then ${entered(sql.raw('n.position'))} end, case when x.state = 'DONE' then ${entered(sql.raw('n.position + 1'))} end,
      case when x.state = 'DONE' then case n.actor when 'CUSTOMER' then s.customer_name else coalesce(${person}, '商家') end end, (x.state <> 'AHEAD')::int
    from (select s.* from ${fresh}) s join ${steps} on n.template = s.template
      cross join lateral (select case when n.position < s.version - 1 then 'DONE' when n.position = s.version - 1 then 'CURRENT' else 'AHEAD' end as state) x`;
  const clocks = sql`
    insert into deadline (id, created_at, subject_type, subject_id, event, kind, due_at, on_expiry, label, acts_side, partner_id, seller_id, customer_id, amount_minor)
    select gen_random_uuid(), ${at}, 'Supervision', s.id, c.event, c.kind, c.due_at, c.after, s.order_number || ' ' || s.product_name, c.acts, s.partner_id, s.seller_id, s.customer_id, s.cash_minor
    from supervision s cross join lateral (values
      ('flagStalled', 'CALENDAR_DAYS', s.stall_at, s.status, s.actor), ('remind-4', 'INSTANT', s.stall_at - interval '4 days', s.status, null),
      ('remind-2', 'INSTANT', s.stall_at - interval '2 days', s.status, null), ('warnDelivery', 'CALENDAR_DAYS', s.warn_at, s.status, null),
      ('flagOverdue', 'CALENDAR_DAYS', s.overdue_at, s.status, case s.actor when 'SELLER' then 'SELLER' end),
      ('autoAccept', 'CALENDAR_DAYS', s.auto_accept_at, 'COMPLETED', 'CUSTOMER')) c(event, kind, due_at, after, acts)
    where c.due_at > ${at} and not exists (select 1 from deadline d where d.subject_id = s.id)`;
  return [rows, log, nodes, clocks];
};
