import { Check as CheckIcon, Circle, TriangleAlert, X } from 'lucide-react';
import type { ReactNode } from 'react';
import styles from './CheckList.module.css';
import { Icon } from './Icon.tsx';

const looks = {
  good: { icon: CheckIcon, className: 't-good' },
  waiting: { icon: TriangleAlert, className: 't-waiting' },
  bad: { icon: X, className: 't-bad' },
  todo: { icon: Circle, className: 'muted' },
} as const;

export interface Check {
  id: string;
  state: keyof typeof looks;
  text: ReactNode;
  note?: ReactNode;
}

/** Conditions and whether each holds. The texts state the result, because the icons are decoration. */
export function CheckList({ checks }: { checks: readonly Check[] }) {
  return (
    <ul className={styles.checks}>
      {checks.map(({ id, state, text, note }) => (
        <li key={id}>
          <span className={looks[state].className}>
            <Icon of={looks[state].icon} />
          </span>
          <span className="grow">{text}</span>
          {note && <span className="note">{note}</span>}
        </li>
      ))}
    </ul>
  );
}
