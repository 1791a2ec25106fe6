import { Plus } from 'lucide-react';
import { action } from '../../shell/action.ts';

export const actions = [
  action('exclusiveDiscountCreate', 'ui.discount.create', '/discounts/new', Plus),
];
