import { useQuery } from 'urql';
import { graphql } from '../../gql/gql.ts';
import type { BindingType, PartnerBindingStatus } from '../../gql/graphql.ts';
import { useText } from '../../lib/i18n.tsx';
import { useListState } from '../../lib/url-state.ts';
import { useTitle } from '../../shell/title.ts';
import { Page } from '../../ui/Page.tsx';
import { PageHead } from '../../ui/PageHead.tsx';
import { BindingsTable } from './BindingsTable.tsx';
import { bindingList, WAITING } from './list.ts';

const Bindings = graphql(`
  query BindingsPage($first: Int!, $after: String, $filter: PartnerBindingFilter) {
    partnerBindings(first: $first, after: $after, filter: $filter) {
      ...BindingsTable_connection
    }
  }
`);

/** Bindings that wait for an answer, and from there all others. */
export function BindingsPage() {
  const t = useText();
  const state = useListState(bindingList);
  useTitle(t('ui.nav.bindings'));
  const { filters, view } = state;
  // The first view has no filters in the URL, so that the address of the page is the page's first sight.
  const states = filters.status.length > 0 || view !== null ? filters.status : WAITING;
  const [result, reload] = useQuery({
    query: Bindings,
    variables: {
      first: state.size,
      after: state.after,
      filter: {
        search: state.search || null,
        status: states.length > 0 ? ([...states] as PartnerBindingStatus[]) : null,
        type: filters.type.length > 0 ? (filters.type as BindingType[]) : null,
      },
    },
    requestPolicy: 'cache-and-network',
  });
  return (
    <Page>
      <PageHead title={t('ui.nav.bindings')} meta={t('ui.bindings.lead')} />
      <BindingsTable
        state={state}
        connection={result.data?.partnerBindings}
        result={result}
        retry={() => reload({ requestPolicy: 'network-only' })}
      />
    </Page>
  );
}
