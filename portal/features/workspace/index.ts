import type { Feature } from '../../shell/feature.ts';
import { TaskTray } from './TaskTray.tsx';
import { jobUpdates } from './updates.ts';

export const feature: Feature = { topBar: [TaskTray], updates: jobUpdates };
