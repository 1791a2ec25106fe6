import { DomainEventEntity } from '../../platform/command/records.entity.ts';
import { NONE, pageRoot, reads } from '../../platform/read/declare.ts';
import { idsOf } from '../../platform/read/filters.ts';
import { type Columns, tableModel } from '../../platform/sql/columns.ts';
import { and, ident, join, raw, type Sql, sql } from '../../platform/sql/sql.ts';
import type { Role } from '../../platform/viewer.ts';
import { assigned, customer } from '../customers/index.ts';
import { withClocks } from './clocks.ts';
import { RecentActivityType } from './recent-activity.type.ts';
import { readableTypes, subjectId } from './subjects.ts';

const known = (d: Columns<'subjectType'>, role: Role, rule: Sql): Sql =>
  and([sql`${d.subjectType} in (${readableTypes(role)})`, rule]);

/** Ids of all objects with a life cycle that belong to some customers. */
function ofCustomers(customers: Sql): Sql {
  const tables = withClocks
    .map(({ reads }) => tableModel(reads.entity))
    .filter(({ columns }) => columns.has('customerId'));
  return join(
    tables.map(
      ({ table }) => sql`select x.id from ${ident(table)} x where x.customer_id = ${customers}`,
    ),
    ' union all ',
  );
}

/** Events of everything that the viewer's role may read, whoever caused them. */
export const recentActivity = reads(RecentActivityType, DomainEventEntity, {
  id: 'rac',
  scope: {
    partner: (d, v, role) => known(d, role, sql`${d.partnerId} = ${v.tenantId}`),
    seller: (d, v, role) => known(d, role, sql`${d.sellerId} = ${v.tenantId}`),
    operator: (d, _v, role) => known(d, role, raw('true')),
    customer: NONE,
    reporting: NONE,
  },
  narrow: { 'csp.rep': (d, v) => assigned(d.customerId, v) },
  fields: { subjectId, subjectUuid: (d) => d.subjectId },
  filters: {
    customerId: {
      ...idsOf('customerId', () => customer, 'Customers whose objects to include.'),
      // By the object: an event names a customer only where the customer may hear of it.
      where: (d, a) => sql`${d.subjectId} in (${ofCustomers(sql`any(${a('ids')}::uuid[])`)})`,
    },
  },
  orders: { CREATED: ['createdAt', 'id'] },
  roots: {
    recentActivities: pageRoot("Recent events in the viewer's scope, newest first."),
  },
});
