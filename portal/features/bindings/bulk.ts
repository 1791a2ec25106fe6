import { Send, Undo2 } from 'lucide-react';
import { PENDING } from '../../domain/binding/states.ts';
import { lazyComponent } from '../../lib/lazy.tsx';
import { bulkAction } from '../../list/define.ts';

const dialogs = () => import('./BindingBulk.tsx');
const Resend = lazyComponent(dialogs, 'ResendBulkDialog');
const Withdraw = lazyComponent(dialogs, 'WithdrawBulkDialog');

export const bulk = [
  bulkAction('partnerBindingsResend', 'ui.job.partnerBindingResend', Resend, Send, [
    'INVITED',
    'PROVISIONAL',
    ...PENDING,
  ]),
  bulkAction('partnerBindingsWithdraw', 'ui.job.partnerBindingWithdraw', Withdraw, Undo2, PENDING),
];
