import { type FragmentType, readFragment } from '../../../gql/fragment-masking.ts';
import { graphql } from '../../../gql/gql.ts';
import { sum } from '../../../lib/figures.ts';
import { CURRENCY, useFormat } from '../../../lib/format.ts';
import { useText } from '../../../lib/i18n.tsx';
import { CopyButton } from '../../../ui/actions/CopyButton.tsx';
import { DescriptionList } from '../../../ui/display/DescriptionList.tsx';
import { Card } from '../../../ui/layout/Card.tsx';

const Invoice = graphql(`
  fragment ListFacts_invoice on Invoice {
    id paymentRequestNumber
    bill { id period }
    list {
      position item productType lineCount vatRate
      gross { amount currency }
      net { amount currency }
      tax { amount currency }
    }
  }
`);

/** 开票清单: the lines that the partner enters on the invoice, one below the other, and their sums. */
export function ListFacts({ invoice }: { invoice: FragmentType<typeof Invoice> }) {
  const t = useText();
  const format = useFormat();
  const i = readFragment(Invoice, invoice);
  const sumOf = (of: 'net' | 'tax' | 'gross') => (
    <strong>
      {format.money({ amount: sum(i.list.map((line) => line[of].amount)), currency: CURRENCY })}
    </strong>
  );
  const total = (
    <Card key="total" title={t('ui.invoice.list.total')}>
      <DescriptionList
        variant="sum"
        items={(['net', 'tax', 'gross'] as const).map((id) => ({
          id,
          label: t(`ui.invoice.${id}`),
          value: sumOf(id),
        }))}
      />
    </Card>
  );
  const lines = i.list.map((line) => {
    const items = [
      {
        id: 'item',
        label: t('ui.invoice.list.item'),
        value: t('ui.invoice.list.name', {
          item: line.item,
          type: t.enum('ProductType', line.productType),
        }),
      },
      { id: 'period', label: t('ui.close.period'), value: i.bill.period },
      { id: 'net', label: t('ui.invoice.net'), value: format.money(line.net) },
      { id: 'rate', label: t('ui.invoice.vatRate'), value: format.percent(line.vatRate) },
      { id: 'tax', label: t('ui.invoice.tax'), value: format.money(line.tax) },
      {
        id: 'gross',
        label: t('ui.invoice.gross'),
        value: <strong>{format.money(line.gross)}</strong>,
      },
      { id: 'remark', label: t('ui.invoice.list.remark'), value: i.paymentRequestNumber },
    ];
    const text = [
      line.item,
      i.bill.period,
      line.net.amount,
      format.percent(line.vatRate),
      line.tax.amount,
      line.gross.amount,
      i.paymentRequestNumber,
    ].join('\t');
    return (
      <Card
        key={line.position}
        title={t('ui.invoice.list.title')}
        note={t('ui.invoice.list.lines', { count: line.lineCount })}
        actions={
          <CopyButton
            value={text}
            label={t('ui.invoicingData.copy', { what: t('ui.invoice.list.title') })}
            copiedLabel={t('ui.copied')}
          />
        }
      >
        <DescriptionList variant="sum" items={items} />
      </Card>
    );
  });
  return (
    <>
      {i.list.length > 1 && total}
      {lines}
    </>
  );
}
