import { sql } from '../../../platform/sql/sql.ts';
import { OrderLineEntity } from '../../orders/index.ts';

const LINES = sql.tableName(OrderLineEntity);

/** SQL text: writes what is settled of the sales with the given ids to their refunds. */
export const toRefunds = (sales: string): string =>
  `update ${LINES} r set sale_settled_minor = x.settled from (select l.id, settled_of_sale(l.refund_of_id) as settled from ${LINES} l where l.refund_of_id is not null and l.refund_of_id in (${sales})) x where r.id = x.id and r.sale_settled_minor is distinct from x.settled`;

/** SQL text of statements: writes an adjustment to the refunds of its sale, and lets the writer of a new refund wait. */
export const adjustedToRefunds = (changes: string): string =>
  `perform 1 from ${LINES} o where o.id in (select c.order_line_id from ${changes} c) order by o.id for share; ${toRefunds(`select c.order_line_id from ${changes} c`)}`;
