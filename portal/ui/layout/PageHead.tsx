import { ChevronRight } from 'lucide-react';
import { Fragment, type ReactNode } from 'react';
import { Icon } from '../display/Icon.tsx';
import styles from './PageHead.module.css';

export interface PageHeadProps {
  title: ReactNode;
  /** Links to the places above, outermost first; empty ones are left out. */
  crumbs?: readonly ReactNode[];
  crumbsLabel?: string;
  /** State and short facts beside the title. */
  meta?: ReactNode;
  /** Buttons, one primary, standing last. */
  actions?: ReactNode;
}

/** The top of a page: where, what, and its one primary action. */
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
