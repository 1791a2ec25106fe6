import { Check, Clock, Ellipsis, type LucideIcon, Minus, Pencil, X } from 'lucide-react';
import type { ReactNode } from 'react';
import { VisuallyHidden } from 'react-aria-components';
import { cx } from '../cx.ts';
import styles from './Badge.module.css';
import { Icon } from './Icon.tsx';

/** Meaning of a state for the reader, independent of its name. */
export type Tone = 'draft' | 'waiting' | 'review' | 'good' | 'bad' | 'idle';

export const toneIcons: Record<Tone, LucideIcon> = {
  draft: Pencil,
  waiting: Clock,
  review: Ellipsis,
  good: Check,
  bad: X,
  idle: Minus,
};

export interface BadgeProps {
  tone: Tone;
  icon?: LucideIcon;
  children: ReactNode;
  title?: string;
}

export function Badge({ tone, icon, children, title }: BadgeProps) {
  return (
    <span className={cx(styles.badge, styles[tone])} data-tone={tone} title={title}>
      <Icon of={icon ?? toneIcons[tone]} size={12} />
      <span>{children}</span>
    </span>
  );
}

export function Tag({ children }: { children: ReactNode }) {
  return (
    <span className={styles.tag} title={typeof children === 'string' ? children : undefined}>
      {children}
    </span>
  );
}

/**
 * A small round count; `due` is red and means "mine to act on". Assistive technology reads the
 * label, not the figure.
 */
export function Count({
  children,
  due,
  label,
}: {
  children: ReactNode;
  due?: boolean;
  label?: string;
}) {
  return (
    <span className={cx(styles.count, due && styles.due)}>
      <span aria-hidden={label ? true : undefined}>{children}</span>
      {label && <VisuallyHidden>{label}</VisuallyHidden>}
    </span>
  );
}
