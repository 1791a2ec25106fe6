import { useQuery } from 'urql';
import { graphql } from '../../gql/gql.ts';
import { useText } from '../../lib/i18n.tsx';
import { rangeOf } from '../../lib/list-input.ts';
import { sideOf, useSession } from '../../lib/session.ts';
import { useListState } from '../../lib/url-state.ts';
import { useTitle } from '../../shell/title.ts';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { Page } from '../../ui/Page.tsx';
import { PageHead } from '../../ui/PageHead.tsx';
import { AuditTable } from './AuditTable.tsx';
import { auditList } from './list.ts';
import { VerifyDay } from './VerifyDay.tsx';

const Audit = graphql(`
  query AuditPage($first: Int!, $after: String, $filter: AuditEntryFilter) {
    auditEntries(first: $first, after: $after, filter: $filter) { ...AuditTable_connection }
  }
`);

/** Who did what and when: the chain that cannot be changed unnoticed, and the check of one day of it. */
export function AuditPage() {
  const t = useText();
  const session = useSession();
  const state = useListState(auditList);
  useTitle(t('ui.nav.audit'));
  const [result, reload] = useQuery({
    query: Audit,
    variables: {
      first: state.size,
      after: state.after,
      filter: { createdAt: rangeOf(state.filters.days) },
    },
    requestPolicy: 'cache-and-network',
  });
  return (
    <Page>
      <PageHead
        title={t('ui.nav.audit')}
        meta={sideOf(session) === 'OPERATOR' ? t('ui.audit.everybody') : session.org.name}
      />
      <VerifyDay />
      <AuditTable
        state={state}
        connection={result.data?.auditEntries}
        result={result}
        retry={() => reload({ requestPolicy: 'network-only' })}
        empty={<EmptyState title={t('ui.audit.empty')} />}
      />
    </Page>
  );
}
