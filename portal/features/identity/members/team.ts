import type { Sibling } from '../../../list/define.ts';

/** People, and the invitations that may bring more. */
export const TEAM: readonly Sibling[] = [
  { to: '/team', label: 'ui.team.members' },
  { to: '/team/roles', label: 'ui.team.roles' },
  {
    to: '/team/invitations',
    label: 'ui.team.invitations',
    may: 'MemberInvitation',
  },
];
