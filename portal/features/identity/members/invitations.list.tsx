import { sideOf } from '../../../lib/session.ts';
import { defineList, filter } from '../../../list/define.ts';
import { MailText } from '../../../ui/display/MailText.tsx';
import { teamActions } from '../actions.ts';
import { InvitationActions } from './InvitationActions.tsx';
import { query } from './invitations.documents.ts';
import { TEAM } from './team.ts';

const STATES = ['PENDING', 'ACCEPTED', 'EXPIRED', 'REVOKED'] as const;

/** Invitations to the viewer's organization; an operator sees those of all organizations. */
export const list = defineList({
  name: 'invitations',
  title: 'ui.nav.team',
  meta: (session, t) =>
    sideOf(session) === 'OPERATOR' ? t('ui.team.allInvitations') : session.org.name,
  siblings: TEAM,
  query,
  rows: (data) => data.memberInvitations,
  filters: { status: filter.choice('ui.status', 'MemberInvitationStatus', STATES) },
  columns: (c) => [
    c.title('name', 'ui.team.name', (r) => [r.name, <MailText key="mail" address={r.mail} />]),
    c.enum('role', 'ui.role', 'Role', (r) => r.role),
    c.state('MemberInvitationStatus', (r) => [
      r.status,
      r.status === 'PENDING' ? r.expiresAt : null,
    ]),
    c.dateTime('expires', 'ui.expiresAt', (r) => r.expiresAt),
    c.actions((r) => <InvitationActions invitation={r} />),
  ],
  empty: ['ui.team.noInvitations', 'ui.team.noInvitationsText'],
  actions: teamActions,
});
