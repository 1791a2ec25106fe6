import { UserRoundPlus } from 'lucide-react';
import { later } from '../../lib/later.tsx';
import { action } from '../../shell/action.ts';

const PreRegister = later(
  () => import('../../domain/binding/PreRegisterDialog.tsx'),
  'PreRegisterDialog',
);
const Invite = later(() => import('../../domain/binding/InviteDialog.tsx'), 'InviteDialog');

export const actions = [
  action('partnerBindingPreRegister', 'ui.binding.preRegister.action', PreRegister),
  action('partnerBindingInvite', 'ui.binding.invite.action', Invite, UserRoundPlus),
];
