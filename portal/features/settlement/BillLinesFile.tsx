import { Download } from 'lucide-react';
import { loadPart } from '../../lib/connection.ts';
import { useFormat } from '../../lib/format.ts';
import { useText } from '../../lib/i18n.tsx';
import { Button } from '../../ui/actions/Button.tsx';
import { useAllLines } from './useAllLines.ts';

export interface BillLinesFileProps {
  id: string;
  /** Name of the file. */
  name: string;
}

/** Writes every line of a bill to a CSV file. */
export function BillLinesFile({ id, name }: BillLinesFileProps) {
  const t = useText();
  const format = useFormat();
  const linesOf = useAllLines(id);
  async function save() {
    const rows = await linesOf();
    if (!rows) return;
    const inYuan = (header: string) => t('ui.list.inYuan', { header });
    const head = [
      t('ui.customer'),
      t('ui.order'),
      t('ui.product'),
      t('ui.bill.lineKind'),
      t('ui.close.period'),
      t('ui.bill.fact.formula'),
      inYuan(t('ui.order.cash')),
      t('ui.product.share'),
      t('ui.derivation.input.productVatRate'),
      t('ui.derivation.input.serviceVatRate'),
      inYuan(t('ui.bill.settlement')),
    ];
    const body = rows.map((row) => [
      row.orderLine.order.customerName,
      row.orderLine.orderNumber,
      row.orderLine.productName,
      t.enum('SettlementBillLineKind', row.kind),
      row.month,
      t.enum('ShareStrategy', row.strategy),
      row.cash.amount,
      format.percent(row.shareRatio),
      format.percent(row.productVatRate),
      format.percent(row.serviceVatRate),
      row.settlement.amount,
    ]);
    const { csvOf, saveFile } = await loadPart(() => import('../../lib/csv.ts'));
    saveFile(`${name}.csv`, csvOf([head, ...body]));
  }
  return (
    <Button variant="ghost" icon={Download} onPress={save} data-noprint>
      {t('ui.bill.exportLines')}
    </Button>
  );
}
