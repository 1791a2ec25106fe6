import { useLocation } from '@tanstack/react-router';
import { useText } from '../lib/i18n.tsx';
import { Skeleton } from '../ui/feedback/Skeleton.tsx';
import { PageHead } from '../ui/layout/PageHead.tsx';
import { useFeatures } from './features.ts';
import { RouteLink } from './links.ts';

/** Head of a loading page: the list that its address belongs to, and its title if that is known. */
export function PendingHead({ title }: { title?: string | null }) {
  const t = useText();
  const { pathname } = useLocation();
  const list = useFeatures()
    .flatMap(({ nav = [] }) => nav)
    .find(({ to }) => to !== '/' && pathname.startsWith(`${to}/`));
  return (
    <PageHead
      title={title ?? <Skeleton width={240} height={24} />}
      crumbsLabel={t('ui.crumbs')}
      crumbs={
        list && [
          <RouteLink key="list" to={list.to}>
            {t(list.labelId)}
          </RouteLink>,
        ]
      }
    />
  );
}
