import { getRouteApi } from '@tanstack/react-router';
import { Plus, UserRoundPlus } from 'lucide-react';
import type { ComponentType } from 'react';
import { createRequest } from 'urql';
import type { SalesUnit } from '../../gql/graphql.ts';
import { useNow } from '../../lib/clock.ts';
import { isoDay } from '../../lib/dates.ts';
import { useText } from '../../lib/i18n.tsx';
import { lazyComponent, preload } from '../../lib/lazy.tsx';
import type { Prefetch } from '../../lib/prefetch.ts';
import { useSession } from '../../lib/session.ts';
import { usePageActions } from '../../list/PageActions.tsx';
import type { PageAction } from '../../shell/feature.ts';
import { useTitle } from '../../shell/title.ts';
import { Segmented } from '../../ui/fields/Segmented.tsx';
import { Page } from '../../ui/layout/Page.tsx';
import { PageHead } from '../../ui/layout/PageHead.tsx';
import { Body, bodyOf } from './HomeBody.tsx';
import { HomeSkeleton } from './HomeSkeleton.tsx';
import { type HomeKind, kindsOf } from './kinds.ts';

const TourOffer = lazyComponent(() => import('../../shell/tour/TourOffer.tsx'), 'TourOffer', {
  early: true,
});
const UNITS: readonly SalesUnit[] = ['MONTH', 'QUARTER', 'YEAR'];

const drawn = { early: true, fallback: <HomeSkeleton /> };
const partners = () => import('./sales/SalesHome.tsx');
/** Each Home is a part of its own, so that a role loads only its figures. */
const HOMES: Readonly<Record<HomeKind, ComponentType>> = {
  sales: lazyComponent(partners, 'SalesHome', drawn),
  service: lazyComponent(() => import('./service/ServiceHome.tsx'), 'ServiceHome', drawn),
  money: lazyComponent(() => import('./money/MoneyHome.tsx'), 'MoneyHome', drawn),
  developer: lazyComponent(() => import('./developer/DeveloperHome.tsx'), 'DeveloperHome', drawn),
  seller: lazyComponent(() => import('./seller/SellerHome.tsx'), 'SellerHome', drawn),
  operator: lazyComponent(() => import('./operator/OperatorHome.tsx'), 'OperatorHome', drawn),
  buyer: lazyComponent(() => import('./BuyerHome.tsx'), 'BuyerHome', drawn),
};

/** The part of the viewer's kind is loaded beside the page's queries, not after them. */
export const prefetch: Prefetch = ({ session, search: { scope } }) => {
  preload(HOMES[kindsOf(session)[0]!]);
  return [createRequest(Body, bodyOf(session, scope))];
};

/** The most frequent first tasks. */
const BEGUN: readonly PageAction[] = [
  {
    mutation: 'partnerBindingInvite',
    label: 'ui.binding.invite.action',
    icon: UserRoundPlus,
    dialog: lazyComponent(() => import('../../domain/binding/InviteDialog.tsx'), 'InviteDialog'),
  },
  {
    mutation: 'exclusiveDiscountCreate',
    label: 'ui.discount.create',
    icon: Plus,
    to: '/discounts/new',
  },
];

const route = getRouteApi('/app/');

/** Figures, tasks and news for the viewer's kind of work. */
export function HomePage() {
  const t = useText();
  const session = useSession();
  const kinds = kindsOf(session);
  const { view, unit = 'MONTH' } = route.useSearch();
  const navigate = route.useNavigate();
  const kind = kinds.find((one) => one === view) ?? kinds[0]!;
  const now = useNow();
  useTitle(t('ui.nav.home'));
  const actions = usePageActions(kind === 'sales' ? BEGUN : []);
  const Home = HOMES[kind];
  return (
    <Page>
      <PageHead
        title={t('ui.home.hello', { name: session.user.name })}
        meta={isoDay(now)}
        actions={
          <>
            {kinds.length > 1 && (
              <Segmented
                label={t('ui.home.view')}
                value={kind}
                onChange={(id) =>
                  void navigate({
                    search: (was) => ({
                      ...was,
                      view: id === kinds[0] ? undefined : (id as 'sales' | 'money'),
                    }),
                    replace: true,
                  })
                }
                options={kinds.map((id) => ({ id, label: t.maybe(`ui.home.view.${id}`) }))}
              />
            )}
            {kind === 'sales' && (
              <Segmented
                label={t('ui.home.unit')}
                value={unit}
                onChange={(id) =>
                  void navigate({
                    search: (was) => ({
                      ...was,
                      unit: id === 'MONTH' ? undefined : (id as 'QUARTER' | 'YEAR'),
                    }),
                    replace: true,
                  })
                }
                options={UNITS.map((id) => ({ id, label: t(`ui.home.unit.${id}`) }))}
              />
            )}
            {actions.buttons}
          </>
        }
      />
      <Home key={kind} />
      <TourOffer />
      {actions.dialog}
    </Page>
  );
}
