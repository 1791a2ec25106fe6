import { BellRing, Check, Send, Undo2, X } from 'lucide-react';
import { lazyComponent } from '../../../lib/lazy.tsx';
import { bulkAction } from '../../../list/define.ts';

const answers = () => import('../../../domain/demand/AnswerDialogs.tsx');
const Receive = lazyComponent(answers, 'ReceiveBulkDialog');
const Reject = lazyComponent(answers, 'RejectBulkDialog');
const dialogs = () => import('./DemandBulk.tsx');
const Submit = lazyComponent(dialogs, 'SubmitBulkDialog');
const Nudge = lazyComponent(dialogs, 'NudgeBulkDialog');
const Withdraw = lazyComponent(dialogs, 'WithdrawBulkDialog');

export const bulk = [
  bulkAction('customerDemandsReceive', 'ui.job.customerDemandReceive', Receive, Check, [
    'SUBMITTED',
  ]),
  bulkAction('customerDemandsReject', 'ui.job.customerDemandReject', Reject, X, ['SUBMITTED']),
  bulkAction('customerDemandsSubmit', 'ui.job.customerDemandSubmit', Submit, Send, ['DRAFT']),
  bulkAction('customerDemandsNudge', 'ui.job.customerDemandNudge', Nudge, BellRing, ['SUBMITTED']),
  bulkAction('customerDemandsWithdraw', 'ui.job.customerDemandWithdraw', Withdraw, Undo2, [
    'SUBMITTED',
  ]),
];
