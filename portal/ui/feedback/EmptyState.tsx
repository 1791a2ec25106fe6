import { Inbox, type LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import { Icon } from '../display/Icon.tsx';
import styles from './EmptyState.module.css';

export interface EmptyStateProps {
  icon?: LucideIcon;
  title: ReactNode;
  /** It stands for the whole page, so that its title is the page's. */
  page?: boolean;
  /** What would stand here, or how to get it. */
  children?: ReactNode;
  /** The primary action of a first use, or "clear filters". */
  action?: ReactNode;
}

/** Nothing to show: says why and what to do next. */
export function EmptyState({ icon = Inbox, title, page, children, action }: EmptyStateProps) {
  const Title = page ? 'h1' : 'p';
  return (
    <div className={styles.empty}>
      <span className={styles.disc}>
        <Icon of={icon} size={20} />
      </span>
      <Title className={styles.title}>{title}</Title>
      {children && <div className={styles.text}>{children}</div>}
      {action && <div className={styles.action}>{action}</div>}
    </div>
  );
}
