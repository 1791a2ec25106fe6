import { CalendarPlus, Check, Undo2, X } from 'lucide-react';
import { lazyComponent } from '../../../lib/lazy.tsx';
import { bulkAction } from '../../../list/define.ts';

const dialogs = () => import('../../../domain/authorization/AnswerDialogs.tsx');
const Grant = lazyComponent(dialogs, 'GrantBulkDialog');
const Refuse = lazyComponent(dialogs, 'RefuseBulkDialog');
const own = () => import('./JointBulk.tsx');
const Renew = lazyComponent(own, 'RenewBulkDialog');
const Withdraw = lazyComponent(own, 'WithdrawBulkDialog');

export const bulk = [
  bulkAction('jointSalesAuthorizationsGrant', 'ui.job.jointSalesAuthorizationGrant', Grant, Check, [
    'REQUESTED',
  ]),
  bulkAction('jointSalesAuthorizationsRefuse', 'ui.job.jointSalesAuthorizationRefuse', Refuse, X, [
    'REQUESTED',
  ]),
  bulkAction(
    'jointSalesAuthorizationsRenew',
    'ui.job.jointSalesAuthorizationRenew',
    Renew,
    CalendarPlus,
    ['SCHEDULED', 'EFFECTIVE', 'EXPIRED'],
  ),
  bulkAction(
    'jointSalesAuthorizationsWithdraw',
    'ui.job.jointSalesAuthorizationWithdraw',
    Withdraw,
    Undo2,
    ['REQUESTED'],
  ),
];
