import { ChevronRight } from 'lucide-react';
import { Fragment, type ReactNode } from 'react';
import { Icon } from '../display/Icon.tsx';
import styles from './PageHead.module.css';

export interface PageHeadProps {
  title: ReactNode;
  /** Links to the parent pages, outermost first. */
  crumbs?: readonly ReactNode[];
  crumbsLabel?: string;
  meta?: ReactNode;
  actions?: ReactNode;
}

export function PageHead({ title, crumbs, crumbsLabel, meta, actions }: PageHeadProps) {
  return (
    <div className={styles.head}>
      <div className={styles.main}>
        {crumbs && (
          <nav className={styles.crumbs} aria-label={crumbsLabel}>
            {crumbs.filter(Boolean).map((crumb, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: a path has no other identity than its order
              <Fragment key={index}>
                {index > 0 && <Icon of={ChevronRight} size={12} />}
                {crumb}
              </Fragment>
            ))}
          </nav>
        )}
        <div className={styles.line}>
          <h1>{title}</h1>
          {meta && <div className={styles.meta}>{meta}</div>}
        </div>
      </div>
      {actions && (
        <div className={styles.actions} data-noprint>
          {actions}
        </div>
      )}
    </div>
  );
}
