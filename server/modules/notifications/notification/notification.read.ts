import { computed } from '../../../platform/read/computed.ts';
import { reads, type SqlOf } from '../../../platform/read/declare.ts';
import { filter } from '../../../platform/read/filters.ts';
import { sql } from '../../../platform/sql/sql.ts';
import { Role } from '../../../platform/viewer.ts';
import { notifiedOf, subjectId } from '../subjects.ts';
import { NotificationEntity } from './notification.entity.ts';
import { NotificationType } from './notification.type.ts';

/** Roles with notifications: everyone who works in the portal. */
export const NOTIFIED_ROLES: readonly Role[] = [...Role.of('partner', 'seller'), 'operator'];

const shown: SqlOf<'inPortal' | 'subjectType'> = (d, _v, role) =>
  sql`${d.inPortal} and ${d.subjectType} in (${sql.words(notifiedOf(role))})`;

export const notification = reads(NotificationType, NotificationEntity, {
  id: 'ntf',
  unfollowed: 'A notification is a message to one member about a record.',
  rows: shown,
  fields: {
    subjectId,
    subjectUuid: (d) => d.subjectId,
    subject: computed.subject('subjectType', 'subjectUuid'),
  },
  filters: {
    isUnread: filter.holds((d) => sql`${d.readAt} is null`, 'Whether the notification is unread.'),
    createdWithin: filter.range('createdAt', 'Range of times of the events.'),
    subjectType: filter.values(
      'subjectType',
      () => [String],
      'SDL types of the objects whose notifications to include, as in `subjectType`.',
    ),
    event: filter.values('event', () => [String], 'Names of events to include, as in `event`.'),
  },
  orders: { CREATED: ['createdAt', 'id'] },
  roots: {
    notification: { one: 'One notification of the viewer.' },
    notifications: { page: 'Notifications of the viewer, newest first.' },
  },
});
