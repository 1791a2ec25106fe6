import { getRouteApi } from '@tanstack/react-router';
import { UserRoundPlus } from 'lucide-react';
import { useEffect, useState } from 'react';
import { useQuery } from 'urql';
import { InviteDialog } from '../../domain/binding/InviteDialog.tsx';
import { ReportDialog } from '../../domain/binding/ReportDialog.tsx';
import { graphql } from '../../gql/gql.ts';
import type { BindingType, CustomerOrderField, CustomerStatus } from '../../gql/graphql.ts';
import { useText } from '../../lib/i18n.tsx';
import { orderOf, orNone } from '../../lib/list-input.ts';
import { useListState } from '../../lib/url-state.ts';
import { useTitle } from '../../shell/title.ts';
import { Button } from '../../ui/Button.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { Page } from '../../ui/Page.tsx';
import { PageHead } from '../../ui/PageHead.tsx';
import { CustomersTable } from './CustomersTable.tsx';
import { customerList, lastList } from './list.ts';

const Customers = graphql(`
  query CustomersPage($first: Int!, $after: String, $filter: CustomerFilter, $orderBy: CustomerOrder) {
    customers(first: $first, after: $after, filter: $filter, orderBy: $orderBy) {
      ...CustomersTable_connection
    }
    members(first: 100, filter: { status: [ACTIVE] }, orderBy: { field: NAME, direction: ASC }) {
      nodes { id ...CustomersFilters_member }
    }
    viewer { mutations }
  }
`);

const route = getRouteApi('/app/customers');

/** All customers the viewer may know, found by name, pinyin, initials or account. */
export function CustomersPage() {
  const t = useText();
  const state = useListState(customerList);
  const [dialog, setDialog] = useState<'invite' | 'report' | null>(null);
  useTitle(t('ui.nav.customers'));
  const { filters, sort } = state;
  const [result, reload] = useQuery({
    query: Customers,
    variables: {
      first: state.size,
      after: state.after,
      filter: {
        search: state.search || null,
        status: orNone<CustomerStatus>(filters.status),
        bindingType: orNone<BindingType>(filters.type),
        accountManager: orNone<string>(filters.manager),
        tags: orNone<string>(filters.tag),
      },
      orderBy: orderOf<CustomerOrderField>(sort, 'CREATED'),
    },
    requestPolicy: 'cache-and-network',
  });
  const search = route.useSearch();
  useEffect(() => lastList.set(search), [search]);

  const may = result.data?.viewer.mutations ?? [];
  const inviteButton = may.includes('partnerBindingInvite') && (
    <Button variant="primary" icon={UserRoundPlus} onPress={() => setDialog('invite')}>
      {t('ui.binding.invite.action')}
    </Button>
  );
  return (
    <Page>
      <PageHead
        title={t('ui.nav.customers')}
        actions={
          <>
            {may.includes('partnerBindingReport') && (
              <Button onPress={() => setDialog('report')}>{t('ui.binding.report.action')}</Button>
            )}
            {inviteButton}
          </>
        }
      />
      <CustomersTable
        state={state}
        connection={result.data?.customers}
        members={result.data?.members.nodes ?? []}
        result={result}
        retry={() => reload({ requestPolicy: 'network-only' })}
        empty={
          <EmptyState title={t('ui.customers.empty')} action={inviteButton || undefined}>
            {t('ui.customers.emptyText')}
          </EmptyState>
        }
      />
      {dialog === 'invite' && <InviteDialog onClose={() => setDialog(null)} />}
      {dialog === 'report' && <ReportDialog onClose={() => setDialog(null)} />}
    </Page>
  );
}
