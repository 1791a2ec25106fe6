import { UserRoundPlus } from 'lucide-react';
import { useState } from 'react';
import { useQuery } from 'urql';
import { graphql } from '../../gql/gql.ts';
import type { MemberOrderField, MemberStatus } from '../../gql/graphql.ts';
import { useText } from '../../lib/i18n.tsx';
import { orderOf, orNone } from '../../lib/list-input.ts';
import { useSession } from '../../lib/session.ts';
import { useListState } from '../../lib/url-state.ts';
import { useTitle } from '../../shell/title.ts';
import { Button } from '../../ui/Button.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { Page } from '../../ui/Page.tsx';
import { PageHead } from '../../ui/PageHead.tsx';
import { InviteMemberDialog } from './InviteMemberDialog.tsx';
import { memberList } from './lists.ts';
import { MembersTable } from './MembersTable.tsx';
import { TeamTabs } from './TeamTabs.tsx';

// By the organization, because an operator's own list of members is that of the whole marketplace.
const Team = graphql(`
  query TeamPage($org: ID!, $first: Int!, $after: String, $filter: MemberFilter, $orderBy: MemberOrder) {
    organization(by: { id: $org }) {
      id
      members(first: $first, after: $after, filter: $filter, orderBy: $orderBy) {
        ...MembersTable_connection
      }
    }
    viewer { mutations role }
  }
`);

/** Roles that may read the invitations of their organization. */
const READERS = ['csp.owner', 'csp.auditor', 'seller.manager', 'operator'];

/** The people of the viewer's organization and their roles. */
export function TeamPage() {
  const t = useText();
  const { org, member } = useSession();
  const state = useListState(memberList);
  const [inviting, setInviting] = useState(false);
  useTitle(t('ui.nav.team'));
  const [result, reload] = useQuery({
    query: Team,
    variables: {
      org: `org_${org.id}`,
      first: state.size,
      after: state.after,
      filter: { status: orNone<MemberStatus>(state.filters.status) },
      orderBy: orderOf<MemberOrderField>(state.sort, 'NAME'),
    },
    requestPolicy: 'cache-and-network',
  });
  return (
    <Page>
      <PageHead
        title={t('ui.nav.team')}
        meta={org.name}
        actions={
          result.data?.viewer.mutations.includes('memberInvite') && (
            <Button variant="primary" icon={UserRoundPlus} onPress={() => setInviting(true)}>
              {t('ui.team.invite')}
            </Button>
          )
        }
      />
      <TeamTabs value="members" invitations={READERS.includes(member.role)} />
      <MembersTable
        state={state}
        connection={result.data?.organization?.members}
        result={result}
        retry={() => reload({ requestPolicy: 'network-only' })}
        empty={<EmptyState title={t('ui.team.empty')} />}
      />
      {inviting && <InviteMemberDialog onClose={() => setInviting(false)} />}
    </Page>
  );
}
