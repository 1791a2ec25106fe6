import type { Sibling } from '../../../list/define.ts';

/** Sibling pages: members and invitations. */
export const TEAM: readonly Sibling[] = [
  { to: '/team', label: 'ui.team.members' },
  { to: '/team/roles', label: 'ui.team.roles' },
  {
    to: '/team/invitations',
    label: 'ui.team.invitations',
    may: 'MemberInvitation',
  },
];
