import { Check as CheckIcon, TriangleAlert, X } from 'lucide-react';
import { Icon } from '../../../ui/display/Icon.tsx';
import styles from './Review.module.css';

const looks = {
  good: { icon: CheckIcon, className: 't-good' },
  waiting: { icon: TriangleAlert, className: 't-waiting' },
  bad: { icon: X, className: 't-bad' },
} as const;

export interface Check {
  id: string;
  state: keyof typeof looks;
  text: string;
  note: string;
}

export function CheckList({ checks }: { checks: readonly Check[] }) {
  return (
    <ul className={styles.checks}>
      {checks.map(({ id, state, text, note }) => (
        <li key={id}>
          <span className={looks[state].className}>
            <Icon of={looks[state].icon} />
          </span>
          <span className="grow">{text}</span>
          <span className="note">{note}</span>
        </li>
      ))}
    </ul>
  );
}
