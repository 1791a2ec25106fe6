import { DomainEventEntity } from '../../platform/command/records.entity.ts';
import { ALL, NONE, reads } from '../../platform/read/declare.ts';
import { sql } from '../../platform/sql/sql.ts';
import { ActivityType } from './activity.type.ts';
import { assigned } from './customer.read.ts';

/** Timelines: a module adds `page(() => activity, 'subjectId', …)` to its own type. */
export const activity = reads(ActivityType, DomainEventEntity, {
  id: 'act',
  scope: {
    partner: 'partnerId',
    seller: 'sellerId',
    customer: 'customerId',
    operator: ALL,
    reporting: NONE,
  },
  narrow: {
    'csp.rep': (d, v) => sql`(${d.customerId} is null or ${assigned(d.customerId, v)})`,
  },
  orders: { CREATED: ['createdAt', 'id'] },
});
