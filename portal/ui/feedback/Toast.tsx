import { CircleAlert, CircleCheck, Info, X } from 'lucide-react';
import {
  UNSTABLE_Toast as AriaToast,
  UNSTABLE_ToastRegion as AriaToastRegion,
  Text,
  UNSTABLE_ToastContent as ToastContent,
  UNSTABLE_ToastQueue as ToastQueue,
} from 'react-aria-components';
import { Button } from '../actions/Button.tsx';
import { IconButton } from '../actions/IconButton.tsx';
import { Icon } from '../display/Icon.tsx';
import styles from './Toast.module.css';

export interface ToastMessage {
  title: string;
  description?: string;
  tone?: 'good' | 'bad' | 'info';
  action?: { label: string; onAction: () => void };
  /** Shows a ring that runs down over this many milliseconds. */
  countdown?: number;
}

const queue = new ToastQueue<ToastMessage>({ maxVisibleToasts: 3 });
const icons = { good: CircleCheck, bad: CircleAlert, info: Info };

/**
 * Shows messages from anywhere; errors stay until closed, other messages disappear after some seconds. A repeated message
 * replaces the earlier one.
 */
export const toast = {
  /** Returns a key for `close`; with a timeout of 0 the message stays until closed. */
  show(message: ToastMessage, timeout = message.tone === 'bad' ? 0 : 6000): string {
    const same = queue.visibleToasts.find(
      ({ content: { title, description } }) =>
        title === message.title && description === message.description,
    );
    if (same) queue.close(same.key);
    return queue.add(message, { timeout: timeout || undefined });
  },
  close: (key: string): void => queue.close(key),
};

/** Rendered once, by the shell. */
export function ToastRegion({ label, closeLabel }: { label: string; closeLabel: string }) {
  return (
    <AriaToastRegion queue={queue} className={styles.region} aria-label={label} data-noprint>
      {({ toast: queued }) => {
        const { title, description, tone = 'info', action, countdown } = queued.content;
        return (
          <AriaToast toast={queued} className={styles.toast}>
            {countdown ? (
              <Ring duration={countdown} />
            ) : (
              <span className={styles[tone]}>{<Icon of={icons[tone]} size={20} />}</span>
            )}
            <ToastContent className={styles.content}>
              <Text slot="title" className={styles.title}>
                {title}
              </Text>
              {description && <Text slot="description">{description}</Text>}
            </ToastContent>
            {action && (
              <Button
                size="sm"
                onPress={() => {
                  action.onAction();
                  queue.close(queued.key);
                }}
              >
                {action.label}
              </Button>
            )}
            <IconButton icon={X} label={closeLabel} size="sm" slot="close" />
          </AriaToast>
        );
      }}
    </AriaToastRegion>
  );
}

function Ring({ duration }: { duration: number }) {
  return (
    <svg className={styles.ring} viewBox="0 0 24 24" aria-hidden="true">
      <circle cx="12" cy="12" r="9" />
      <circle
        className={styles.rest}
        cx="12"
        cy="12"
        r="9"
        pathLength="1"
        style={{ animationDuration: `${duration}ms` }}
      />
    </svg>
  );
}
