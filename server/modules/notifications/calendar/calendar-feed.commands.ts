import { GraphQLString } from 'graphql';
import { command } from '../../../platform/command/command.ts';
import { field } from '../../../platform/command/input.ts';
import type { AnyCommand } from '../../../platform/command/types.ts';
import { tokens } from '../../../platform/secrets.ts';
import { sql } from '../../../platform/sql/sql.ts';
import { memberOf } from '../notification/notification.commands.ts';
import { NOTIFIED_ROLES } from '../notification/notification.read.ts';
import { CalendarFeedEntity } from './calendar-feed.entity.ts';

export const CALENDAR_PATH = '/calendar';

const set = command({
  name: 'calendarFeedSet',
  description:
    "Creates the link to the viewer's deadlines as an iCalendar feed (日历订阅), or ends it. An earlier link ends in both cases.",
  roles: NOTIFIED_ROLES,
  fields: {
    enabled: field.flag('Whether a link exists afterwards; true renews an existing one.'),
  },
  payload: {},
  extra: {
    url: {
      type: () => GraphQLString,
      description:
        'Address of the feed for a calendar program, shown once; null after the end of the link. Every holder of the address reads the deadlines.',
      once: true,
    },
  },
  idempotent: true,
  freshProof: true,
  async run(tx, { enabled }) {
    const memberId = memberOf(tx);
    tx.lock('CalendarFeed', memberId);
    await tx.rows(sql`delete from calendar_feed where member_id = ${memberId}`);
    tx.audit({
      action: 'calendarFeedSet',
      subjectType: 'Member',
      subjectId: memberId,
      detail: { enabled },
    });
    if (!enabled) return { url: null };
    const token = tokens.create();
    tx.insert(CalendarFeedEntity, {
      id: tx.newId(),
      createdAt: tx.now,
      orgId: tx.viewer.tenantId,
      memberId,
      tokenHash: tokens.hash(token),
    });
    return { url: `${tx.publicUrl}${CALENDAR_PATH}/${token}.ics` };
  },
});

export const calendarFeedCommands: readonly AnyCommand[] = [set];
