import { ChevronLeft, ChevronRight } from 'lucide-react';
import type { ReactNode } from 'react';
import { Button } from '../actions/Button.tsx';
import { Select } from '../fields/Select.tsx';
import styles from './Pager.module.css';

export interface PagerProps {
  /** Such as "1–50 of 10,000+". */
  summary: ReactNode;
  hasPrevious: boolean;
  hasNext: boolean;
  onPrevious: () => void;
  onNext: () => void;
  size: number;
  onSize: (size: number) => void;
  labels: { nav: string; previous: string; next: string; size: string };
}

const SIZES = [20, 50, 100];

/** Keyset pagination has only previous and next, no page numbers. */
export function Pager({
  summary,
  hasPrevious,
  hasNext,
  onPrevious,
  onNext,
  size,
  onSize,
  labels,
}: PagerProps) {
  return (
    <nav className={styles.pager} aria-label={labels.nav} data-noprint>
      <span className={styles.summary} aria-live="polite">
        {summary}
      </span>
      <span className={styles.size}>
        <span aria-hidden="true">{labels.size}</span>
        <Select
          label={labels.size}
          hideLabel
          size="sm"
          options={SIZES.map((n) => ({ id: String(n), label: String(n) }))}
          value={String(size)}
          onChange={(id) => onSize(Number(id))}
        />
      </span>
      <Button size="sm" icon={ChevronLeft} isDisabled={!hasPrevious} onPress={onPrevious}>
        {labels.previous}
      </Button>
      <Button size="sm" endIcon={ChevronRight} isDisabled={!hasNext} onPress={onNext}>
        {labels.next}
      </Button>
    </nav>
  );
}
