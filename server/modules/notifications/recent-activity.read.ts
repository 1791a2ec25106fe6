import { DomainEventEntity } from '../../platform/command/records.entity.ts';
import { computed } from '../../platform/read/computed.ts';
import { reads, type SqlOf } from '../../platform/read/declare.ts';
import { filter } from '../../platform/read/filters.ts';
import { tableModel } from '../../platform/sql/columns.ts';
import { type Sql, sql } from '../../platform/sql/sql.ts';
import { rolesOf } from '../../platform/viewer.ts';
import { customer } from '../customers/index.ts';
import { withClocks } from './clocks.ts';
import { RecentActivityType } from './recent-activity.type.ts';
import { readableTypes, subjectId } from './subjects.ts';

/** Events of types that the role may read. A rep sees no event without a customer. */
const known: SqlOf<'subjectType' | 'customerId'> = (d, _v, role) =>
  sql.and([
    sql`${d.subjectType} in (${readableTypes(role)})`,
    ...(role === 'csp.rep' ? [sql`${d.customerId} is not null`] : []),
  ]);

/** Returns the ids of all objects with a life cycle that belong to the customers. */
function ofCustomers(isAmong: (column: Sql) => Sql): Sql {
  const tables = withClocks
    .map(({ reads }) => tableModel(reads.entity))
    .filter(({ columns }) => columns.has('customerId'));
  return sql.join(
    tables.map(
      ({ table }) =>
        sql`select x.id from ${sql.ident(table)} x where ${isAmong(sql.raw('x.customer_id'))}`,
    ),
    ' union all ',
  );
}

/** Events of all objects that the viewer may read, by any actor. */
export const recentActivity = reads(RecentActivityType, DomainEventEntity, {
  id: 'rac',
  unfollowed: 'Events never change.',
  roles: rolesOf('partner', 'seller', 'operator'),
  rows: known,
  fields: {
    subjectId,
    subjectUuid: (d) => d.subjectId,
    subject: computed.subject('subjectType', 'subjectUuid'),
  },
  filters: {
    customerId: filter.ids(
      // Filters by object, because an event names a customer only if the customer may see it.
      (d, isAmong) => sql`${d.subjectId} in (${ofCustomers(isAmong)})`,
      () => customer,
      'Customers whose objects to include.',
    ),
  },
  orders: { CREATED: ['createdAt', 'id'] },
  roots: {
    recentActivities: { page: "Recent events in the viewer's scope, newest first." },
  },
});
