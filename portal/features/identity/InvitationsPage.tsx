import { UserRoundPlus } from 'lucide-react';
import { useState } from 'react';
import { useQuery } from 'urql';
import { graphql } from '../../gql/gql.ts';
import type { MemberInvitationStatus } from '../../gql/graphql.ts';
import { useText } from '../../lib/i18n.tsx';
import { orNone } from '../../lib/list-input.ts';
import { sideOf, useSession } from '../../lib/session.ts';
import { useListState } from '../../lib/url-state.ts';
import { useTitle } from '../../shell/title.ts';
import { Button } from '../../ui/Button.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { Page } from '../../ui/Page.tsx';
import { PageHead } from '../../ui/PageHead.tsx';
import { InvitationsTable } from './InvitationsTable.tsx';
import { InviteMemberDialog } from './InviteMemberDialog.tsx';
import { invitationList } from './lists.ts';
import { TeamTabs } from './TeamTabs.tsx';

const Invitations = graphql(`
  query InvitationsPage($first: Int!, $after: String, $filter: MemberInvitationFilter) {
    memberInvitations(first: $first, after: $after, filter: $filter) {
      ...InvitationsTable_connection
    }
    viewer { mutations }
  }
`);

/** Invitations to the viewer's organization; an operator sees those of all organizations. */
export function InvitationsPage() {
  const t = useText();
  const session = useSession();
  const operator = sideOf(session) === 'OPERATOR';
  const state = useListState(invitationList);
  const [inviting, setInviting] = useState(false);
  useTitle(t('ui.team.invitations'));
  const [result, reload] = useQuery({
    query: Invitations,
    variables: {
      first: state.size,
      after: state.after,
      filter: { status: orNone<MemberInvitationStatus>(state.filters.status) },
    },
    requestPolicy: 'cache-and-network',
  });
  const invite = result.data?.viewer.mutations.includes('memberInvite') && (
    <Button variant="primary" icon={UserRoundPlus} onPress={() => setInviting(true)}>
      {t('ui.team.invite')}
    </Button>
  );
  return (
    <Page>
      <PageHead
        title={t('ui.nav.team')}
        meta={operator ? t('ui.team.allInvitations') : session.org.name}
        actions={invite}
      />
      <TeamTabs value="invitations" invitations />
      <InvitationsTable
        state={state}
        connection={result.data?.memberInvitations}
        result={result}
        retry={() => reload({ requestPolicy: 'network-only' })}
        empty={
          <EmptyState title={t('ui.team.noInvitations')} action={invite || undefined}>
            {t('ui.team.noInvitationsText')}
          </EmptyState>
        }
      />
      {inviting && <InviteMemberDialog onClose={() => setInviting(false)} />}
    </Page>
  );
}
