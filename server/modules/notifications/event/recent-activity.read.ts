import { DomainEventEntity } from '../../../platform/command/records.entity.ts';
import { reads } from '../../../platform/read/declare.ts';
import { filter } from '../../../platform/read/filters.ts';
import type { Columns } from '../../../platform/sql/columns.ts';
import { type Sql, sql } from '../../../platform/sql/sql.ts';
import { organization } from '../../identity/index.ts';
import { partner } from '../../partners/index.ts';
import { customersObjects, productsListings } from '../objects-of.read.ts';
import { eventsOfAll } from './event.read.ts';
import { RecentActivityType } from './recent-activity.type.ts';

type Alike = 'requestId' | 'subjectType' | 'event' | 'createdAt' | 'customerId';

/**
 * The same event of other objects in one request, within an hour: a job over many rows, or a run of the system. The
 * policies of the table limit them to what the viewer may see.
 */
const alike = (d: Columns<Alike>): Sql => sql`
  from ${sql.table(DomainEventEntity)} e where e.request_id = ${d.requestId} and e.subject_type = ${d.subjectType}
    and e.event = ${d.event} and (e.customer_id is null) = (${d.customerId} is null)
    and e.created_at > ${d.createdAt} - interval '1 hour' and e.created_at < ${d.createdAt} + interval '1 hour'`;
const ALIKE_MOST = 1000;

/** Events of all objects that the viewer may read, by any actor. */
export const recentActivity = reads(RecentActivityType, DomainEventEntity, {
  id: 'rac',
  unfollowed: 'Events never change.',
  ...eventsOfAll,
  fields: {
    ...eventsOfAll.fields,
    alikeCount: (d) =>
      sql`(select count(distinct x.subject_id)::int from (select e.subject_id ${alike(d)} limit ${sql.raw(String(ALIKE_MOST))}) x)`,
  },
  filters: {
    customerId: customersObjects,
    productId: productsListings,
    partnerId: filter.ids('partnerId', () => partner, 'Partners whose events to include.'),
    sellerId: filter.ids('sellerId', () => organization, 'Sellers whose events to include.'),
    isFirst: filter.holds(
      (d: Columns<Alike | 'id'>) =>
        sql`not exists (select 1 ${alike(d)} and (e.created_at, e.id) < (${d.createdAt}, ${d.id}))`,
      'Whether it is the first of the events that `alikeCount` counts.',
    ),
    requestId: filter.values('requestId', () => [String], 'Requests to include.'),
  },
  orders: { CREATED: ['createdAt', 'id'] },
  roots: {
    recentActivities: { page: "Recent events in the viewer's scope, newest first." },
  },
});
