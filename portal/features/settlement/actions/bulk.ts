import { Banknote, PenLine, Send } from 'lucide-react';
import { lazyComponent } from '../../../lib/lazy.tsx';
import { bulkAction } from '../../../list/define.ts';

const dialogs = () => import('./BillBulk.tsx');

export const bulk = [
  bulkAction(
    'settlementBillsSend',
    'ui.job.settlementBillSend',
    lazyComponent(dialogs, 'SendBulkDialog'),
    Send,
    ['GENERATED'],
  ),
  bulkAction(
    'settlementBillsCountersign',
    'ui.job.settlementBillCountersign',
    lazyComponent(() => import('./CountersignBulkDialog.tsx'), 'CountersignBulkDialog'),
    PenLine,
    ['COUNTERSIGNING'],
  ),
  bulkAction(
    'settlementBillsPay',
    'ui.job.settlementBillPay',
    lazyComponent(dialogs, 'PayBulkDialog'),
    Banknote,
    ['PAYING'],
  ),
];
