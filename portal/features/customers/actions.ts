import { UserRoundPlus } from 'lucide-react';
import { lazyComponent } from '../../lib/lazy.tsx';
import { action } from '../../shell/action.ts';

const PreRegister = lazyComponent(
  () => import('../../domain/binding/PreRegisterDialog.tsx'),
  'PreRegisterDialog',
);
const Invite = lazyComponent(() => import('../../domain/binding/InviteDialog.tsx'), 'InviteDialog');

export const actions = [
  action('partnerBindingPreRegister', 'ui.binding.preRegister.action', PreRegister),
  action('partnerBindingInvite', 'ui.binding.invite.action', Invite, UserRoundPlus),
];
