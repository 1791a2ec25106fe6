import { Plus } from 'lucide-react';
import { useState } from 'react';
import { useQuery } from 'urql';
import { graphql } from '../../gql/gql.ts';
import type {
  AuthorizationLevel,
  JointSalesAuthorizationOrderField,
  JointSalesAuthorizationStatus,
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
import { GrantUnaskedDialog } from './GrantUnaskedDialog.tsx';
import { JointPanel } from './JointPanel.tsx';
import { JointTable } from './JointTable.tsx';
import { jointList } from './list.ts';
import { RequestDialog } from './RequestDialog.tsx';

const Authorizations = graphql(`
  query JointPage(
    $first: Int!, $after: String, $filter: JointSalesAuthorizationFilter, $orderBy: JointSalesAuthorizationOrder
  ) {
    jointSalesAuthorizations(first: $first, after: $after, filter: $filter, orderBy: $orderBy) {
      ...JointTable_connection
    }
    viewer { mutations }
  }
`);

/** Which products partner and seller sell jointly, and what is still asked for. */
export function JointPage() {
  const t = useText();
  const state = useListState(jointList);
  useTitle(t('ui.nav.authorizations'));
  const [dialog, setDialog] = useState<'request' | 'grant' | null>(null);
  const { filters, sort } = state;
  const [result, reload] = useQuery({
    query: Authorizations,
    variables: {
      first: state.size,
      after: state.after,
      filter: {
        search: state.search || null,
        status: orNone<JointSalesAuthorizationStatus>(filters.status),
        level: orNone<AuthorizationLevel>(filters.level),
        endsWithin: rangeOf(filters.ends),
        customerId: filters.customer ? [filters.customer] : null,
        productId: filters.product ? [filters.product] : null,
      },
      orderBy: orderOf<JointSalesAuthorizationOrderField>(sort, 'CREATED'),
    },
    requestPolicy: 'cache-and-network',
  });
  const may = result.data?.viewer.mutations ?? [];
  const step = may.includes('jointSalesAuthorizationRequest')
    ? 'request'
    : may.includes('jointSalesAuthorizationGrantUnasked')
      ? 'grant'
      : null;
  const begin = step && (
    <Button variant="primary" icon={Plus} onPress={() => setDialog(step)}>
      {t(step === 'request' ? 'ui.authorization.request' : 'ui.authorization.grantUnasked')}
    </Button>
  );
  const close = () => setDialog(null);
  return (
    <SidePanel
      panelLabel={t('ui.authorization')}
      panel={state.open && <JointPanel id={state.open} onClose={() => state.setOpen(null)} />}
    >
      <Page>
        <PageHead title={t('ui.nav.authorizations')} actions={begin} />
        <AuthorizationTabs value="joint" />
        <JointTable
          state={state}
          connection={result.data?.jointSalesAuthorizations}
          result={result}
          retry={() => reload({ requestPolicy: 'network-only' })}
          empty={
            <EmptyState title={t('ui.authorizations.emptyJoint')} action={begin}>
              {t('ui.authorizations.emptyJointText')}
            </EmptyState>
          }
        />
        {dialog === 'request' && <RequestDialog onClose={close} />}
        {dialog === 'grant' && <GrantUnaskedDialog onClose={close} />}
      </Page>
    </SidePanel>
  );
}
