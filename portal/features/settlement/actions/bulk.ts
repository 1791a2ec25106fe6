import { Banknote, PenLine, Send } from 'lucide-react';
import { later } from '../../../lib/later.tsx';
import { bulkAction } from '../../../list/define.ts';

const dialogs = () => import('./BillBulk.tsx');

export const bulk = [
  bulkAction(
    'settlementBillsSend',
    'ui.job.settlementBillSend',
    later(dialogs, 'SendBulkDialog'),
    Send,
    ['GENERATED'],
  ),
  bulkAction(
    'settlementBillsCountersign',
    'ui.job.settlementBillCountersign',
    later(() => import('./CountersignBulkDialog.tsx'), 'CountersignBulkDialog'),
    PenLine,
    ['COUNTERSIGNING'],
  ),
  bulkAction(
    'settlementBillsPay',
    'ui.job.settlementBillPay',
    later(dialogs, 'PayBulkDialog'),
    Banknote,
    ['PAYING'],
  ),
];
