import { Ban, Check, Gavel } from 'lucide-react';
import { lazyComponent } from '../../../lib/lazy.tsx';
import { bulkAction } from '../../../list/define.ts';

const dialogs = () => import('./AuthorizationBulk.tsx');
const Authorize = lazyComponent(dialogs, 'AuthorizeBulkDialog');
const Override = lazyComponent(dialogs, 'OverrideBulkDialog');
const Refuse = lazyComponent(dialogs, 'RefuseBulkDialog');

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
