import type { ReactNode } from 'react';
import { useText } from '../../lib/i18n.tsx';
import { PageHead } from '../../ui/layout/PageHead.tsx';

export interface RecordHeadProps {
  title: ReactNode;
  /** Link to the list, and further parents. */
  crumbs: readonly ReactNode[];
  /** Steps to the records beside it in the list. */
  neighbours?: ReactNode;
  /** State, clock and the facts that identify the record. */
  meta?: ReactNode;
  actions?: ReactNode;
}

/** Head of a record's page: its place in the list, its name and state, and its actions. */
export function RecordHead({ crumbs, neighbours, ...head }: RecordHeadProps) {
  const t = useText();
  return (
    <PageHead
      {...head}
      crumbsLabel={t('ui.crumbs')}
      crumbs={neighbours ? [...crumbs, neighbours] : crumbs}
    />
  );
}
