import { Plus } from 'lucide-react';
import { later } from '../../lib/later.tsx';
import { action } from '../../shell/action.ts';

const Create = later(() => import('./csp/CspCreateDialog.tsx'), 'CspCreateDialog');
const Request = later(() => import('./joint/RequestDialog.tsx'), 'RequestDialog');
const Grant = later(() => import('./joint/GrantDirectlyDialog.tsx'), 'GrantDirectlyDialog');

export const cspActions = [
  action('cspAuthorizationCreate', 'ui.authorization.create', Create, Plus),
];
export const jointActions = [
  action('jointSalesAuthorizationGrantDirectly', 'ui.authorization.grantDirectly', Grant, Plus),
  action('jointSalesAuthorizationRequest', 'ui.authorization.request', Request, Plus),
];
