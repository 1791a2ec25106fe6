import type { Tx } from '../../../platform/command/types.ts';
import { sql } from '../../../platform/sql/sql.ts';
import { type OrderLine, OrderLineEntity } from './order-line.entity.ts';

/** Reads the lines of an order by their position. */
export const linesOf = (tx: Tx, orderId: string): Promise<readonly Readonly<OrderLine>[]> =>
  tx.find(
    OrderLineEntity,
    (d) => sql`${d.orderId} = ${orderId}`,
    (d) => d.position,
  );
