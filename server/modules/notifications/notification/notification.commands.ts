import { GraphQLInt } from 'graphql';
import { command } from '../../../platform/command/command.ts';
import { field } from '../../../platform/command/input.ts';
import type { AnyCommand, Tx } from '../../../platform/command/types.ts';
import { PublicError } from '../../../platform/errors.ts';
import { sql } from '../../../platform/sql/sql.ts';
import { NOTIFIED_ROLES, notification } from './notification.read.ts';

/** One page of the list. */
const MOST = 100;

const marked = {
  type: () => GraphQLInt,
  description: 'Number of notifications that were unread before.',
};

/** Returns the member; a program has no notifications. */
export function memberOf({ viewer }: Tx): string {
  if (!viewer.memberId)
    throw PublicError.forbidden('Only members have notifications; an API key has none.');
  return viewer.memberId;
}

const markRead = command({
  name: 'notificationMarkRead',
  description: 'Marks notifications of the viewer as read; those already read do not change.',
  roles: NOTIFIED_ROLES,
  fields: {
    ids: field.list(
      field.id(() => notification, 'Global ids of the notifications.'),
      { min: 1, max: MOST },
    ),
  },
  payload: {},
  extra: { marked },
  idempotent: false,
  async run(tx, { ids }) {
    const mine = sql`member_id = ${memberOf(tx)} and in_portal and id = any(${`{${ids.join(',')}}`}::uuid[])`;
    const known = await tx.rows(sql`select id from notification where ${mine}`);
    if (known.length < new Set(ids).size) throw PublicError.notFound();
    const rows = await tx.rows(
      sql`update notification set read_at = ${tx.now} where ${mine} and read_at is null returning id`,
    );
    return { marked: rows.length };
  },
});

const markAllRead = command({
  name: 'notificationMarkAllRead',
  description: 'Marks all notifications of the viewer as read.',
  roles: NOTIFIED_ROLES,
  fields: {
    until: field.optional(
      field.instant(
        'Instant of the latest notification that the viewer has seen; later ones stay unread.',
      ),
    ),
  },
  payload: {},
  extra: { marked },
  idempotent: false,
  async run(tx, { until }) {
    const rows = await tx.rows(sql`
      update notification set read_at = ${tx.now}
      where member_id = ${memberOf(tx)} and in_portal and read_at is null and created_at <= ${until ?? tx.now} returning id`);
    return { marked: rows.length };
  },
});

export const notificationCommands: readonly AnyCommand[] = [markRead, markAllRead];
