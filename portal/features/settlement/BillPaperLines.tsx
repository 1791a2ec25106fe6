import { useState } from 'react';
import { flushSync } from 'react-dom';
import { useClient } from 'urql';
import { useFormat } from '../../lib/format.ts';
import { useText } from '../../lib/i18n.tsx';
import { toast } from '../../ui/feedback/Toast.tsx';
import styles from './Bill.module.css';
import { LinesQuery } from './BillLines.tsx';
import { conversion, type Row } from './bill-line-columns.tsx';

/** Prints the page with every line of the bill, which the screen shows in pages only. */
export function usePaperLines(id: string): { rows: readonly Row[]; print: () => Promise<void> } {
  const t = useText();
  const client = useClient();
  const [rows, setRows] = useState<readonly Row[]>([]);
  async function linesAfter(after: string | null): Promise<Row[] | null> {
    const { data } = await client
      .query(LinesQuery, { id, first: 100, after, filter: {} })
      .toPromise();
    const lines = data?.settlementBill?.lines;
    if (!lines) return null;
    const { hasNextPage, endCursor = null } = lines.pageInfo;
    const others = hasNextPage ? await linesAfter(endCursor) : [];
    return others && [...lines.nodes, ...others];
  }
  async function print() {
    const all = await linesAfter(null);
    if (!all) {
      toast.show({ tone: 'bad', title: t('ui.bill.print.failed') });
      return;
    }
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
