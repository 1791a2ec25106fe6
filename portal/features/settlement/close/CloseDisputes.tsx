import { useMemo } from 'react';
import { DeadlineBadge } from '../../../domain/DeadlineBadge.tsx';
import { type FragmentType, readFragment } from '../../../gql/fragment-masking.ts';
import { graphql } from '../../../gql/gql.ts';
import type { CloseDisputes_DisputeFragment } from '../../../gql/graphql.ts';
import { type Format, useFormat } from '../../../lib/format.ts';
import { type Text, useText } from '../../../lib/i18n.tsx';
import { RouteButton } from '../../../shell/links.ts';
import { TwoLine } from '../../../ui/display/TwoLine.tsx';
import { Card } from '../../../ui/layout/Card.tsx';
import { DataTable } from '../../../ui/table/DataTable.tsx';
import type { Column } from '../../../ui/table/table.ts';

const Dispute = graphql(`
  fragment CloseDisputes_dispute on LineDispute {
    id number billNumber orderNumber productName reason decideBy isDecideByProvisional
    lineAmount { amount currency }
    bill { id }
    partner { id name }
  }
`);
type Row = CloseDisputes_DisputeFragment;

const columnsOf = (t: Text, format: Format): readonly Column<Row>[] => [
  {
    id: 'partner',
    header: t('ui.close.partnerAndBill'),
    card: 'title',
    cell: (row) => <TwoLine note={row.billNumber}>{row.partner.name}</TwoLine>,
  },
  {
    id: 'order',
    header: t('ui.order'),
    hideBelow: 720,
    cell: (row) => <TwoLine note={row.productName}>{row.orderNumber}</TwoLine>,
  },
  {
    id: 'reason',
    header: t('ui.reason'),
    cell: (row) => (
      <TwoLine note={row.reason}>
        <DeadlineBadge
          deadline={{ dueAt: row.decideBy, isProvisional: row.isDecideByProvisional }}
        />
      </TwoLine>
    ),
  },
  {
    id: 'amount',
    header: t('ui.bill.settlement'),
    align: 'end',
    whole: true,
    card: 'value',
    cell: (row) => format.money(row.lineAmount),
  },
  {
    id: 'actions',
    header: t('ui.actions'),
    align: 'end',
    whole: true,
    cell: (row) => (
      <RouteButton size="sm" variant="primary" to="/bills/$id" params={{ id: row.bill.id }}>
        {t('ui.close.decide')}
      </RouteButton>
    ),
  },
];

/** Open disputes of the month's bills, the most urgent first; each is decided on its bill. */
export function CloseDisputes({ disputes }: { disputes: readonly FragmentType<typeof Dispute>[] }) {
  const t = useText();
  const format = useFormat();
  const columns = useMemo(() => columnsOf(t, format), [t, format]);
  const rows = disputes
    .map((one) => readFragment(Dispute, one))
    .toSorted((a, b) => Date.parse(a.decideBy) - Date.parse(b.decideBy));
  return (
    <Card flush title={t('ui.close.step.dispute')} note={t('ui.close.lead.dispute')}>
      <DataTable
        label={t('ui.close.step.dispute')}
        columns={columns}
        rows={rows}
        rowId={(row) => row.id}
        empty={t('ui.close.nothingWaits')}
      />
    </Card>
  );
}
