import { CircleAlert, CircleCheck, Info, TriangleAlert, X } from 'lucide-react';
import type { ReactNode } from 'react';
import { IconButton } from '../actions/IconButton.tsx';
import { cx } from '../cx.ts';
import { Icon } from '../display/Icon.tsx';
import styles from './Banner.module.css';

export interface BannerProps {
  tone: 'info' | 'good' | 'waiting' | 'bad';
  title?: ReactNode;
  children?: ReactNode;
  action?: ReactNode;
  onClose?: () => void;
  closeLabel?: string;
  live?: boolean;
}

const icons = { info: Info, good: CircleCheck, waiting: TriangleAlert, bad: CircleAlert };

export function Banner({ tone, title, children, action, onClose, closeLabel, live }: BannerProps) {
  return (
    <div
      className={cx(styles.banner, styles[tone], !title && styles.single)}
      role={live ? (tone === 'bad' ? 'alert' : 'status') : undefined}
    >
      <Icon of={icons[tone]} />
      <div className={styles.text}>
        {title && <strong>{title}</strong>}
        {children && <div>{children}</div>}
      </div>
      {action}
      {onClose && closeLabel && (
        <IconButton icon={X} label={closeLabel} size="sm" onPress={onClose} />
      )}
    </div>
  );
}
