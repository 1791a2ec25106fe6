import type { Reads } from '../../platform/read/declare.ts';
import { filter } from '../../platform/read/filters.ts';
import { Columns } from '../../platform/sql/columns.ts';
import { type Sql, sql } from '../../platform/sql/sql.ts';
import { product, specification } from '../catalog/index.ts';
import { customer } from '../customers/index.ts';
import { order } from '../orders/index.ts';
import { settlementBill } from '../settlement/index.ts';
import { typesWithDeadlines } from './deadline/deadline-lives.ts';

/** Returns the ids of the records, and of the objects of the given types that belong to them. */
function objectsOf(
  on: Reads,
  property: string,
  types: readonly Reads[],
  isAmong: (column: Sql) => Sql,
): Sql {
  const x = Columns.in('x');
  const belonging = types.filter(
    ({ entity }) => entity !== on.entity && property in entity.meta.properties,
  );
  return sql.join(
    [[on, x.id] as const, ...belonging.map((reads) => [reads, x[property]!] as const)].map(
      ([{ entity }, column]) =>
        sql`select x.id from ${sql.table(entity)} x where ${isAmong(column)}`,
    ),
    ' union all ',
  );
}

/** Filter by record, by way of the object: a row names a record only if its viewer may see it. */
const objectsFilter = (
  on: Reads,
  property: string,
  description: string,
  types: readonly Reads[] = typesWithDeadlines,
) =>
  filter.ids<'subjectId'>(
    (d, isAmong) => sql`${d.subjectId} in (${objectsOf(on, property, types, isAmong)})`,
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
/** Without what is sold of them: a product has too many discounts and orders to read them for one page. */
export const productsListings = objectsFilter(
  product,
  'productId',
  'Products to include, with their specifications.',
  [specification],
);
