import { useMatch } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useText } from '../lib/i18n.tsx';
import { Loading, Skeleton } from '../ui/feedback/Skeleton.tsx';
import { Card } from '../ui/layout/Card.tsx';
import { Page } from '../ui/layout/Page.tsx';
import { PageHead } from '../ui/layout/PageHead.tsx';
import { useFeatures } from './features.ts';
import { RecordSkeleton } from './RecordSkeleton.tsx';
import { useTitle } from './title.ts';

/** Titles of the pending page, as the navigation or an action names it. Home greets, and a record has its own name. */
function usePendingTitle() {
  const t = useText();
  const path = useMatch({ strict: false, select: ({ pathname }) => pathname });
  const features = useFeatures();
  const entry = features.flatMap(({ nav = [] }) => nav).find(({ to }) => to === path);
  const action = features.flatMap(({ actions = [] }) => actions).find(({ to }) => to === path);
  return {
    entry: entry && path !== '/' ? t(entry.labelId) : null,
    action: action ? t(action.label) : null,
  };
}

/** A page whose code is loading, with its own title if it is known. `children` have the geometry of its content. */
export function PagePending({ children }: { children?: ReactNode }) {
  const t = useText();
  const { entry, action } = usePendingTitle();
  useTitle(entry ?? action);
  return (
    <Page>
      {entry && <PageHead title={entry} />}
      <Loading label={t('ui.loading')}>
        {children ??
          (entry ? (
            <Card>
              <Skeleton lines={8} height={20} />
            </Card>
          ) : (
            <RecordSkeleton title={action} />
          ))}
      </Loading>
    </Page>
  );
}
