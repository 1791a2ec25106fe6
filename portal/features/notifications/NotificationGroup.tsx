import { Check } from 'lucide-react';
import { Ago } from '../../domain/Ago.tsx';
import type { NotificationPanelQuery } from '../../gql/graphql.ts';
import { eventText } from '../../lib/event-text.ts';
import { type Text, useText } from '../../lib/i18n.tsx';
import { RouteLink } from '../../shell/links.ts';
import { useObjectPath } from '../../shell/objects.ts';
import { IconButton } from '../../ui/actions/IconButton.tsx';
import styles from './Notifications.module.css';

export type Notification = NotificationPanelQuery['notifications']['nodes'][number];

const REMINDER = /^remind-([\d.]+)$/;

function happened({ subjectType, event }: Notification, t: Text): string {
  const days = REMINDER.exec(event)?.[1];
  if (days !== undefined)
    return Number(days) < 1
      ? t('ui.notifications.remindHours', { hours: Number(days) * 24 })
      : t('ui.notifications.remind', { days: Number(days) });
  if (event === 'remind-late') return t('ui.notifications.late');
  return eventText({ subjectType, event }, t);
}

/** The actor, unless the object has the same name: a customer in its own binding. */
const by = ({ actorName, label }: Notification) => (actorName === label ? null : actorName);

export interface NotificationGroupProps {
  told: readonly Notification[];
  onFollow: () => void;
  onRead: (ids: readonly string[]) => void;
}

/** Notifications of one object, newest first. Opening the object marks them as read. */
export function NotificationGroup({ told, onFollow, onRead }: NotificationGroupProps) {
  const t = useText();
  const { subjectType, subjectId, label } = told[0]!;
  const path = useObjectPath()(subjectType, subjectId);
  const unread = told.filter(({ readAt }) => readAt === null).map(({ id }) => id);
  const read = () => {
    if (unread.length > 0) onRead(unread);
  };
  return (
    <section
      className={styles.group}
      aria-label={label}
      data-unread={unread.length > 0 || undefined}
    >
      <header className={styles.head}>
        <h3 className={styles.title}>
          <span className="note">{t.enum('Subject', subjectType)}</span>
          {path ? (
            <RouteLink
              to={path}
              onClick={() => {
                read();
                onFollow();
              }}
            >
              {label}
            </RouteLink>
          ) : (
            <span>{label}</span>
          )}
        </h3>
        {unread.length > 0 && (
          <IconButton
            icon={Check}
            size="sm"
            label={t('ui.notifications.mark', { name: label })}
            onPress={read}
          />
        )}
      </header>
      <ul>
        {told.map((one) => (
          <li key={one.id} className={styles.line} data-unread={one.readAt === null || undefined}>
            {one.readAt === null && (
              <span role="img" aria-label={t('ui.notifications.new')} className={styles.dot} />
            )}
            <span>{happened(one, t)}</span>
            <span className="note">
              {by(one) && `${by(one)} · `}
              <Ago at={one.createdAt} />
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
