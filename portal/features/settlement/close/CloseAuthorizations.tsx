import { useMemo } from 'react';
import { DeadlineBadge } from '../../../domain/DeadlineBadge.tsx';
import { StateBadge } from '../../../domain/StateBadge.tsx';
import { type FragmentType, readFragment } from '../../../gql/fragment-masking.ts';
import { graphql } from '../../../gql/gql.ts';
import type { CloseAuthorizations_AuthorizationFragment } from '../../../gql/graphql.ts';
import { type Format, useFormat } from '../../../lib/format.ts';
import { type Text, useText } from '../../../lib/i18n.tsx';
import { RouteLink } from '../../../shell/links.ts';
import { TwoLine } from '../../../ui/display/TwoLine.tsx';
import { Card } from '../../../ui/layout/Card.tsx';
import { DataTable } from '../../../ui/table/DataTable.tsx';
import type { Column } from '../../../ui/table/table.ts';
import { AuthorizationActions } from '../authorizations/AuthorizationActions.tsx';

const Authorization = graphql(`
  fragment CloseAuthorizations_authorization on PaymentAuthorization {
    id status partnerName orderNumber productName dueAt isDueProvisional refusalReason
    amount { amount currency }
    seller { id name }
    bill { id number }
    ...AuthorizationActions_authorization
  }
`);
type Row = CloseAuthorizations_AuthorizationFragment;

const columnsOf = (t: Text, format: Format): readonly Column<Row>[] => [
  {
    id: 'seller',
    header: t('ui.seller'),
    card: 'title',
    cell: (row) => <TwoLine note={row.productName}>{row.seller.name}</TwoLine>,
  },
  {
    id: 'bill',
    header: t('ui.close.partnerAndBill'),
    hideBelow: 720,
    cell: (row) => (
      <TwoLine
        note={
          row.bill && (
            <RouteLink to="/bills/$id" params={{ id: row.bill.id }}>
              {row.bill.number}
            </RouteLink>
          )
        }
      >
        {row.partnerName}
      </TwoLine>
    ),
  },
  {
    id: 'state',
    header: t('ui.status'),
    card: 'badge',
    cell: (row) => (
      <TwoLine note={row.refusalReason}>
        <span className="row">
          <StateBadge type="PaymentAuthorizationStatus" value={row.status} />
          {row.dueAt && (
            <DeadlineBadge deadline={{ dueAt: row.dueAt, isProvisional: row.isDueProvisional }} />
          )}
        </span>
      </TwoLine>
    ),
  },
  {
    id: 'amount',
    header: t('ui.bill.gross'),
    align: 'end',
    whole: true,
    card: 'value',
    cell: (row) => format.money(row.amount),
  },
  {
    id: 'actions',
    header: t('ui.actions'),
    align: 'end',
    whole: true,
    cell: (row) => (
      <span className="row">
        <AuthorizationActions authorization={row} size="sm" />
      </span>
    ),
  },
];

export interface CloseAuthorizationsProps {
  authorizations: readonly FragmentType<typeof Authorization>[];
}

/** Lines that their seller has not authorized: the refused ones, then those that wait longest. */
export function CloseAuthorizations({ authorizations }: CloseAuthorizationsProps) {
  const t = useText();
  const format = useFormat();
  const columns = useMemo(() => columnsOf(t, format), [t, format]);
  const rows = authorizations.map((one) => readFragment(Authorization, one));
  const refused = rows.filter(({ status }) => status === 'REFUSED');
  const waiting = rows.filter(({ status }) => status !== 'REFUSED');
  return (
    <Card
      flush
      title={t('ui.close.step.authorize')}
      note={t('ui.close.lead.authorize')}
      actions={<RouteLink to="/payment-queue">{t('ui.nav.paymentQueue')}</RouteLink>}
    >
      <DataTable
        label={t('ui.close.step.authorize')}
        columns={columns}
        rows={[...refused, ...waiting]}
        rowId={(row) => row.id}
        empty={t('ui.close.nothingWaits')}
      />
    </Card>
  );
}
