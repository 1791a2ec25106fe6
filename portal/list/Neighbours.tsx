import { ChevronLeft, ChevronRight } from 'lucide-react';
import { type ReactNode, type RefObject, useEffect, useRef } from 'react';
import { useFormat } from '../lib/format.ts';
import { useText } from '../lib/i18n.tsx';
import { isForPage, isSingleKey, type Shortcuts, useShortcuts } from '../lib/shortcuts.ts';
import { useStore } from '../lib/store.ts';
import { RouteButton } from '../shell/links.ts';
import { Button } from '../ui/actions/Button.tsx';
import styles from './List.module.css';
import { type Place, placeOf, shownRows } from './neighbours.ts';

const STEPS = { previous: ChevronLeft, next: ChevronRight } as const;
type Step = keyof typeof STEPS;

const KEYS: Shortcuts = { title: 'ui.keys.record', keys: [['N P', 'ui.keys.neighbours']] };
const stepOf: Readonly<Record<string, Step>> = { n: 'next', p: 'previous' };

/** The step whose button had the focus: the button of the next record takes it over. */
let focused: Step | null = null;

export interface NeighboursProps {
  /** Name of the list from which the record was opened. */
  list: string;
  id: string;
  /** Route with `$id`; absent: the record is open beside its list. */
  to?: string;
  /** Search parameters that stay, such as the tab. */
  search?: Record<string, string | undefined>;
}

/** Place of the record in its list and the steps to the records beside it; null if it was not opened from the list. */
export function useNeighbours({ list, id, to, search = {} }: NeighboursProps): ReactNode {
  const place = placeOf(useStore(shownRows(list)), id);
  const linkTo = (at: string) =>
    to
      ? { to, params: { id: at }, search }
      : { to: '.', search: (old: object) => ({ ...old, open: at }) };
  return place && <Steps place={place} linkTo={linkTo} />;
}

const linkIn = (box: RefObject<HTMLElement | null>, step: Step) =>
  box.current?.querySelector<HTMLElement>(`a[data-step="${step}"]`);

interface StepsProps {
  place: Place;
  linkTo: (id: string) => object;
}

function Steps({ place, linkTo }: StepsProps) {
  const t = useText();
  const format = useFormat();
  const box = useRef<HTMLSpanElement>(null);
  useShortcuts(KEYS);
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const step = stepOf[event.key];
      const inOwnDialog = box.current?.closest('[role=dialog]')?.contains(event.target as Node);
      if (!step || !(inOwnDialog ? isSingleKey(event) : isForPage(event))) return;
      event.preventDefault();
      linkIn(box, step)?.click();
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, []);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the focus follows the record
  useEffect(() => {
    const other = focused === 'next' ? 'previous' : 'next';
    if (focused) (linkIn(box, focused) ?? linkIn(box, other))?.focus();
    focused = null;
  }, [place.position]);
  return (
    <span ref={box} className={styles.neighbours}>
      <span>
        {t('ui.record.place', {
          position: format.number(place.position),
          count: place.count ? format.count(place.count) : '',
        })}
      </span>
      {(['previous', 'next'] as const).map((step) => {
        const at = place[step];
        const look = {
          size: 'sm' as const,
          variant: 'ghost' as const,
          icon: STEPS[step],
          'aria-label': t(step === 'next' ? 'ui.record.nextRecord' : 'ui.record.previous'),
        };
        return at ? (
          <RouteButton
            key={step}
            {...(linkTo(at) as { to: string })}
            {...look}
            data-step={step}
            onClick={({ currentTarget }) => {
              focused = currentTarget === document.activeElement ? step : null;
            }}
          />
        ) : (
          <Button key={step} {...look} isDisabled />
        );
      })}
    </span>
  );
}
