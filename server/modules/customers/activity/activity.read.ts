import { DomainEventEntity } from '../../../platform/command/records.entity.ts';
import { tracked } from '../../../platform/command/tracked.ts';
import { reads } from '../../../platform/read/declare.ts';
import { ActivityType } from './activity.type.ts';

/** History of objects: a module adds `page(() => activity, 'subjectId', …)` to its type. */
export const activity = reads(ActivityType, DomainEventEntity, {
  id: 'act',
  fields: { changes: tracked.visible },
  orders: { CREATED: ['createdAt', 'id'] },
});
