import type { Feature } from '../../shell/feature.ts';
import { SearchBox } from './SearchBox.tsx';

/** The command palette; its box stands in the top bar. */
export const feature: Feature = { search: SearchBox };
