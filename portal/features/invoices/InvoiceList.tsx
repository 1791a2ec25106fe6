import Big from 'big.js';
import { useMemo } from 'react';
import { PaperLink } from '../../domain/files/PaperLink.tsx';
import { type FragmentType, readFragment } from '../../gql/fragment-masking.ts';
import { graphql } from '../../gql/gql.ts';
import type { InvoiceList_InvoiceFragment } from '../../gql/graphql.ts';
import { type Format, useFormat } from '../../lib/format.ts';
import { type Text, useText } from '../../lib/i18n.tsx';
import { CopyButton } from '../../ui/actions/CopyButton.tsx';
import { TwoLine } from '../../ui/display/TwoLine.tsx';
import { Card } from '../../ui/layout/Card.tsx';
import { DataTable } from '../../ui/table/DataTable.tsx';
import type { Column } from '../../ui/table/table.ts';

const Invoice = graphql(`
  fragment InvoiceList_invoice on Invoice {
    id paymentRequestNumber
    gross { amount currency }
    bill { id period }
    list {
      position item productType lineCount vatRate
      gross { amount currency }
      net { amount currency }
      tax { amount currency }
    }
  }
`);

type Line = InvoiceList_InvoiceFragment['list'][number];

const columnsOf = (
  { list, gross }: InvoiceList_InvoiceFragment,
  t: Text,
  format: Format,
): readonly Column<Line>[] => {
  const sum = (of: 'net' | 'tax') =>
    format.money({
      ...gross,
      amount: list.reduce((all, line) => all.plus(line[of].amount), new Big(0)).toFixed(2),
    });
  return [
    {
      id: 'item',
      header: t('ui.invoice.list.item'),
      card: 'title',
      cell: (line) => (
        <TwoLine note={t('ui.invoice.list.lines', { count: line.lineCount })}>
          {t('ui.invoice.list.name', {
            item: line.item,
            type: t.enum('ProductType', line.productType),
          })}
        </TwoLine>
      ),
      footer: t('ui.invoice.list.total'),
    },
    {
      id: 'rate',
      header: t('ui.invoice.vatRate'),
      align: 'end',
      cell: (line) => format.percent(line.vatRate),
    },
    {
      id: 'net',
      header: t('ui.invoice.net'),
      align: 'end',
      cell: (line) => format.money(line.net),
      footer: sum('net'),
    },
    {
      id: 'tax',
      header: t('ui.invoice.tax'),
      align: 'end',
      cell: (line) => format.money(line.tax),
      footer: sum('tax'),
    },
    {
      id: 'gross',
      header: t('ui.invoice.gross'),
      align: 'end',
      cell: (line) => format.money(line.gross),
      footer: <strong>{format.money(gross)}</strong>,
    },
  ];
};

/** The lines that the partner enters on its invoice; their sums are those of the bill. */
export function InvoiceList({ invoice }: { invoice: FragmentType<typeof Invoice> }) {
  const t = useText();
  const format = useFormat();
  const i = readFragment(Invoice, invoice);
  const columns = useMemo(() => columnsOf(i, t, format), [i, t, format]);
  const text = i.list
    .map(({ item, productType, vatRate, net, tax, gross }) =>
      [
        item,
        t.enum('ProductType', productType),
        i.bill.period,
        net.amount,
        format.percent(vatRate),
        tax.amount,
        gross.amount,
      ].join('\t'),
    )
    .join('\n');
  return (
    <Card
      flush
      title={t('ui.invoice.list.title')}
      note={t('ui.invoice.list.note', { request: i.paymentRequestNumber })}
      actions={
        <>
          <PaperLink paper="list" id={i.id}>
            {t('ui.invoice.list.pdf')}
          </PaperLink>
          <PaperLink paper="cover" id={i.id}>
            {t('ui.invoice.list.cover')}
          </PaperLink>
          <CopyButton
            value={text}
            label={t('ui.invoicingData.copy', { what: t('ui.invoice.list.title') })}
            copiedLabel={t('ui.copied')}
          />
        </>
      }
    >
      <DataTable
        label={t('ui.invoice.list.title')}
        columns={columns}
        rows={i.list}
        rowId={(line) => String(line.position)}
      />
    </Card>
  );
}
