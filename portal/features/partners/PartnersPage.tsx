import { Plus } from 'lucide-react';
import { useState } from 'react';
import { useQuery } from 'urql';
import { graphql } from '../../gql/gql.ts';
import type { PartnerOrderField, PartnerStatus, PartnerTier } from '../../gql/graphql.ts';
import { useText } from '../../lib/i18n.tsx';
import { orderOf, orNone } from '../../lib/list-input.ts';
import { useListState } from '../../lib/url-state.ts';
import { useTitle } from '../../shell/title.ts';
import { Button } from '../../ui/Button.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { Page } from '../../ui/Page.tsx';
import { PageHead } from '../../ui/PageHead.tsx';
import { EnrollDialog } from './EnrollDialog.tsx';
import { partnerList } from './list.ts';
import { PartnersTable } from './PartnersTable.tsx';

const Partners = graphql(`
  query PartnersPage($first: Int!, $after: String, $filter: PartnerFilter, $orderBy: PartnerOrder) {
    partners(first: $first, after: $after, filter: $filter, orderBy: $orderBy) {
      ...PartnersTable_connection
    }
    viewer { mutations }
  }
`);

/** The CSP programme: who is in it, at which place, with which certificate. */
export function PartnersPage() {
  const t = useText();
  const state = useListState(partnerList);
  const [enrolling, setEnrolling] = useState(false);
  useTitle(t('ui.nav.partners'));
  const { filters, sort } = state;
  const [result, reload] = useQuery({
    query: Partners,
    variables: {
      first: state.size,
      after: state.after,
      filter: {
        search: state.search || null,
        tier: orNone<PartnerTier>(filters.tier),
        status: orNone<PartnerStatus>(filters.status),
      },
      orderBy: orderOf<PartnerOrderField>(sort, 'CREATED'),
    },
    requestPolicy: 'cache-and-network',
  });
  const enroll = result.data?.viewer.mutations.includes('partnerEnroll') && (
    <Button variant="primary" icon={Plus} onPress={() => setEnrolling(true)}>
      {t('ui.partner.enroll')}
    </Button>
  );
  return (
    <Page>
      <PageHead title={t('ui.nav.partners')} actions={enroll} />
      <PartnersTable
        state={state}
        connection={result.data?.partners}
        result={result}
        retry={() => reload({ requestPolicy: 'network-only' })}
        empty={
          <EmptyState title={t('ui.partners.empty')} action={enroll || undefined}>
            {t('ui.partners.emptyText')}
          </EmptyState>
        }
      />
      {enrolling && <EnrollDialog onClose={() => setEnrolling(false)} />}
    </Page>
  );
}
