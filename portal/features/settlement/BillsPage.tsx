import { useQuery } from 'urql';
import { graphql } from '../../gql/gql.ts';
import type { SettlementBillStatus } from '../../gql/graphql.ts';
import { useText } from '../../lib/i18n.tsx';
import { orNone } from '../../lib/list-input.ts';
import { useListState } from '../../lib/url-state.ts';
import { useTitle } from '../../shell/title.ts';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { Page } from '../../ui/Page.tsx';
import { PageHead } from '../../ui/PageHead.tsx';
import { BillsTable } from './BillsTable.tsx';
import { billList } from './list.ts';

const Bills = graphql(`
  query BillsPage($first: Int!, $after: String, $filter: SettlementBillFilter) {
    settlementBills(first: $first, after: $after, filter: $filter) { ...BillsTable_connection }
  }
`);

/** Settlement bills, newest first. */
export function BillsPage() {
  const t = useText();
  const state = useListState(billList);
  useTitle(t('ui.nav.bills'));
  const { filters } = state;
  const [result, reload] = useQuery({
    query: Bills,
    variables: {
      first: state.size,
      after: state.after,
      filter: {
        number: state.search || null,
        status: orNone<SettlementBillStatus>(filters.status),
        period: filters.period ? [filters.period] : null,
      },
    },
    requestPolicy: 'cache-and-network',
  });
  return (
    <Page>
      <PageHead title={t('ui.nav.bills')} />
      <BillsTable
        state={state}
        connection={result.data?.settlementBills}
        result={result}
        retry={() => reload({ requestPolicy: 'network-only' })}
        empty={<EmptyState title={t('ui.bills.empty')}>{t('ui.bills.emptyText')}</EmptyState>}
      />
    </Page>
  );
}
