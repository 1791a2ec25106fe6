import { Plus } from 'lucide-react';
import { useState } from 'react';
import { useQuery } from 'urql';
import { graphql } from '../../gql/gql.ts';
import type {
  OrganizationKind,
  OrganizationOrderField,
  OrganizationStatus,
} from '../../gql/graphql.ts';
import { useText } from '../../lib/i18n.tsx';
import { orderOf, orNone } from '../../lib/list-input.ts';
import { useListState } from '../../lib/url-state.ts';
import { useTitle } from '../../shell/title.ts';
import { Button } from '../../ui/Button.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { Page } from '../../ui/Page.tsx';
import { PageHead } from '../../ui/PageHead.tsx';
import { CreateOrganizationDialog } from './CreateOrganizationDialog.tsx';
import { organizationList } from './lists.ts';
import { OrganizationsTable } from './OrganizationsTable.tsx';

const Organizations = graphql(`
  query OrganizationsPage(
    $first: Int!, $after: String, $filter: OrganizationFilter, $orderBy: OrganizationOrder
  ) {
    organizations(first: $first, after: $after, filter: $filter, orderBy: $orderBy) {
      ...OrganizationsTable_connection
    }
    viewer { mutations }
  }
`);

/** Every organization of the marketplace, for operators. */
export function OrganizationsPage() {
  const t = useText();
  const state = useListState(organizationList);
  const [creating, setCreating] = useState(false);
  useTitle(t('ui.nav.organizations'));
  const [result, reload] = useQuery({
    query: Organizations,
    variables: {
      first: state.size,
      after: state.after,
      filter: {
        kind: orNone<OrganizationKind>(state.filters.kind),
        status: orNone<OrganizationStatus>(state.filters.status),
      },
      orderBy: orderOf<OrganizationOrderField>(state.sort, 'CREATED'),
    },
    requestPolicy: 'cache-and-network',
  });
  const create = result.data?.viewer.mutations.includes('organizationCreate') && (
    <Button variant="primary" icon={Plus} onPress={() => setCreating(true)}>
      {t('ui.organization.create')}
    </Button>
  );
  return (
    <Page>
      <PageHead title={t('ui.nav.organizations')} actions={create} />
      <OrganizationsTable
        state={state}
        connection={result.data?.organizations}
        result={result}
        retry={() => reload({ requestPolicy: 'network-only' })}
        empty={<EmptyState title={t('ui.organizations.empty')} action={create || undefined} />}
      />
      {creating && <CreateOrganizationDialog onClose={() => setCreating(false)} />}
    </Page>
  );
}
