import { Plus } from 'lucide-react';
import { useState } from 'react';
import { useQuery } from 'urql';
import { graphql } from '../../gql/gql.ts';
import type {
  AuthorizationLevel,
  CspAuthorizationOrderField,
  CspAuthorizationStatus,
} from '../../gql/graphql.ts';
import { useText } from '../../lib/i18n.tsx';
import { orderOf, orNone, rangeOf } from '../../lib/list-input.ts';
import { useListState } from '../../lib/url-state.ts';
import { useTitle } from '../../shell/title.ts';
import { Button } from '../../ui/Button.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { Page } from '../../ui/Page.tsx';
import { PageHead } from '../../ui/PageHead.tsx';
import { SidePanel } from '../../ui/SidePanel.tsx';
import { AuthorizationTabs } from './AuthorizationTabs.tsx';
import { CspCreateDialog } from './CspCreateDialog.tsx';
import { CspPanel } from './CspPanel.tsx';
import { CspTable } from './CspTable.tsx';

import { cspList } from './list.ts';

const Authorizations = graphql(`
  query CspPage(
    $first: Int!, $after: String, $filter: CspAuthorizationFilter, $orderBy: CspAuthorizationOrder
  ) {
    cspAuthorizations(first: $first, after: $after, filter: $filter, orderBy: $orderBy) {
      ...CspTable_connection
    }
    viewer { mutations }
  }
`);

/** Which common products partners may resell, at which lowest rate and share. */
export function CspPage() {
  const t = useText();
  const state = useListState(cspList);
  useTitle(t('ui.nav.authorizations'));
  const [creating, setCreating] = useState(false);
  const { filters, sort } = state;
  const [result, reload] = useQuery({
    query: Authorizations,
    variables: {
      first: state.size,
      after: state.after,
      filter: {
        search: state.search || null,
        status: orNone<CspAuthorizationStatus>(filters.status),
        level: orNone<AuthorizationLevel>(filters.level),
        endsWithin: rangeOf(filters.ends),
        customerId: filters.customer ? [filters.customer] : null,
        productId: filters.product ? [filters.product] : null,
      },
      orderBy: orderOf<CspAuthorizationOrderField>(sort, 'CREATED'),
    },
    requestPolicy: 'cache-and-network',
  });
  const create = result.data?.viewer.mutations.includes('cspAuthorizationCreate') && (
    <Button variant="primary" icon={Plus} onPress={() => setCreating(true)}>
      {t('ui.authorization.create')}
    </Button>
  );
  return (
    <SidePanel
      panelLabel={t('ui.authorization')}
      panel={state.open && <CspPanel id={state.open} onClose={() => state.setOpen(null)} />}
    >
      <Page>
        <PageHead title={t('ui.nav.authorizations')} actions={create} />
        <AuthorizationTabs value="csp" />
        <CspTable
          state={state}
          connection={result.data?.cspAuthorizations}
          result={result}
          retry={() => reload({ requestPolicy: 'network-only' })}
          empty={
            <EmptyState title={t('ui.authorizations.emptyCsp')} action={create || undefined}>
              {t(create ? 'ui.authorizations.emptyCspSeller' : 'ui.authorizations.emptyCspOther')}
            </EmptyState>
          }
        />
        {creating && <CspCreateDialog onClose={() => setCreating(false)} />}
      </Page>
    </SidePanel>
  );
}
