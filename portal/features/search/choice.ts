import type { PageAction } from '../../shell/feature.ts';
import type { Hit } from './useHits.ts';

export type Choice =
  | { hit: Pick<Hit, 'type' | 'id' | 'title' | 'code' | 'note'> }
  | { path: string }
  | { action: PageAction }
  | { run: () => void };
