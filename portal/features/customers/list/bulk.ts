import { Tag, Tags, UserRoundCog } from 'lucide-react';
import { later } from '../../../lib/later.tsx';
import { bulkAction } from '../../../list/define.ts';

const Assign = later(() => import('./AssignBulkDialog.tsx'), 'AssignBulkDialog');
const AddTags = later(() => import('./TagBulkDialogs.tsx'), 'AddTagsDialog');
const RemoveTags = later(() => import('./TagBulkDialogs.tsx'), 'RemoveTagsDialog');

export const bulk = [
  bulkAction('customersAssignManager', 'ui.job.customerAssignManager', Assign, UserRoundCog),
  bulkAction('customersAddTags', 'ui.job.customerAddTags', AddTags, Tag),
  bulkAction('customersRemoveTags', 'ui.job.customerRemoveTags', RemoveTags, Tags),
];
