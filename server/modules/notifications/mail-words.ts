import { calendar } from '../../platform/calendar.ts';
import { deadlines } from '../../platform/command/life-cycle/deadlines.ts';
import { reminder } from '../../platform/machine.ts';
import type { MailParams } from '../../platform/mail/render.ts';

/** Page on which members choose their channels. */
export const SETTINGS_PATH = '/account/notifications';

interface Told {
  readonly type: string;
  readonly event: string;
  readonly label: string;
  /** Name of the actor; null if the clock triggered the event. */
  readonly actor: string | null;
  readonly at: Date;
}

/** Reminders and moved deadlines have one text for all types. */
function whatOf(type: string, event: string): MailParams[string] {
  const days = reminder.days(event);
  if (days !== null && days < 1)
    return { text: 'ui.notifications.remindHours', params: { hours: days * 24 } };
  if (days !== null) return { text: 'ui.notifications.remind', params: { days } };
  if (event === reminder.LATE) return 'ui.notifications.late';
  return event === deadlines.MOVED ? 'ui.notifications.deadlineMoved' : `event.${type}.${event}`;
}

/** Returns the parts of an event for mail texts: `{type} {label} {what} {trace}`. */
export function wordsOf({ type, event, label, actor, at }: Told): MailParams {
  return {
    type: `enum.Subject.${type}`,
    label,
    what: whatOf(type, event),
    // The label of a binding is the customer's name, which must not appear twice.
    trace: [actor === label ? null : actor, calendar.localMinute(at)].filter(Boolean).join(' · '),
  };
}
