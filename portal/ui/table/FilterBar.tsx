import { Plus, X } from 'lucide-react';
import type { ReactNode } from 'react';
import { Button, Dialog, DialogTrigger, ListBox, Popover } from 'react-aria-components';
import { cx } from '../cx.ts';
import { Icon } from '../display/Icon.tsx';
import { type Option, OptionItem } from '../fields/Options.tsx';
import { listClass, popoverClass } from '../overlays/popover.ts';
import styles from './FilterBar.module.css';

export interface FilterBarProps {
  label: string;
  search?: ReactNode;
  children: ReactNode;
  end?: ReactNode;
}

/**
 * One row above a list. Beside an open panel, the chips have a row of their own. On a telephone that row
 * scrolls sideways.
 */
export function FilterBar({ label, search, children, end }: FilterBarProps) {
  return (
    <search className={styles.bar} aria-label={label}>
      <div className={styles.row}>
        {search && <div className={styles.find}>{search}</div>}
        <div className={styles.chips}>{children}</div>
        {end && <div className={styles.end}>{end}</div>}
      </div>
    </search>
  );
}

export interface FilterChipProps {
  label: string;
  value: string | null;
  /** Number of values beyond those in `value`; stays visible when `value` is cut off. */
  more?: number;
  onClear: () => void;
  clearLabel: string;
  onOpenChange?: (isOpen: boolean) => void;
  children: ReactNode;
}

/** One filter: dashed border when off, blue with its value when on. */
export function FilterChip({
  label,
  value,
  more = 0,
  onClear,
  clearLabel,
  onOpenChange,
  children,
}: FilterChipProps) {
  return (
    <span className={cx(styles.chip, value !== null && styles.on)}>
      <DialogTrigger onOpenChange={onOpenChange}>
        <Button className={styles.open}>
          {value === null && <Icon of={Plus} size={12} />}
          <span className="cut">{value === null ? label : `${label}: ${value}`}</span>
          {more > 0 && <span>+{more}</span>}
        </Button>
        <Popover className={popoverClass} placement="bottom start" offset={4}>
          <Dialog aria-label={label} className={styles.dialog}>
            {children}
          </Dialog>
        </Popover>
      </DialogTrigger>
      {value !== null && (
        <Button className={styles.clear} aria-label={`${clearLabel}: ${label}`} onPress={onClear}>
          <Icon of={X} size={12} />
        </Button>
      )}
    </span>
  );
}

export interface FilterOptionsProps {
  label: string;
  options: readonly Option[];
  value: readonly string[];
  onChange: (value: string[]) => void;
  clearLabel: string;
  single?: boolean;
}

export function FilterOptions({
  label,
  options,
  value,
  onChange,
  clearLabel,
  single,
}: FilterOptionsProps) {
  const chosen = options
    .filter((option) => value.includes(option.id))
    .map((option) => option.label);
  return (
    <FilterChip
      label={label}
      value={chosen.length ? chosen.slice(0, 2).join(' / ') : null}
      more={chosen.length - 2}
      onClear={() => onChange([])}
      clearLabel={clearLabel}
    >
      <ListBox
        aria-label={label}
        className={listClass}
        items={options}
        selectionMode={single ? 'single' : 'multiple'}
        escapeKeyBehavior="none"
        selectedKeys={value}
        onSelectionChange={(keys) =>
          onChange(keys === 'all' ? options.map((o) => o.id) : [...keys].map(String))
        }
      >
        {(option) => <OptionItem {...option} />}
      </ListBox>
    </FilterChip>
  );
}

export interface SelectionBarProps {
  /** Number of selected rows, and of those outside the filter. */
  summary: ReactNode;
  children: ReactNode;
  onClear: () => void;
  clearLabel: string;
}

/** Shown above the rows while some are selected; the filters stay reachable. */
export function SelectionBar({ summary, children, onClear, clearLabel }: SelectionBarProps) {
  return (
    <div className={styles.selection}>
      <span className={styles.summary} aria-live="polite">
        {summary}
      </span>
      {children}
      <Button className={styles.clear} aria-label={clearLabel} onPress={onClear}>
        <Icon of={X} size={14} />
      </Button>
    </div>
  );
}
