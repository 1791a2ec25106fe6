import { UserRoundPlus } from 'lucide-react';
import { later } from '../../lib/later.tsx';
import { bulkAction } from '../../list/define.ts';

const Invite = later(() => import('./InvitePreRegistered.tsx'), 'InvitePreRegistered');

/** Bulk actions on tasks about pre-registrations. */
export const bulk = [
  bulkAction('partnerBindingsInvite', 'ui.job.partnerBindingInvite', Invite, UserRoundPlus),
];
