import { Plus } from 'lucide-react';
import { action } from '../../shell/action.ts';

export const actions = [action('productPublish', 'ui.product.publish', '/products/new', Plus)];
