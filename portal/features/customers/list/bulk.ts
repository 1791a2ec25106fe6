import { ShieldPlus, Tag, Tags, UserRoundCog, UserRoundPlus } from 'lucide-react';
import { INVITABLE, UNCLAIMED } from '../../../domain/binding/states.ts';
import { later } from '../../../lib/later.tsx';
import { bulkAction } from '../../../list/define.ts';

const Invite = later(
  () => import('../../../domain/binding/InviteBulkDialog.tsx'),
  'InviteBulkDialog',
);
const PreRegister = later(() => import('./PreRegisterBulkDialog.tsx'), 'PreRegisterBulkDialog');
const Assign = later(() => import('./AssignBulkDialog.tsx'), 'AssignBulkDialog');
const AddTags = later(() => import('./TagBulkDialogs.tsx'), 'AddTagsDialog');
const RemoveTags = later(() => import('./TagBulkDialogs.tsx'), 'RemoveTagsDialog');

export const bulk = [
  bulkAction(
    'partnerBindingsPreRegister',
    'ui.job.partnerBindingPreRegister',
    PreRegister,
    ShieldPlus,
    UNCLAIMED,
  ),
  bulkAction(
    'partnerBindingsInvite',
    'ui.job.partnerBindingInvite',
    Invite,
    UserRoundPlus,
    INVITABLE,
  ),
  bulkAction('customersAssignManager', 'ui.job.customerAssignManager', Assign, UserRoundCog),
  bulkAction('customersAddTags', 'ui.job.customerAddTags', AddTags, Tag),
  bulkAction('customersRemoveTags', 'ui.job.customerRemoveTags', RemoveTags, Tags),
];
