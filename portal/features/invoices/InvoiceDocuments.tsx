import { useMemo } from 'react';
import { Attachments } from '../../domain/files/Attachments.tsx';
import { type FragmentType, readFragment } from '../../gql/fragment-masking.ts';
import { graphql } from '../../gql/gql.ts';
import type { InvoiceDocuments_InvoiceFragment } from '../../gql/graphql.ts';
import { type Format, useFormat } from '../../lib/format.ts';
import { type Text, useText } from '../../lib/i18n.tsx';
import { Badge } from '../../ui/display/Badge.tsx';
import { ExactTime } from '../../ui/display/ExactTime.tsx';
import { TwoLine } from '../../ui/display/TwoLine.tsx';
import { Card } from '../../ui/layout/Card.tsx';
import { DataTable } from '../../ui/table/DataTable.tsx';
import type { Column } from '../../ui/table/table.ts';

const Invoice = graphql(`
  fragment InvoiceDocuments_invoice on Invoice {
    id
    registrations {
      id position number kind issuedOn vatRate createdAt registeredByName returnedAt returnReason
      files(first: 10) { nodes { id ...Attachments_file } }
      redLetter { id number issuedOn gross { amount currency } }
      net { amount currency }
      tax { amount currency }
    }
  }
`);

type Row = InvoiceDocuments_InvoiceFragment['registrations'][number];

const columnsOf = (t: Text, format: Format): readonly Column<Row>[] => [
  {
    id: 'number',
    header: t('ui.invoice.number'),
    card: 'title',
    cell: (row) => <TwoLine note={t.enum('InvoiceKind', row.kind)}>{row.number}</TwoLine>,
  },
  { id: 'issuedOn', header: t('ui.invoice.issuedOn'), cell: (row) => format.date(row.issuedOn) },
  {
    id: 'rate',
    header: t('ui.invoice.vatRate'),
    align: 'end',
    cell: (row) => format.percent(row.vatRate),
  },
  { id: 'net', header: t('ui.invoice.net'), align: 'end', cell: (row) => format.money(row.net) },
  { id: 'tax', header: t('ui.invoice.tax'), align: 'end', cell: (row) => format.money(row.tax) },
  {
    id: 'by',
    header: t('ui.invoice.registered'),
    cell: (row) => <TwoLine note={row.registeredByName}>{format.dateTime(row.createdAt)}</TwoLine>,
  },
];

/** Registered documents of an invoice; returned ones show the reason. */
export function InvoiceDocuments({ invoice }: { invoice: FragmentType<typeof Invoice> }) {
  const t = useText();
  const format = useFormat();
  const { registrations } = readFragment(Invoice, invoice);
  const columns = useMemo(() => columnsOf(t, format), [t, format]);
  if (registrations.length === 0) return null;
  return (
    <Card flush title={t('ui.invoice.documents')}>
      <DataTable
        label={t('ui.invoice.documents')}
        columns={columns}
        rows={registrations.toSorted((a, b) => b.position - a.position)}
        rowId={(row) => row.id}
        below={(row) =>
          (row.returnedAt || row.files.nodes.length > 0) && (
            <div className="stack">
              {row.returnedAt && (
                <span className="row">
                  <ExactTime at={row.returnedAt} exact={format.dateTime(row.returnedAt)}>
                    <Badge tone="bad">{t.enum('InvoiceStatus', 'RETURNED')}</Badge>
                  </ExactTime>
                  <span className="note">{row.returnReason}</span>
                </span>
              )}
              {row.redLetter && (
                <span className="row">
                  <Badge tone="idle">{t('ui.invoice.redLetter')}</Badge>
                  <span className="note">
                    {row.redLetter.number} · {format.date(row.redLetter.issuedOn)} ·{' '}
                    {format.money(row.redLetter.gross)}
                  </span>
                </span>
              )}
              <Attachments files={row.files.nodes} />
            </div>
          )
        }
      />
    </Card>
  );
}
