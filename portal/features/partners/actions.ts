import { Plus } from 'lucide-react';
import { later } from '../../lib/later.tsx';
import { action } from '../../shell/action.ts';

const Enroll = later(() => import('./EnrollDialog.tsx'), 'EnrollDialog');

export const actions = [action('partnerEnroll', 'ui.partner.enroll', Enroll, Plus)];
