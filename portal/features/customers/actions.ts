import { UserRoundPlus } from 'lucide-react';
import { later } from '../../lib/later.tsx';
import { action } from '../../shell/action.ts';

const Report = later(
  () => import('../../domain/binding/PreRegisterDialog.tsx'),
  'PreRegisterDialog',
);
const Invite = later(() => import('../../domain/binding/InviteDialog.tsx'), 'InviteDialog');

export const actions = [
  action('partnerBindingReport', 'ui.binding.report.action', Report),
  action('partnerBindingInvite', 'ui.binding.invite.action', Invite, UserRoundPlus),
];
