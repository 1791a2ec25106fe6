import type { Feature } from '../../shell/feature.ts';
import { SearchBox } from './SearchBox.tsx';

/** The command palette; its box is in the top bar. */
export const feature: Feature = { search: SearchBox };
