import type { Reads } from '../../platform/read/declare.ts';
import { filter } from '../../platform/read/filters.ts';
import { tableModel } from '../../platform/sql/columns.ts';
import { type Sql, sql } from '../../platform/sql/sql.ts';
import { customer } from '../customers/index.ts';
import { order } from '../orders/index.ts';
import { settlementBill } from '../settlement/index.ts';
import { withClocks } from './clocks.ts';

/** Returns the ids of the records, and of all objects with a life cycle that belong to them. */
function objectsOf(on: Reads, property: string, isAmong: (column: Sql) => Sql): Sql {
  const owner = tableModel(on.entity).table;
  const belonging = withClocks.flatMap(({ reads }) => {
    const { table, columns } = tableModel(reads.entity);
    const column = columns.get(property)?.column;
    return column && table !== owner ? [{ table, column }] : [];
  });
  return sql.join(
    [{ table: owner, column: 'id' }, ...belonging].map(
      ({ table, column }) =>
        sql`select x.id from ${sql.ident(table)} x where ${isAmong(sql`x.${sql.ident(column)}`)}`,
    ),
    ' union all ',
  );
}

/** Filter by record, by way of the object: a row names a record only if its viewer may see it. */
const objectsFilter = (on: Reads, property: string, description: string) =>
  filter.ids<'subjectId'>(
    (d, isAmong) => sql`${d.subjectId} in (${objectsOf(on, property, isAmong)})`,
    () => on,
    description,
  );

export const customersObjects = objectsFilter(
  customer,
  'customerId',
  'Customers whose objects to include.',
);
export const ordersObjects = objectsFilter(
  order,
  'orderId',
  'Orders to include, with their deliveries, appeals and requests for refunds.',
);
export const billsObjects = objectsFilter(
  settlementBill,
  'billId',
  'Bills to include, with their invoices, payment authorizations and disputes.',
);
