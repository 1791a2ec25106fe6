import { type FragmentType, readFragment } from '../../gql/fragment-masking.ts';
import { graphql } from '../../gql/gql.ts';
import { useFormat } from '../../lib/format.ts';
import { useText } from '../../lib/i18n.tsx';
import { Card } from '../../ui/layout/Card.tsx';
import styles from './BillSums.module.css';

const Bill = graphql(`
  fragment BillSums_bill on SettlementBill {
    id lineCount serviceVatRate
    gross { amount currency }
    net { amount currency }
    tax { amount currency }
    carriedIn { amount currency }
  }
`);

export function BillSums({ bill }: { bill: FragmentType<typeof Bill> }) {
  const t = useText();
  const format = useFormat();
  const b = readFragment(Bill, bill);
  const parts = [
    {
      id: 'gross',
      value: b.gross,
      note:
        Number(b.carriedIn.amount) === 0
          ? t('ui.bill.sumOf', { count: b.lineCount })
          : t('ui.bill.sumWithCarried', {
              count: b.lineCount,
              carried: format.money(b.carriedIn),
            }),
    },
    { id: 'net', sign: '=', value: b.net, note: t('ui.bill.onInvoice') },
    {
      id: 'tax',
      sign: '+',
      value: b.tax,
      note: t('ui.bill.rate', { rate: format.percent(b.serviceVatRate) }),
    },
  ] as const;
  return (
    <Card>
      <dl className={styles.sums}>
        {parts.map((part) => (
          <div key={part.id} className={styles.part}>
            {'sign' in part && (
              <span className={styles.sign} aria-hidden="true">
                {part.sign}
              </span>
            )}
            <dt className="note">{t(`ui.bill.fact.${part.id}`)}</dt>
            <dd className={styles.value}>{format.money(part.value)}</dd>
            <dd className="note">{part.note}</dd>
          </div>
        ))}
      </dl>
    </Card>
  );
}
