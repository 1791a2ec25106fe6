import type { PageAction } from '../../shell/feature.ts';
import type { Hit } from './useHits.ts';

/** What choosing an entry of the palette does. */
export type Choice =
  | { hit: Pick<Hit, 'type' | 'id' | 'title' | 'code' | 'note'> }
  | { path: string }
  | { action: PageAction }
  | { run: () => void };
