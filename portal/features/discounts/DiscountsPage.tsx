import { Plus } from 'lucide-react';
import { useQuery } from 'urql';
import { graphql } from '../../gql/gql.ts';
import type {
  ExclusiveDiscountOrderField,
  ExclusiveDiscountOrigin,
  ExclusiveDiscountStatus,
} from '../../gql/graphql.ts';
import { useText } from '../../lib/i18n.tsx';
import { orderOf, orNone, rangeOf } from '../../lib/list-input.ts';
import { useListState } from '../../lib/url-state.ts';
import { RouteButton } from '../../shell/links.ts';
import { useTitle } from '../../shell/title.ts';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { Page } from '../../ui/Page.tsx';
import { PageHead } from '../../ui/PageHead.tsx';
import { DiscountsTable } from './DiscountsTable.tsx';
import { discountList } from './list.ts';

const Discounts = graphql(`
  query DiscountsPage(
    $first: Int!, $after: String, $filter: ExclusiveDiscountFilter, $orderBy: ExclusiveDiscountOrder
  ) {
    exclusiveDiscounts(first: $first, after: $after, filter: $filter, orderBy: $orderBy) {
      ...DiscountsTable_connection
    }
    viewer { mutations }
  }
`);

/** Exclusive discounts that the viewer may see, by state, period, customer and product. */
export function DiscountsPage() {
  const t = useText();
  const state = useListState(discountList);
  useTitle(t('ui.nav.discounts'));
  const { filters, sort } = state;
  const [result, reload] = useQuery({
    query: Discounts,
    variables: {
      first: state.size,
      after: state.after,
      filter: {
        search: state.search || null,
        status: orNone<ExclusiveDiscountStatus>(filters.status),
        origin: orNone<ExclusiveDiscountOrigin>(filters.origin),
        endsWithin: rangeOf(filters.ends),
        customerId: filters.customer ? [filters.customer] : null,
        productId: filters.product ? [filters.product] : null,
      },
      orderBy: orderOf<ExclusiveDiscountOrderField>(sort, 'CREATED'),
    },
    requestPolicy: 'cache-and-network',
  });
  const mayCreate = result.data?.viewer.mutations.includes('exclusiveDiscountCreate');
  const create = mayCreate && (
    <RouteButton to="/discounts/new" variant="primary" icon={Plus}>
      {t('ui.discount.create')}
    </RouteButton>
  );
  return (
    <Page>
      <PageHead title={t('ui.nav.discounts')} actions={create} />
      <DiscountsTable
        state={state}
        connection={result.data?.exclusiveDiscounts}
        result={result}
        retry={() => reload({ requestPolicy: 'network-only' })}
        empty={
          <EmptyState title={t('ui.discounts.empty')} action={create || undefined}>
            {t(mayCreate ? 'ui.discounts.emptyText' : 'ui.discounts.emptyTextOther')}
          </EmptyState>
        }
      />
    </Page>
  );
}
