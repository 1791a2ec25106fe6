import type { SettlementBillStatus } from '../../../gql/graphql.ts';
import { useFormat } from '../../../lib/format.ts';
import { useText } from '../../../lib/i18n.tsx';
import { Card } from '../../../ui/layout/Card.tsx';
import type { CloseState } from './close-states.ts';
import styles from './StateShares.module.css';

/** From the paid bills back to the fresh ones; the rejected ones last. */
const ORDER = [
  ...(['PAID', 'PAYING', 'VERIFYING_INVOICE', 'AWAITING_INVOICE'] as const),
  ...(['COUNTERSIGNING', 'SENT', 'GENERATED', 'PAYMENT_REJECTED'] as const),
] satisfies SettlementBillStatus[];

export interface StateSharesProps {
  period: string;
  states: readonly CloseState[];
  total: { count: number; gross: CloseState['gross'] };
  note?: string;
}

/** The month's bills by state: a bar by amount over its legend. */
export function StateShares({ period, states, total, note }: StateSharesProps) {
  const t = useText();
  const format = useFormat();
  const shown = ORDER.flatMap((id) => states.find(({ status }) => status === id) ?? []);
  return (
    <Card
      title={t('ui.close.bills', { period, count: total.count })}
      note={t('ui.close.grossOf', { amount: format.money(total.gross) })}
      actions={note && <span className="note">{note}</span>}
    >
      <div className={styles.bar} aria-hidden="true">
        {shown.map(({ status, gross }) => (
          <i
            key={status}
            className={styles.part}
            data-state={status}
            style={{ flexGrow: Math.max(Number(gross.amount), 1) }}
          />
        ))}
      </div>
      <ul className={styles.legend}>
        {shown.map(({ status, billCount, gross }) => (
          <li key={status}>
            <i className={styles.mark} data-state={status} />
            {t('ui.close.stateCount', {
              state: t.enum('SettlementBillStatus', status),
              count: billCount,
            })}
            <strong className="num">{format.money(gross)}</strong>
          </li>
        ))}
      </ul>
    </Card>
  );
}
