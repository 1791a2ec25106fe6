import { Check, X } from 'lucide-react';
import { later } from '../../../lib/later.tsx';
import { bulkAction } from '../../../list/define.ts';

const dialogs = () => import('../../../domain/demand/AnswerDialogs.tsx');
const Receive = later(dialogs, 'ReceiveBulkDialog');
const Reject = later(dialogs, 'RejectBulkDialog');

export const bulk = [
  bulkAction('customerDemandsReceive', 'ui.job.customerDemandReceive', Receive, Check, [
    'SUBMITTED',
  ]),
  bulkAction('customerDemandsReject', 'ui.job.customerDemandReject', Reject, X, ['SUBMITTED']),
];
