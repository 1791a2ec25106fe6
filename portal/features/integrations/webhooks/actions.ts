import { Plus } from 'lucide-react';
import { lazyComponent } from '../../../lib/lazy.tsx';
import { action } from '../../../shell/action.ts';

const Create = lazyComponent(() => import('./CreateWebhookDialog.tsx'), 'CreateWebhookDialog');

export const webhookActions = [action('webhookEndpointCreate', 'ui.webhook.create', Create, Plus)];
