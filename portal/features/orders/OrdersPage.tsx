import { useQuery } from 'urql';
import { graphql } from '../../gql/gql.ts';
import type { OrderAttribution, OrderStatus, OrderType } from '../../gql/graphql.ts';
import { useText } from '../../lib/i18n.tsx';
import { orNone, rangeOf } from '../../lib/list-input.ts';
import { useListState } from '../../lib/url-state.ts';
import { useTitle } from '../../shell/title.ts';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { Page } from '../../ui/Page.tsx';
import { PageHead } from '../../ui/PageHead.tsx';
import { SidePanel } from '../../ui/SidePanel.tsx';
import { orderList } from './list.ts';
import { OrderPanel } from './OrderPanel.tsx';
import { OrdersTable } from './OrdersTable.tsx';

const Orders = graphql(`
  query OrdersPage($first: Int!, $after: String, $filter: OrderFilter) {
    orders(first: $first, after: $after, filter: $filter) { ...OrdersTable_connection }
  }
`);

/** Orders that the viewer may see, newest first, with their lines beside the list. */
export function OrdersPage() {
  const t = useText();
  const state = useListState(orderList);
  useTitle(t('ui.nav.orders'));
  const { filters } = state;
  const [result, reload] = useQuery({
    query: Orders,
    variables: {
      first: state.size,
      after: state.after,
      filter: {
        search: state.search || null,
        status: orNone<OrderStatus>(filters.status),
        orderType: orNone<OrderType>(filters.type),
        attribution: orNone<OrderAttribution>(filters.attribution),
        placedWithin: rangeOf(filters.placed),
        customerId: filters.customer ? [filters.customer] : null,
      },
    },
    requestPolicy: 'cache-and-network',
  });
  return (
    <SidePanel
      panelLabel={t('ui.order')}
      panel={state.open && <OrderPanel id={state.open} onClose={() => state.setOpen(null)} />}
    >
      <Page>
        <PageHead title={t('ui.nav.orders')} />
        <OrdersTable
          state={state}
          connection={result.data?.orders}
          result={result}
          retry={() => reload({ requestPolicy: 'network-only' })}
          empty={<EmptyState title={t('ui.orders.empty')}>{t('ui.orders.emptyText')}</EmptyState>}
        />
      </Page>
    </SidePanel>
  );
}
