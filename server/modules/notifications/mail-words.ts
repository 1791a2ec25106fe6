import { localDate, localTime } from '../../platform/calendar.ts';
import { reminderDays } from '../../platform/machine.ts';
import type { MailParams } from '../../platform/mail/render.ts';

/** Where members choose how they are told. */
export const SETTINGS_PATH = '/account/notifications';

interface Told {
  readonly type: string;
  readonly event: string;
  /** Name of the object. */
  readonly label: string;
  /** Who caused it; null when time did. */
  readonly actor: string | null;
  readonly at: Date;
}

/** One thing that happened, for the texts of mails: `{type} {label} {what} {trace}`. */
export function wordsOf({ type, event, label, actor, at }: Told): MailParams {
  const days = reminderDays(event);
  return {
    type: `enum.Subject.${type}`,
    label,
    what:
      days === null
        ? `event.${type}.${event}`
        : { text: 'ui.notifications.remind', params: { days } },
    // A customer in its own binding bears the object's name.
    trace: [actor === label ? null : actor, `${localDate(at)} ${localTime(at).slice(0, 5)}`]
      .filter(Boolean)
      .join(' · '),
  };
}
