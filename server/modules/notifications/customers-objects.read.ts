import { filter } from '../../platform/read/filters.ts';
import { tableModel } from '../../platform/sql/columns.ts';
import { type Sql, sql } from '../../platform/sql/sql.ts';
import { CustomerEntity, customer } from '../customers/index.ts';
import { withClocks } from './clocks.ts';

/** Returns the ids of the customers, and of all objects with a life cycle that belong to them. */
function ofCustomers(isAmong: (column: Sql) => Sql): Sql {
  const tables = withClocks
    .map(({ reads }) => tableModel(reads.entity))
    .filter(({ columns }) => columns.has('customerId'));
  return sql.join(
    [
      sql`select x.id from ${sql.table(CustomerEntity)} x where ${isAmong(sql.raw('x.id'))}`,
      ...tables.map(
        ({ table }) =>
          sql`select x.id from ${sql.ident(table)} x where ${isAmong(sql.raw('x.customer_id'))}`,
      ),
    ],
    ' union all ',
  );
}

/** Filter by customer, by way of the object: a row names a customer only if the customer may see it. */
export const customersObjects = filter.ids<'subjectId'>(
  (d, isAmong) => sql`${d.subjectId} in (${ofCustomers(isAmong)})`,
  () => customer,
  'Customers whose objects to include.',
);
