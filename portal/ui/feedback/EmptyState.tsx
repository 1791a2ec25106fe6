import { Inbox, type LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import { Icon } from '../display/Icon.tsx';
import styles from './EmptyState.module.css';

export interface EmptyStateProps {
  icon?: LucideIcon;
  title: ReactNode;
  /** Covers the whole page; its title becomes the page's heading. */
  page?: boolean;
  children?: ReactNode;
  /** The primary action of a first use, or "clear filters". */
  action?: ReactNode;
}

/** Placeholder for an empty list: gives the reason and the next step. */
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
