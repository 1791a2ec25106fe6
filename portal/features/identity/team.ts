import { later } from '../../lib/later.tsx';
import type { Sibling } from '../../list/define.ts';

export const Invite = later(() => import('./InviteMemberDialog.tsx'), 'InviteMemberDialog');

/** People, and the invitations that may bring more. */
export const TEAM: readonly Sibling[] = [
  { to: '/team', label: 'ui.team.members' },
  {
    to: '/team/invitations',
    label: 'ui.team.invitations',
    roles: ['csp.owner', 'csp.auditor', 'seller.manager', 'operator'],
  },
];
