import { useMemo } from 'react';
import { DeadlineBadge } from '../../../domain/DeadlineBadge.tsx';
import { StateBadge } from '../../../domain/StateBadge.tsx';
import { type FragmentType, readFragment } from '../../../gql/fragment-masking.ts';
import { graphql } from '../../../gql/gql.ts';
import type { CloseBills_BillFragment } from '../../../gql/graphql.ts';
import { type Format, useFormat } from '../../../lib/format.ts';
import { type Text, useText } from '../../../lib/i18n.tsx';
import { RouteButton, RouteLink } from '../../../shell/links.ts';
import { TwoLine } from '../../../ui/display/TwoLine.tsx';
import { Card } from '../../../ui/layout/Card.tsx';
import { DataTable } from '../../../ui/table/DataTable.tsx';
import type { Column } from '../../../ui/table/table.ts';
import { BillActions } from '../actions/BillActions.tsx';
import type { WAITING } from './close-states.ts';

const Bill = graphql(`
  fragment CloseBills_bill on SettlementBill {
    id number period status lineCount seal dueAt isDueProvisional rejectionReason
    gross { amount currency }
    partner { id name }
    signatures { id signedByName createdAt }
    invoice { id number status dueAt overdueSince }
    ...BillActions_bill
  }
`);
type Row = CloseBills_BillFragment;

/** View of the list of bills with the bills of each step. */
const VIEW = {
  send: 'toConfirm',
  countersign: 'toCountersign',
  invoice: 'toInvoice',
  pay: 'paying',
} as const;

/** Characters of a seal that tell two bills apart on screen; the dialog shows all of it. */
const SHORT_SEAL = 8;

/** Note of a bill: its first signature, the number of its invoice, or the reason of a rejection. */
function noteOf(row: Row, t: Text, format: Format) {
  const [first] = row.signatures;
  if (row.status === 'COUNTERSIGNING')
    return first
      ? t('ui.close.signedBy', {
          name: first.signedByName,
          time: format.dateTime(first.createdAt),
        })
      : t('ui.close.unsigned');
  if (row.status === 'PAYMENT_REJECTED') return row.rejectionReason;
  return row.invoice?.number ?? null;
}

const dueOf = ({ status, dueAt, isDueProvisional, invoice }: Row) =>
  status === 'AWAITING_INVOICE'
    ? invoice && { dueAt: invoice.dueAt }
    : dueAt && { dueAt, isProvisional: isDueProvisional };

const columnsOf = (t: Text, format: Format): readonly Column<Row>[] => [
  {
    id: 'partner',
    header: t('ui.close.partnerAndBill'),
    card: 'title',
    cell: (row) => (
      <TwoLine
        note={
          <RouteLink to="/bills/$id" params={{ id: row.id }}>
            {row.number}
          </RouteLink>
        }
      >
        {row.partner.name}
      </TwoLine>
    ),
  },
  {
    id: 'lines',
    header: t('ui.bill.lineCount'),
    align: 'end',
    hideBelow: 840,
    cell: (row) => format.number(row.lineCount),
  },
  {
    id: 'seal',
    header: t('ui.bill.seal'),
    hideBelow: 960,
    cell: (row) => (
      <code className="mono" title={row.seal}>
        {row.seal.slice(0, SHORT_SEAL)}
      </code>
    ),
  },
  {
    id: 'state',
    header: t('ui.status'),
    card: 'badge',
    cell: (row) => {
      const due = dueOf(row);
      return (
        <TwoLine note={noteOf(row, t, format)}>
          <span className="row">
            <StateBadge type="SettlementBillStatus" value={row.status} />
            {due && <DeadlineBadge deadline={due} />}
          </span>
        </TwoLine>
      );
    },
  },
  {
    id: 'gross',
    header: t('ui.bill.gross'),
    align: 'end',
    whole: true,
    card: 'value',
    cell: (row) => format.money(row.gross),
  },
  {
    id: 'actions',
    header: t('ui.actions'),
    align: 'end',
    whole: true,
    cell: (row) => (
      <span className="row">
        {row.invoice && row.status === 'VERIFYING_INVOICE' && (
          <RouteButton size="sm" to="/invoices/$id" params={{ id: row.invoice.id }}>
            {t('ui.bill.verifyInvoice')}
          </RouteButton>
        )}
        <BillActions bill={row} size="sm" />
      </span>
    ),
  },
];

const dueTime = (row: Row): number => {
  const due = dueOf(row);
  return due ? Date.parse(due.dueAt) : Number.POSITIVE_INFINITY;
};

export interface CloseBillsProps {
  step: keyof typeof WAITING;
  bills: readonly FragmentType<typeof Bill>[];
}

/** The bills that wait for one step, the most urgent first, each with its buttons. */
export function CloseBills({ step, bills }: CloseBillsProps) {
  const t = useText();
  const format = useFormat();
  const columns = useMemo(() => columnsOf(t, format), [t, format]);
  const rows = bills
    .map((bill) => readFragment(Bill, bill))
    .toSorted((a, b) => dueTime(a) - dueTime(b));
  return (
    <Card
      flush
      title={t(`ui.close.step.${step}`)}
      note={t(`ui.close.lead.${step}`)}
      actions={
        <RouteLink to="/bills" search={{ view: VIEW[step] }}>
          {t('ui.close.inList')}
        </RouteLink>
      }
    >
      <DataTable
        label={t(`ui.close.step.${step}`)}
        columns={columns}
        rows={rows}
        rowId={(row) => row.id}
        empty={t('ui.close.nothingWaits')}
      />
    </Card>
  );
}
