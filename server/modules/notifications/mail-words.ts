import { calendar } from '../../platform/calendar.ts';
import { reminderDays } from '../../platform/machine.ts';
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

/** Returns the parts of an event for mail texts: `{type} {label} {what} {trace}`. */
export function wordsOf({ type, event, label, actor, at }: Told): MailParams {
  const days = reminderDays(event);
  return {
    type: `enum.Subject.${type}`,
    label,
    what:
      days === null
        ? `event.${type}.${event}`
        : days < 1
          ? { text: 'ui.notifications.remindHours', params: { hours: days * 24 } }
          : { text: 'ui.notifications.remind', params: { days } },
    // The label of a binding is the customer's name, which must not appear twice.
    trace: [
      actor === label ? null : actor,
      `${calendar.localDate(at)} ${calendar.localTime(at).slice(0, 5)}`,
    ]
      .filter(Boolean)
      .join(' · '),
  };
}
