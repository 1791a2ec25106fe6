import type { LucideIcon } from 'lucide-react';
import { type ReactNode, useEffect, useRef } from 'react';
import { Icon } from '../display/Icon.tsx';
import styles from './Tabs.module.css';
import { toMiddle } from './to-middle.ts';

export interface ViewTab {
  id: string;
  label: string;
  count?: ReactNode;
  /** Icon of the kind of view, with its label. */
  icon?: { of: LucideIcon; title: string } | undefined;
  /** Label of the dot shown when the list differs from the view. */
  mark?: string | undefined;
}

export interface ViewTabsProps {
  label: string;
  items: readonly ViewTab[];
  value: string | null;
  onChange: (id: string) => void;
}

/** Views of one list. Each is a set of filters, so these are buttons without panels. */
export function ViewTabs({ label, items, value, onChange }: ViewTabsProps) {
  const chosen = useRef<HTMLButtonElement>(null);
  const counts = items.filter(({ count }) => count !== undefined).length;
  // biome-ignore lint/correctness/useExhaustiveDependencies: runs when another tab is chosen, and when counts widen the tabs
  useEffect(() => toMiddle(chosen.current), [value, counts]);
  return (
    <nav aria-label={label} className={styles.list}>
      {items.map(({ id, icon, mark, ...item }) => (
        <button
          key={id}
          ref={id === value ? chosen : undefined}
          type="button"
          aria-current={id === value ? 'true' : undefined}
          className={styles.tab}
          onClick={() => onChange(id)}
        >
          {icon && (
            <span role="img" aria-label={icon.title} title={icon.title}>
              <Icon of={icon.of} size={12} />
            </span>
          )}
          {item.label}
          {item.count !== undefined && <small className={styles.count}>{item.count}</small>}
          {mark && <span role="img" aria-label={mark} title={mark} className={styles.mark} />}
        </button>
      ))}
    </nav>
  );
}
