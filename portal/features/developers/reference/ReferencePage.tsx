import { getRouteApi } from '@tanstack/react-router';
import { Suspense, use, useEffect } from 'react';
import { useText } from '../../../lib/i18n.tsx';
import { RouteButton, RouteLink } from '../../../shell/links.ts';
import { useTitle } from '../../../shell/title.ts';
import { Loading, Skeleton } from '../../../ui/feedback/Skeleton.tsx';
import { SearchField } from '../../../ui/fields/SearchField.tsx';
import { Page } from '../../../ui/layout/Page.tsx';
import { PageHead } from '../../../ui/layout/PageHead.tsx';
import { loadReference } from './data.ts';
import { Hits } from './Hits.tsx';
import { TypeCard } from './TypeCard.tsx';
import { TypeList } from './TypeList.tsx';

const route = getRouteApi('/app/developers/reference');

/** Every type, field, argument and value of the schema, with search and an address for each. */
export function ReferencePage() {
  const t = useText();
  useTitle(t('ui.nav.reference'));
  const { type, q } = route.useSearch();
  const navigate = route.useNavigate();
  return (
    <Page width="narrow">
      <PageHead
        title={type ?? t('ui.nav.reference')}
        crumbsLabel={t('ui.reference.path')}
        {...(type && {
          crumbs: [
            <RouteLink key="all" to="/developers/reference">
              {t('ui.nav.reference')}
            </RouteLink>,
          ],
        })}
        actions={
          <>
            <RouteButton to="/developers/guide">{t('ui.nav.api')}</RouteButton>
            <RouteButton to="/developers/explorer">{t('ui.nav.explorer')}</RouteButton>
          </>
        }
      />
      <SearchField
        label={t('ui.reference.search')}
        placeholder={t('ui.reference.search')}
        value={q ?? ''}
        onChange={(text) =>
          void navigate({ search: text ? { q: text } : {}, replace: q !== undefined })
        }
      />
      <Suspense
        fallback={
          <Loading label={t('ui.loading')}>
            <Skeleton lines={10} height={20} />
          </Loading>
        }
      >
        <Content type={type} q={q} />
      </Suspense>
    </Page>
  );
}

function Content({ type, q }: { type: string | undefined; q: string | undefined }) {
  const t = useText();
  const reference = use(loadReference());
  // The target of an address with a hash exists only now.
  useEffect(() => {
    const id = decodeURIComponent(window.location.hash.slice(1));
    if (id) document.getElementById(id)?.scrollIntoView();
  }, []);
  if (q) return <Hits types={reference.types} text={q} />;
  if (!type) return <TypeList types={reference.types} />;
  const shown = reference.byName.get(type);
  return shown ? (
    <TypeCard type={shown} uses={reference.uses.get(type) ?? []} />
  ) : (
    <p className="muted">{t('ui.reference.noType', { type })}</p>
  );
}
