import { getRouteApi } from '@tanstack/react-router';
import { Plus, UserRoundPlus } from 'lucide-react';
import { useMemo } from 'react';
import { useQuery } from 'urql';
import { graphql } from '../../gql/gql.ts';
import type { SalesUnit } from '../../gql/graphql.ts';
import { serverNow, useNow } from '../../lib/clock.ts';
import { fromDay, isoDay, plusDays } from '../../lib/dates.ts';
import { useText } from '../../lib/i18n.tsx';
import { later } from '../../lib/later.tsx';
import { sideOf, useMay, useSession } from '../../lib/session.ts';
import { usePageActions } from '../../list/PageActions.tsx';
import type { PageAction } from '../../shell/feature.ts';
import { QueryGate } from '../../shell/QueryGate.tsx';
import { useTitle } from '../../shell/title.ts';
import { Skeleton } from '../../ui/feedback/Skeleton.tsx';
import { Segmented } from '../../ui/fields/Segmented.tsx';
import { Card } from '../../ui/layout/Card.tsx';
import { CardGrid, Columns, Page } from '../../ui/layout/Page.tsx';
import { PageHead } from '../../ui/layout/PageHead.tsx';
import { DeadlineList } from './DeadlineList.tsx';
import { Missing } from './Missing.tsx';
import { OperatorFigures } from './OperatorFigures.tsx';
import { ENDING_DAYS, PartnerFigures } from './PartnerFigures.tsx';
import { RecentActivities } from './RecentActivities.tsx';
import { SellerFigures } from './SellerFigures.tsx';

const Home = graphql(`
  query HomePage(
    $mine: Boolean, $unit: SalesUnit!, $soon: DateTimeRange!
    $partner: Boolean!, $seller: Boolean!, $operator: Boolean!, $buyer: Boolean!
    $sales: Boolean!, $bills: Boolean!
    $partnerId: ID!, $taxes: Boolean!, $invoicing: Boolean!, $payments: Boolean!
  ) {
    deadlines(first: 50, filter: { mine: $mine }) { ...DeadlineList_connection }
    recentActivities(first: 10) @skip(if: $buyer) { ...RecentActivities_connection }
    ...Missing_query
    ...PartnerFigures_query @include(if: $partner)
    ...SellerFigures_query @include(if: $seller)
    ...OperatorFigures_query @include(if: $operator)
  }
`);

const UNITS: readonly SalesUnit[] = ['MONTH', 'QUARTER', 'YEAR'];
/** The most frequent first tasks. */
const BEGUN: readonly PageAction[] = [
  {
    mutation: 'partnerBindingInvite',
    label: 'ui.binding.invite.action',
    icon: UserRoundPlus,
    dialog: later(() => import('../../domain/binding/InviteDialog.tsx'), 'InviteDialog'),
  },
  {
    mutation: 'exclusiveDiscountCreate',
    label: 'ui.discount.create',
    icon: Plus,
    to: '/discounts/new',
  },
];

const route = getRouteApi('/app/');

/** Deadlines by time left, business figures and recent activity. */
export function HomePage() {
  const t = useText();
  const session = useSession();
  const may = useMay();
  const side = sideOf(session);
  const { scope = 'mine', unit = 'MONTH' } = route.useSearch();
  const navigate = route.useNavigate();
  const now = useNow();
  const today = isoDay(serverNow());
  const soon = useMemo(
    () => ({ from: fromDay(today), until: fromDay(plusDays(today, ENDING_DAYS + 1)) }),
    [today],
  );
  useTitle(t('ui.nav.home'));
  const partner = side === 'PARTNER';
  const sales = partner && may('SalesPeriod');
  const [result, reload] = useQuery({
    query: Home,
    variables: {
      mine: scope === 'mine' ? true : null,
      unit,
      soon,
      partner,
      seller: side === 'SELLER',
      operator: side === 'OPERATOR',
      buyer: side === 'BUYER',
      sales,
      bills: partner && may('SettlementBill'),
      // A partner has the key of its organization.
      partnerId: `ptn_${session.org.id}`,
      taxes: partner && may('partnerUpdateTaxProfile'),
      invoicing: may('invoicingSettingSet'),
      payments: side === 'SELLER' && may('PaymentAuthorization'),
    },
    requestPolicy: 'cache-and-network',
  });
  const actions = usePageActions(BEGUN);
  const units = (
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
  );
  return (
    <Page>
      <PageHead
        title={t('ui.home.hello', { name: session.user.name })}
        meta={isoDay(now)}
        actions={
          <>
            {sales && units}
            {actions.buttons}
          </>
        }
      />
      <QueryGate
        result={result}
        retry={() => reload({ requestPolicy: 'network-only' })}
        skeleton={<HomeSkeleton />}
      >
        {(data) => (
          <div className="stack">
            <Missing query={data} />
            {side !== 'BUYER' && (
              <CardGrid min={150}>
                {partner && <PartnerFigures query={data} unit={unit} />}
                {side === 'SELLER' && <SellerFigures query={data} />}
                {side === 'OPERATOR' && <OperatorFigures query={data} />}
              </CardGrid>
            )}
            <Columns
              aside={
                data.recentActivities && <RecentActivities connection={data.recentActivities} />
              }
            >
              <DeadlineList
                connection={data.deadlines}
                switcher={
                  <Segmented
                    label={t('ui.home.scope')}
                    value={scope}
                    onChange={(id) =>
                      void navigate({
                        search: (was) => ({ ...was, scope: id === 'all' ? 'all' : undefined }),
                        replace: true,
                      })
                    }
                    options={[
                      { id: 'mine', label: t('ui.home.scope.mine') },
                      { id: 'all', label: t('ui.home.scope.all') },
                    ]}
                  />
                }
              />
            </Columns>
          </div>
        )}
      </QueryGate>
      {actions.dialog}
    </Page>
  );
}

function HomeSkeleton() {
  return (
    <div className="stack">
      <CardGrid min={150}>
        {['a', 'b', 'c', 'd'].map((id) => (
          <Card key={id}>
            <Skeleton lines={3} height={20} />
          </Card>
        ))}
      </CardGrid>
      <Card>
        <Skeleton lines={8} height={24} />
      </Card>
    </div>
  );
}
