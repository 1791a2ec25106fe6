import { Plus, UserRoundPlus } from 'lucide-react';
import { later } from '../../lib/later.tsx';
import { action } from '../../shell/action.ts';

const Organization = later(
  () => import('./organizations/CreateOrganizationDialog.tsx'),
  'CreateOrganizationDialog',
);
const Key = later(() => import('./keys/CreateKeyDialog.tsx'), 'CreateKeyDialog');
const Invite = later(() => import('./members/InviteMemberDialog.tsx'), 'InviteMemberDialog');

export const organizationActions = [
  action('organizationCreate', 'ui.organization.create', Organization, Plus),
];
export const keyActions = [action('apiKeyCreate', 'ui.key.create', Key, Plus)];
export const teamActions = [action('memberInvite', 'ui.team.invite', Invite, UserRoundPlus)];
