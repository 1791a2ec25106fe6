import { useMemo } from 'react';
import type { PerformanceQuery } from '../../../gql/graphql.ts';
import { growth, partOf, ZERO } from '../../../lib/figures.ts';
import { CURRENCY, useFormat } from '../../../lib/format.ts';
import { useText } from '../../../lib/i18n.tsx';
import { sideOf, useSession } from '../../../lib/session.ts';
import { Segmented } from '../../../ui/fields/Segmented.tsx';
import { Card } from '../../../ui/layout/Card.tsx';
import { DataTable } from '../../../ui/table/DataTable.tsx';
import type { Column } from '../../../ui/table/table.ts';
import { Details } from './Details.tsx';
import { GROUPS, type GroupBy } from './groups.ts';
import type { Span } from './spans.ts';

const FIELD = { PRODUCT: 'product', CUSTOMER: 'customer', PARTNER: 'partner' } as const;
const FILTER = { PRODUCT: 'productId', CUSTOMER: 'customerId', PARTNER: 'partnerId' } as const;

type Row = PerformanceQuery['groups']['rows'][number];

interface Props {
  data: PerformanceQuery;
  month: string;
  span: Span;
  by: GroupBy;
  onBy: (by: GroupBy) => void;
  total: string;
}

/** The month's performance by product, customer or partner. */
export function Groups({ data, month, span, by, onBy, total }: Props) {
  const t = useText();
  const format = useFormat();
  const side = sideOf(useSession());
  const field = FIELD[by];
  const columns = useMemo((): readonly Column<Row>[] => {
    const before = new Map(
      data.groupsBefore.rows.map((row) => [row[field]?.id, row.performance.amount]),
    );
    const percent = (rate: string | null) =>
      rate === null ? t('ui.none') : format.percent(rate, 1);
    return [
      {
        id: 'name',
        header: t.enum('SalesReportDimension', by),
        card: 'title',
        cell: (row) => row[field]?.name ?? t('ui.performance.hidden'),
      },
      {
        id: 'performance',
        header: t('ui.nav.performance'),
        align: 'end',
        card: 'value',
        whole: true,
        cell: (row) => <strong>{format.money(row.performance)}</strong>,
        footer: format.money({ amount: total, currency: CURRENCY }),
      },
      {
        id: 'part',
        header: t('ui.performance.part'),
        align: 'end',
        cell: (row) => percent(partOf(row.performance.amount, total)),
      },
      {
        id: 'before',
        header: t('ui.performance.row.before'),
        align: 'end',
        hideBelow: 720,
        whole: true,
        cell: (row) => format.amount(before.get(row[field]?.id) ?? ZERO),
      },
      {
        id: 'growth',
        header: t('ui.performance.row.growth'),
        align: 'end',
        hideBelow: 720,
        cell: (row) => percent(growth(row.performance.amount, before.get(row[field]?.id) ?? ZERO)),
      },
      {
        id: 'lines',
        header: t('ui.performance.lines'),
        align: 'end',
        cell: (row) => {
          const count = row.saleCount + row.refundCount;
          const id = row[field]?.id;
          const text = t('ui.performance.openLines', { count });
          return id ? (
            <Details span={span} performance={['COUNTED']} {...{ [FILTER[by]]: id }}>
              {text}
            </Details>
          ) : (
            text
          );
        },
      },
    ];
  }, [data, field, by, span, total, t, format]);
  return (
    <Card
      flush
      title={t('ui.performance.groups', { month })}
      note={data.groups.isComplete ? undefined : t('ui.performance.largest')}
      actions={
        <Segmented
          label={t('ui.performance.by')}
          value={by}
          onChange={(id) => onBy(id as GroupBy)}
          options={GROUPS.filter((id) => id !== 'PARTNER' || side === 'OPERATOR').map((id) => ({
            id,
            label: t.enum('SalesReportDimension', id),
          }))}
        />
      }
    >
      <DataTable
        label={t('ui.performance.groups', { month })}
        columns={columns}
        rows={data.groups.rows}
        rowId={(row) => row[field]?.id ?? 'none'}
        empty={<p className="note">{t('ui.performance.empty')}</p>}
      />
    </Card>
  );
}
