import { Plus } from 'lucide-react';
import { lazyComponent } from '../../lib/lazy.tsx';
import { action } from '../../shell/action.ts';

const Create = lazyComponent(() => import('./csp/CspCreateDialog.tsx'), 'CspCreateDialog');
const Request = lazyComponent(() => import('./joint/RequestDialog.tsx'), 'RequestDialog');
const Grant = lazyComponent(() => import('./joint/GrantDirectlyDialog.tsx'), 'GrantDirectlyDialog');

export const cspActions = [
  action('cspAuthorizationCreate', 'ui.authorization.create', Create, Plus),
];
export const jointActions = [
  action('jointSalesAuthorizationGrantDirectly', 'ui.authorization.grantDirectly', Grant, Plus),
  action('jointSalesAuthorizationRequest', 'ui.authorization.request', Request, Plus),
];
