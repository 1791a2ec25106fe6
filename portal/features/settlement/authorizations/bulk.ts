import { Ban, Check, Gavel } from 'lucide-react';
import { later } from '../../../lib/later.tsx';
import { bulkAction } from '../../../list/define.ts';

const dialogs = () => import('./AuthorizationBulk.tsx');
const Authorize = later(dialogs, 'AuthorizeBulkDialog');
const Override = later(dialogs, 'OverrideBulkDialog');
const Refuse = later(dialogs, 'RefuseBulkDialog');

export const bulk = [
  bulkAction('paymentAuthorizationsRefuse', 'ui.job.paymentAuthorizationRefuse', Refuse, Ban, [
    'PENDING',
  ]),
  bulkAction(
    'paymentAuthorizationsOverride',
    'ui.job.paymentAuthorizationOverride',
    Override,
    Gavel,
    ['PENDING', 'REFUSED'],
  ),
  bulkAction(
    'paymentAuthorizationsAuthorize',
    'ui.job.paymentAuthorizationAuthorize',
    Authorize,
    Check,
    ['PENDING', 'REFUSED'],
  ),
];
