import { Ban, CalendarPlus, Check, Send, Undo2, X } from 'lucide-react';
import { lazyComponent } from '../../../lib/lazy.tsx';
import { bulkAction } from '../../../list/define.ts';
import { IN_REVIEW } from '../states.ts';

const dialogs = () => import('./BulkDialogs.tsx');
const Submit = lazyComponent(dialogs, 'SubmitBulkDialog');
const Extend = lazyComponent(() => import('./ExtendBulkDialog.tsx'), 'ExtendBulkDialog');
const Withdraw = lazyComponent(dialogs, 'WithdrawBulkDialog');
const Approve = lazyComponent(dialogs, 'ApproveBulkDialog');
const Reject = lazyComponent(dialogs, 'RejectBulkDialog');
const Revoke = lazyComponent(dialogs, 'RevokeBulkDialog');

/** A request with its own justification is decided one by one. */
const IN_BULK_REVIEW = ['SELLER_REVIEW'];

export const bulk = [
  bulkAction('exclusiveDiscountsSubmit', 'ui.job.exclusiveDiscountSubmit', Submit, Send, ['DRAFT']),
  bulkAction('exclusiveDiscountsExtend', 'ui.job.exclusiveDiscountExtend', Extend, CalendarPlus, [
    'SCHEDULED',
    'EFFECTIVE',
  ]),
  bulkAction(
    'exclusiveDiscountsWithdraw',
    'ui.job.exclusiveDiscountWithdraw',
    Withdraw,
    Undo2,
    IN_REVIEW,
  ),
  bulkAction('exclusiveDiscountsRevoke', 'ui.job.exclusiveDiscountRevoke', Revoke, Ban, [
    'EFFECTIVE',
  ]),
  bulkAction(
    'exclusiveDiscountsApprove',
    'ui.job.exclusiveDiscountApprove',
    Approve,
    Check,
    IN_BULK_REVIEW,
  ),
  bulkAction(
    'exclusiveDiscountsReject',
    'ui.job.exclusiveDiscountReject',
    Reject,
    X,
    IN_BULK_REVIEW,
  ),
];
