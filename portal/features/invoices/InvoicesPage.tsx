import { useQuery } from 'urql';
import { graphql } from '../../gql/gql.ts';
import type { InvoiceOrderField, InvoiceStatus } from '../../gql/graphql.ts';
import { useText } from '../../lib/i18n.tsx';
import { orderOf, orNone, rangeOf } from '../../lib/list-input.ts';
import { useListState } from '../../lib/url-state.ts';
import { useTitle } from '../../shell/title.ts';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { Page } from '../../ui/Page.tsx';
import { PageHead } from '../../ui/PageHead.tsx';
import { InvoicesTable } from './InvoicesTable.tsx';
import { invoiceList } from './list.ts';

const Invoices = graphql(`
  query InvoicesPage($first: Int!, $after: String, $filter: InvoiceFilter, $orderBy: InvoiceOrder) {
    invoices(first: $first, after: $after, filter: $filter, orderBy: $orderBy) {
      ...InvoicesTable_connection
    }
  }
`);

/** Invoices of countersigned bills, with what is still to do about each. */
export function InvoicesPage() {
  const t = useText();
  const state = useListState(invoiceList);
  useTitle(t('ui.nav.invoices'));
  const { filters, sort } = state;
  const [result, reload] = useQuery({
    query: Invoices,
    variables: {
      first: state.size,
      after: state.after,
      filter: {
        search: state.search || null,
        status: orNone<InvoiceStatus>(filters.status),
        dueWithin: rangeOf(filters.due),
        overdue: filters.overdue || null,
      },
      orderBy: orderOf<InvoiceOrderField>(sort, 'DUE'),
    },
    requestPolicy: 'cache-and-network',
  });
  return (
    <Page>
      <PageHead title={t('ui.nav.invoices')} />
      <InvoicesTable
        state={state}
        connection={result.data?.invoices}
        result={result}
        retry={() => reload({ requestPolicy: 'network-only' })}
        empty={<EmptyState title={t('ui.invoices.empty')}>{t('ui.invoices.emptyText')}</EmptyState>}
      />
    </Page>
  );
}
