import { UserRoundPlus } from 'lucide-react';
import { lazyComponent } from '../../lib/lazy.tsx';
import { bulkAction } from '../../list/define.ts';

const Invite = lazyComponent(() => import('./InvitePreRegistered.tsx'), 'InvitePreRegistered');

/** Bulk actions on tasks about pre-registrations. */
export const bulk = [
  bulkAction('partnerBindingsInvite', 'ui.job.partnerBindingInvite', Invite, UserRoundPlus),
];
