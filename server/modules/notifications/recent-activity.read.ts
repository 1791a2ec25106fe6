import { DomainEventEntity } from '../../platform/command/records.entity.ts';
import type { Columns } from '../../platform/read/columns.ts';
import { NONE, pageRoot, type Reads, reads } from '../../platform/read/declare.ts';
import { and, raw, type Sql, sql } from '../../platform/read/sql.ts';
import type { Role } from '../../platform/viewer.ts';
import { assigned } from '../customers/index.ts';
import { RecentActivityType } from './recent-activity.type.ts';
import { readableTypes, subjectId } from './subjects.ts';

const known = (d: Columns, role: Role, rule: Sql): Sql =>
  and([sql`${d.subjectType!} in (${readableTypes(role)})`, rule]);

/** Events of everything that the viewer's role may read, whoever caused them. */
export const recentActivity: Reads = reads(RecentActivityType, DomainEventEntity, {
  id: 'rac',
  scope: {
    partner: (d, v, role) => known(d, role, sql`${d.partnerId!} = ${v.tenantId}`),
    seller: (d, v, role) => known(d, role, sql`${d.sellerId!} = ${v.tenantId}`),
    operator: (d, _v, role) => known(d, role, raw('true')),
    customer: NONE,
    reporting: NONE,
  },
  narrow: { 'csp.rep': (d, v) => assigned(d.customerId!, v) },
  fields: { subjectId, subjectUuid: (d) => d.subjectId! },
  orders: { CREATED: ['createdAt', 'id'] },
  roots: {
    recentActivities: pageRoot("What happened lately in the viewer's affairs, newest first."),
  },
});
