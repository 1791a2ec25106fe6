import { wide } from '../../../list/column-kinds.tsx';
import { defineList, filter } from '../../../list/define.ts';
import { MailText } from '../../../ui/display/MailText.tsx';
import { teamActions } from '../actions.ts';
import { MemberActions } from './MemberActions.tsx';
import { query } from './members.documents.ts';
import { TEAM } from './team.ts';

export const list = defineList({
  name: 'members',
  title: 'ui.nav.team',
  meta: ({ org }) => org.name,
  siblings: TEAM,
  query,
  rows: (data) => data.organization?.members,
  variables: ({ org }) => ({ org: `org_${org.id}` }),
  filters: { status: filter.choice('ui.status', 'MemberStatus', ['ACTIVE', 'SUSPENDED']) },
  sorts: ['NAME', 'CREATED'],
  defaultSort: 'NAME',
  columns: (c) => [
    c.title('NAME', 'ui.team.name', (r) => [r.name, <MailText key="mail" address={r.mail} />]),
    c.enum('role', 'ui.role', 'Role', (r) => r.role),
    c.date('CREATED', 'ui.team.joined', (r) => r.createdAt, wide),
    c.cell(
      'secondFactor',
      'ui.team.secondFactor',
      (r, { t }) => t(r.secondFactor ? 'ui.team.secondFactor.on' : 'ui.team.secondFactor.off'),
      { ...wide, file: (r) => r.secondFactor },
    ),
    c.state('MemberStatus', (r) => [r.status]),
    c.actions((r) => <MemberActions member={r} />),
  ],
  empty: ['ui.team.empty'],
  actions: teamActions,
});
