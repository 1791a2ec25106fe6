import type { Text } from './i18n.tsx';

/** Text of an event of an object, in the words of the timelines. */
export const eventText = (
  { subjectType, event }: { readonly subjectType: string; readonly event: string },
  t: Text,
): string =>
  event === 'deadline-moved'
    ? t('ui.notifications.deadlineMoved')
    : t.maybe(`event.${subjectType}.${event}`, undefined, event);
