import { useQuery } from 'urql';
import { graphql } from '../../gql/gql.ts';
import type { ProductOrderField, ProductType, SaleModel, SaleStatus } from '../../gql/graphql.ts';
import { useText } from '../../lib/i18n.tsx';
import { orderOf, orNone } from '../../lib/list-input.ts';
import { useListState } from '../../lib/url-state.ts';
import { useTitle } from '../../shell/title.ts';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { Page } from '../../ui/Page.tsx';
import { PageHead } from '../../ui/PageHead.tsx';
import { SidePanel } from '../../ui/SidePanel.tsx';
import { productList } from './list.ts';
import { ProductPanel } from './ProductPanel.tsx';
import { ProductsTable } from './ProductsTable.tsx';

const Products = graphql(`
  query ProductsPage($first: Int!, $after: String, $filter: ProductFilter, $orderBy: ProductOrder) {
    products(first: $first, after: $after, filter: $filter, orderBy: $orderBy) {
      ...ProductsTable_connection
    }
  }
`);

/** Products that the viewer knows, with their specifications beside the list. */
export function ProductsPage() {
  const t = useText();
  const state = useListState(productList);
  useTitle(t('ui.nav.products'));
  const { filters, sort } = state;
  const [result, reload] = useQuery({
    query: Products,
    variables: {
      first: state.size,
      after: state.after,
      filter: {
        search: state.search || null,
        saleModel: orNone<SaleModel>(filters.model),
        productType: orNone<ProductType>(filters.type),
        status: orNone<SaleStatus>(filters.status),
      },
      orderBy: orderOf<ProductOrderField>(sort, 'CREATED'),
    },
    requestPolicy: 'cache-and-network',
  });
  return (
    <SidePanel
      panelLabel={t('ui.product')}
      panel={state.open && <ProductPanel id={state.open} onClose={() => state.setOpen(null)} />}
    >
      <Page>
        <PageHead title={t('ui.nav.products')} />
        <ProductsTable
          state={state}
          connection={result.data?.products}
          result={result}
          retry={() => reload({ requestPolicy: 'network-only' })}
          empty={
            <EmptyState title={t('ui.products.empty')}>{t('ui.products.emptyText')}</EmptyState>
          }
        />
      </Page>
    </SidePanel>
  );
}
