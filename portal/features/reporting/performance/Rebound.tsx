import { useMemo } from 'react';
import type { PerformanceQuery } from '../../../gql/graphql.ts';
import { useFormat } from '../../../lib/format.ts';
import { useText } from '../../../lib/i18n.tsx';
import { sideOf, useSession } from '../../../lib/session.ts';
import { RouteLink } from '../../../shell/links.ts';
import { Card } from '../../../ui/layout/Card.tsx';
import { DataTable } from '../../../ui/table/DataTable.tsx';
import type { Column } from '../../../ui/table/table.ts';
import { Details } from './Details.tsx';

type Bindings = PerformanceQuery['rebound'];
type Row = Bindings['nodes'][number];

/** Customers that came from another partner: from, to, dates and the cash that is left out (业绩转移). */
export function Rebound({ bindings }: { bindings: Bindings }) {
  const t = useText();
  const format = useFormat();
  const side = sideOf(useSession());
  const columns = useMemo(
    (): readonly Column<Row>[] => [
      {
        id: 'customer',
        header: t('ui.customer'),
        card: 'title',
        cell: (row) =>
          row.customer && (
            <RouteLink to="/customers/$id" params={{ id: row.customer.id }}>
              {row.customer.name}
            </RouteLink>
          ),
      },
      {
        id: 'from',
        header: t('ui.performance.rebound.from'),
        cell: (row) => row.formerPartner?.name ?? t('ui.performance.rebound.other'),
      },
      ...(side === 'OPERATOR'
        ? [
            {
              id: 'to',
              header: t('ui.performance.rebound.to'),
              cell: (row: Row) => row.partner?.name,
            },
          ]
        : []),
      {
        id: 'boundAt',
        header: t('ui.performance.rebound.boundAt'),
        whole: true,
        cell: (row) => row.boundAt && format.date(row.boundAt),
      },
      {
        id: 'counts',
        header: t('ui.binding.fact.performanceFrom'),
        whole: true,
        cell: (row) => row.performanceFrom && format.date(row.performanceFrom),
      },
      {
        id: 'leftOut',
        header: t('ui.performance.rebound.leftOut'),
        align: 'end',
        card: 'value',
        whole: true,
        cell: (row) =>
          row.leftOut &&
          row.customer && (
            <Details
              performance={['REBOUND']}
              amount={row.leftOut.amount}
              customerId={row.customer.id}
              partnerId={side === 'OPERATOR' ? row.partner?.id : undefined}
            >
              {format.money(row.leftOut)}
            </Details>
          ),
      },
    ],
    [side, t, format],
  );
  if (bindings.nodes.length === 0) return null;
  return (
    <Card flush title={t('ui.performance.rebound.title')} note={t('ui.performance.rebound.note')}>
      <DataTable
        label={t('ui.performance.rebound.title')}
        columns={columns}
        rows={bindings.nodes}
        rowId={(row) => row.id}
      />
    </Card>
  );
}
