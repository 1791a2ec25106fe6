import { Plus } from 'lucide-react';
import { useState } from 'react';
import { useQuery } from 'urql';
import { graphql } from '../../gql/gql.ts';
import { useText } from '../../lib/i18n.tsx';
import { useListState } from '../../lib/url-state.ts';
import { RouteLink } from '../../shell/links.ts';
import { useTitle } from '../../shell/title.ts';
import { Button } from '../../ui/Button.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { Page } from '../../ui/Page.tsx';
import { PageHead } from '../../ui/PageHead.tsx';
import { ApiKeysTable } from './ApiKeysTable.tsx';
import { CreateKeyDialog } from './CreateKeyDialog.tsx';
import { keyList } from './lists.ts';

const Keys = graphql(`
  query ApiKeysPage($first: Int!, $after: String, $filter: ApiKeyFilter) {
    apiKeys(first: $first, after: $after, filter: $filter) { ...ApiKeysTable_connection }
    viewer { mutations }
  }
`);

/** The API keys of the viewer's organization. */
export function ApiKeysPage() {
  const t = useText();
  const state = useListState(keyList);
  const [creating, setCreating] = useState(false);
  useTitle(t('ui.nav.keys'));
  const [result, reload] = useQuery({
    query: Keys,
    variables: {
      first: state.size,
      after: state.after,
      filter: { active: state.view === 'revoked' ? false : state.view === 'all' ? null : true },
    },
    requestPolicy: 'cache-and-network',
  });
  const create = result.data?.viewer.mutations.includes('apiKeyCreate') && (
    <Button variant="primary" icon={Plus} onPress={() => setCreating(true)}>
      {t('ui.key.create')}
    </Button>
  );
  return (
    <Page>
      <PageHead
        title={t('ui.nav.keys')}
        meta={<RouteLink to="/developers/explorer">{t('ui.key.howTo')}</RouteLink>}
        actions={create}
      />
      <ApiKeysTable
        state={state}
        connection={result.data?.apiKeys}
        result={result}
        retry={() => reload({ requestPolicy: 'network-only' })}
        empty={
          <EmptyState title={t('ui.keys.empty')} action={create || undefined}>
            {t('ui.keys.emptyText')}
          </EmptyState>
        }
      />
      {creating && <CreateKeyDialog onClose={() => setCreating(false)} />}
    </Page>
  );
}
