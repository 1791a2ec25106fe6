import { DomainEventEntity } from '../../platform/command/records.entity.ts';
import { reads } from '../../platform/read/declare.ts';
import { ActivityType } from './activity.type.ts';

/** Timelines: a module adds `page(() => activity, 'subjectId', …)` to its own type. */
export const activity = reads(ActivityType, DomainEventEntity, {
  id: 'act',
  orders: { CREATED: ['createdAt', 'id'] },
});
