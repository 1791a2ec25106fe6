import ical, { ICalCalendarMethod, ICalEventBusyStatus, ICalEventStatus } from 'ical-generator';
import { message } from '../../../platform/mail/catalog.ts';

export interface FeedDeadline {
  readonly id: string;
  readonly subjectId: string;
  readonly subjectType: string;
  readonly label: string;
  readonly event: string | null;
  readonly actsSide: string | null;
  readonly dueAt: string;
  readonly isProvisional: boolean;
  readonly pausedSince: string | null;
}

const QUARTER_HOUR = 15 * 60_000;

/** Key of a deadline's title in the portal's list: "Discount to review". */
function titleOf({ subjectType, event, actsSide }: FeedDeadline): string {
  const key = `ui.deadlineOf.${subjectType}.${event ?? 'remind'}.${actsSide ?? 'NONE'}.title`;
  return message.exists(key) ? key : 'ui.deadlineOf.title';
}

/**
 * The deadlines as an iCalendar file. An event ends at the deadline; a provisional or paused one is tentative. The same
 * deadlines give the same file, byte for byte, so that a calendar program can ask whether they changed.
 */
export function feedText(
  deadlines: readonly FeedDeadline[],
  { locale, publicUrl }: { locale: 'zh' | 'en'; publicUrl: string },
): string {
  const text = (key: string): string => message(locale, key);
  const host = new URL(publicUrl).hostname;
  const calendar = ical({
    name: text('ui.calendar.name'),
    prodId: { company: 'PartnerGraph', product: 'deadlines' },
    method: ICalCalendarMethod.PUBLISH,
    ttl: 3600,
  });
  for (const deadline of deadlines) {
    const end = new Date(deadline.dueAt);
    const marks = [
      deadline.pausedSince === null ? null : text('ui.calendar.paused'),
      deadline.isProvisional ? text('ui.calendar.provisional') : null,
    ].filter((mark) => mark);
    calendar.createEvent({
      id: `${deadline.id}@${host}`,
      stamp: end,
      start: new Date(end.getTime() - QUARTER_HOUR),
      end,
      summary: [...marks, `${text(titleOf(deadline))}: ${deadline.label}`].join(' '),
      url: `${publicUrl}/open/${deadline.subjectType}/${deadline.subjectId}`,
      status: marks.length > 0 ? ICalEventStatus.TENTATIVE : ICalEventStatus.CONFIRMED,
      busystatus: ICalEventBusyStatus.FREE,
    });
  }
  return calendar.toString();
}
