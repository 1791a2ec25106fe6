import { useState } from 'react';
import { flushSync } from 'react-dom';
import { useFormat } from '../../lib/format.ts';
import { useText } from '../../lib/i18n.tsx';
import styles from './Bill.module.css';
import { conversion, type Row } from './bill-line-columns.tsx';
import { useAllLines } from './useAllLines.ts';

/** Prints the page with every line of the bill, which the screen shows in pages only. */
export function usePaperLines(id: string): { rows: readonly Row[]; print: () => Promise<void> } {
  const linesOf = useAllLines(id);
  const [rows, setRows] = useState<readonly Row[]>([]);
  async function print() {
    const all = await linesOf();
    if (!all) return;
    flushSync(() => setRows(all));
    window.print();
    setRows([]);
  }
  return { rows, print };
}

/** On paper only: all lines with their formulas. */
export function BillPaperLines({ rows }: { rows: readonly Row[] }) {
  const t = useText();
  const format = useFormat();
  return (
    <table data-print className={styles.paper}>
      <thead>
        <tr>
          <th>#</th>
          <th>{t('ui.bill.customerOrder')}</th>
          <th>{t('ui.bill.productStrategy')}</th>
          <th>{t('ui.order.cash')}</th>
          <th>{t('ui.product.share')}</th>
          <th>{t('ui.bill.conversion')}</th>
          <th>{t('ui.bill.settlement')}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row, i) => (
          <tr key={row.id}>
            <td>{i + 1}</td>
            <td>
              {row.orderLine.order.customerName}
              <small>{row.orderLine.orderNumber}</small>
            </td>
            <td>
              {row.orderLine.productName}
              <small>
                {t.enum('SettlementBillLineKind', row.kind)} ·{' '}
                {t.enum('ShareStrategy', row.strategy)}
              </small>
            </td>
            <td>{format.amount(row.cash.amount)}</td>
            <td>{format.percent(row.shareRatio)}</td>
            <td>{conversion(row, t, format)}</td>
            <td>{format.amount(row.settlement.amount)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
