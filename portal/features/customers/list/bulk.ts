import { ShieldPlus, Tag, Tags, UserRoundCog, UserRoundPlus } from 'lucide-react';
import { INVITABLE, UNCLAIMED } from '../../../domain/binding/states.ts';
import { lazyComponent } from '../../../lib/lazy.tsx';
import { bulkAction } from '../../../list/define.ts';

const Invite = lazyComponent(
  () => import('../../../domain/binding/InviteBulkDialog.tsx'),
  'InviteBulkDialog',
);
const PreRegister = lazyComponent(
  () => import('./PreRegisterBulkDialog.tsx'),
  'PreRegisterBulkDialog',
);
const Assign = lazyComponent(() => import('./AssignBulkDialog.tsx'), 'AssignBulkDialog');
const AddTags = lazyComponent(() => import('./TagBulkDialogs.tsx'), 'AddTagsDialog');
const RemoveTags = lazyComponent(() => import('./TagBulkDialogs.tsx'), 'RemoveTagsDialog');

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
