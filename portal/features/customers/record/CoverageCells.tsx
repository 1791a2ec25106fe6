import { Clock } from 'lucide-react';
import { useText } from '../../../lib/i18n.tsx';
import { Icon } from '../../../ui/display/Icon.tsx';
import { TwoLine } from '../../../ui/display/TwoLine.tsx';
import styles from './Coverage.module.css';
import { type Month, sayMonths } from './coverage.ts';

/** Twelve months of a product as cells; their meaning does not depend on color. */
export function Months({ months }: { months: readonly Month[] }) {
  const t = useText();
  return (
    <span className={styles.cells} role="img" aria-label={sayMonths(months, t)}>
      {months.map(({ name, cell }) => (
        <i key={name} data-cell={cell} />
      ))}
    </span>
  );
}

export interface EndingProps {
  lapse: { kind: 'DISCOUNT' | 'AUTHORIZATION'; isSoon: boolean };
  /** Last day. */
  day: string;
}

/** The next end of a price or an authorization, marked if it is near. */
export function Ending({ lapse: { kind, isSoon }, day }: EndingProps) {
  const t = useText();
  return (
    <TwoLine note={t(`ui.coverage.kind.${kind}`)}>
      <span className={isSoon ? styles.soon : undefined}>
        {isSoon && <Icon of={Clock} size={14} />}
        {day}
      </span>
    </TwoLine>
  );
}
