import { Plus, UserRoundPlus } from 'lucide-react';
import { lazyComponent } from '../../lib/lazy.tsx';
import { action } from '../../shell/action.ts';

const Organization = lazyComponent(
  () => import('./organizations/CreateOrganizationDialog.tsx'),
  'CreateOrganizationDialog',
);
const Key = lazyComponent(() => import('./keys/CreateKeyDialog.tsx'), 'CreateKeyDialog');
const Invite = lazyComponent(
  () => import('./members/InviteMemberDialog.tsx'),
  'InviteMemberDialog',
);

export const organizationActions = [
  action('organizationCreate', 'ui.organization.create', Organization, Plus),
];
export const keyActions = [action('apiKeyCreate', 'ui.key.create', Key, Plus)];
export const teamActions = [action('memberInvite', 'ui.team.invite', Invite, UserRoundPlus)];
