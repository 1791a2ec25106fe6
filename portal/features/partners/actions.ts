import { Plus } from 'lucide-react';
import { lazyComponent } from '../../lib/lazy.tsx';
import { action } from '../../shell/action.ts';

const Enroll = lazyComponent(() => import('./EnrollDialog.tsx'), 'EnrollDialog');

export const actions = [action('partnerEnroll', 'ui.partner.enroll', Enroll, Plus)];
