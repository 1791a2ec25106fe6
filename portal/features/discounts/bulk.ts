import { CalendarPlus, Check, Send, Undo2, X } from 'lucide-react';
import { later } from '../../lib/later.tsx';
import { bulkAction } from '../../list/define.ts';

const dialogs = () => import('./BulkDialogs.tsx');
const Submit = later(dialogs, 'SubmitBulkDialog');
const Extend = later(() => import('./ExtendBulkDialog.tsx'), 'ExtendBulkDialog');
const Withdraw = later(dialogs, 'WithdrawBulkDialog');
const Approve = later(dialogs, 'ApproveBulkDialog');
const Reject = later(dialogs, 'RejectBulkDialog');

/** What can be done with many discounts at once: by the partner, and by who reviews them. */
export const bulk = [
  bulkAction('exclusiveDiscountsSubmit', 'ui.job.exclusiveDiscountSubmit', Submit, Send),
  bulkAction('exclusiveDiscountsExtend', 'ui.job.exclusiveDiscountExtend', Extend, CalendarPlus),
  bulkAction('exclusiveDiscountsWithdraw', 'ui.job.exclusiveDiscountWithdraw', Withdraw, Undo2),
  bulkAction('exclusiveDiscountsApprove', 'ui.job.exclusiveDiscountApprove', Approve, Check),
  bulkAction('exclusiveDiscountsReject', 'ui.job.exclusiveDiscountReject', Reject, X),
];
