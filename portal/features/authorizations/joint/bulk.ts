import { Check, X } from 'lucide-react';
import { later } from '../../../lib/later.tsx';
import { bulkAction } from '../../../list/define.ts';

const dialogs = () => import('../../../domain/authorization/AnswerDialogs.tsx');
const Grant = later(dialogs, 'GrantBulkDialog');
const Refuse = later(dialogs, 'RefuseBulkDialog');

export const bulk = [
  bulkAction('jointSalesAuthorizationsGrant', 'ui.job.jointSalesAuthorizationGrant', Grant, Check, [
    'REQUESTED',
  ]),
  bulkAction('jointSalesAuthorizationsRefuse', 'ui.job.jointSalesAuthorizationRefuse', Refuse, X, [
    'REQUESTED',
  ]),
];
