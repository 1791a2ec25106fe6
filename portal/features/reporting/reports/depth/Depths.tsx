import { useMemo } from 'react';
import type { DepthReportQuery, ExclusiveDiscountDepth } from '../../../../gql/graphql.ts';
import { partOf, ZERO } from '../../../../lib/figures.ts';
import { useFormat } from '../../../../lib/format.ts';
import { useText } from '../../../../lib/i18n.tsx';
import { Card } from '../../../../ui/layout/Card.tsx';
import { DataTable } from '../../../../ui/table/DataTable.tsx';
import type { Column } from '../../../../ui/table/table.ts';
import { Figure } from '../Figure.tsx';
import { Part } from '../Part.tsx';
import { discountsOf, SAVINGS } from './drill.ts';

const DEPTHS: readonly ExclusiveDiscountDepth[] = [
  'UP_TO_5',
  'UP_TO_10',
  'UP_TO_20',
  'UP_TO_30',
  'OVER_30',
];

interface Props {
  data: DepthReportQuery;
  all: Readonly<Record<string, string>>;
  total: number;
}

/** How many discounts are how deep. */
export function Depths({ data, all, total }: Props) {
  const t = useText();
  const format = useFormat();
  const columns = useMemo((): readonly Column<ExclusiveDiscountDepth>[] => {
    const rows = new Map(data.depths.rows.map((row) => [row.depth, row]));
    return [
      {
        id: 'depth',
        header: t('ui.report.depthBand'),
        card: 'title',
        cell: (depth) => t.enum('ExclusiveDiscountDepth', depth),
      },
      {
        id: 'count',
        header: t('ui.report.discounts'),
        align: 'end',
        card: 'value',
        cell: (depth) => {
          const value = rows.get(depth)?.discountCount ?? 0;
          return (
            <Figure drill={discountsOf({ ...all, depth })} value={value}>
              {format.number(value)}
            </Figure>
          );
        },
      },
      {
        id: 'part',
        header: t('ui.performance.part'),
        align: 'end',
        cell: (depth) => {
          const part = partOf(String(rows.get(depth)?.discountCount ?? 0), String(total));
          return <Part of={part}>{part === null ? t('ui.none') : format.percent(part, 1)}</Part>;
        },
      },
      {
        id: 'savings',
        header: t('ui.report.savings'),
        align: 'end',
        whole: true,
        cell: (depth) => {
          const amount = rows.get(depth)?.savings.amount ?? ZERO;
          return (
            <Figure drill={discountsOf({ ...all, depth })} value={amount} sums={t(SAVINGS)}>
              {format.amount(amount)}
            </Figure>
          );
        },
      },
    ];
  }, [data, all, total, t, format]);
  return (
    <Card flush title={t('ui.report.depths')}>
      <DataTable
        label={t('ui.report.depths')}
        columns={columns}
        rows={DEPTHS}
        rowId={(depth) => depth}
      />
    </Card>
  );
}
