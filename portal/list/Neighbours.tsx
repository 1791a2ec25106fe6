import { ChevronLeft, ChevronRight } from 'lucide-react';
import type { ReactNode } from 'react';
import { useFormat } from '../lib/format.ts';
import { useText } from '../lib/i18n.tsx';
import { useStore } from '../lib/store.ts';
import { RouteButton } from '../shell/links.ts';
import { Button } from '../ui/actions/Button.tsx';
import styles from './List.module.css';
import { placeOf, shownRows } from './neighbours.ts';

const STEPS = { previous: ChevronLeft, next: ChevronRight } as const;

export interface NeighboursProps {
  /** Name of the list from which the record was opened. */
  list: string;
  id: string;
  /** Route with `$id`. */
  to: string;
  /** Search parameters that stay, such as the tab. */
  search?: Record<string, string | undefined>;
}

/** Place of the record in its list and the steps to the records beside it; null if it was not opened from the list. */
export function useNeighbours({ list, id, to, search = {} }: NeighboursProps): ReactNode {
  const t = useText();
  const format = useFormat();
  const place = placeOf(useStore(shownRows(list)), id);
  if (!place) return null;
  return (
    <span className={styles.neighbours}>
      <span>
        {t('ui.record.place', {
          position: format.number(place.position),
          count: place.count ? format.count(place.count) : '',
        })}
      </span>
      {(['previous', 'next'] as const).map((step) => {
        const at = place[step];
        const label = t(step === 'next' ? 'ui.record.nextRecord' : 'ui.record.previous');
        return at ? (
          <RouteButton
            key={step}
            to={to as string}
            params={{ id: at } as never}
            search={search as never}
            size="sm"
            variant="ghost"
            icon={STEPS[step]}
            aria-label={label}
          />
        ) : (
          <Button
            key={step}
            size="sm"
            variant="ghost"
            icon={STEPS[step]}
            isDisabled
            aria-label={label}
          />
        );
      })}
    </span>
  );
}
