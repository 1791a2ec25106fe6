import { useCallback, useMemo } from 'react';
import type { PerformanceQuery, ProductType } from '../../../gql/graphql.ts';
import { growth, partOf } from '../../../lib/figures.ts';
import { CURRENCY, useFormat } from '../../../lib/format.ts';
import { useText } from '../../../lib/i18n.tsx';
import { sideOf, useSession } from '../../../lib/session.ts';
import { Segmented } from '../../../ui/fields/Segmented.tsx';
import { Card } from '../../../ui/layout/Card.tsx';
import { DataTable } from '../../../ui/table/DataTable.tsx';
import type { Column } from '../../../ui/table/table.ts';
import { FileButton } from '../reports/FileButton.tsx';
import { Details } from './Details.tsx';
import { type GroupRow, groupRows } from './group-rows.ts';
import { GROUPS, type GroupBy } from './groups.ts';
import type { Span } from './spans.ts';

const FILTER = {
  PRODUCT: 'productId',
  PRODUCT_TYPE: 'productType',
  CUSTOMER: 'customerId',
  PARTNER: 'partnerId',
} as const;

interface Props {
  data: PerformanceQuery;
  month: string;
  span: Span;
  by: GroupBy;
  /** Grouping of the data. */
  groupedBy: GroupBy;
  onBy: (by: GroupBy) => void;
  total: string;
}

/** The month's performance by product, customer or partner. */
export function Groups({ data, month, span, by: chosen, groupedBy: by, onBy, total }: Props) {
  const t = useText();
  const format = useFormat();
  const side = sideOf(useSession());
  const rows = useMemo(() => groupRows(data, by), [data, by]);
  const nameOf = useCallback(
    ({ id, name }: GroupRow): string =>
      by === 'PRODUCT_TYPE' && id
        ? t.enum('ProductType', id as ProductType)
        : (name ?? t('ui.performance.hidden')),
    [by, t],
  );
  const hasTargets = rows.some(({ target }) => target !== null);
  const columns = useMemo((): readonly Column<GroupRow>[] => {
    const percent = (rate: string | null) =>
      rate === null ? t('ui.none') : format.percent(rate, 1);
    return [
      {
        id: 'name',
        header: t.enum('SalesReportDimension', by),
        card: 'title',
        cell: nameOf,
        footer: t('ui.report.total'),
      },
      {
        id: 'performance',
        header: t('ui.nav.performance'),
        align: 'end',
        card: 'value',
        whole: true,
        cell: (row) => (
          <strong>{format.money({ amount: row.performance, currency: CURRENCY })}</strong>
        ),
        footer: format.money({ amount: total, currency: CURRENCY }),
      },
      ...(hasTargets
        ? ([
            {
              id: 'target',
              header: t('ui.performance.row.target'),
              align: 'end',
              whole: true,
              cell: ({ target }) => (target === null ? t('ui.none') : format.amount(target)),
            },
            {
              id: 'reached',
              header: t('ui.performance.row.reached'),
              align: 'end',
              cell: (row) => percent(partOf(row.performance, row.target)),
            },
          ] satisfies Column<GroupRow>[])
        : []),
      {
        id: 'part',
        header: t('ui.performance.part'),
        align: 'end',
        cell: (row) => percent(partOf(row.performance, total)),
      },
      {
        id: 'before',
        header: t('ui.performance.row.before'),
        align: 'end',
        hideBelow: 720,
        whole: true,
        cell: (row) => format.amount(row.before),
      },
      {
        id: 'growth',
        header: t('ui.performance.row.growth'),
        align: 'end',
        hideBelow: 720,
        cell: (row) => format.change(growth(row.performance, row.before)),
      },
      {
        id: 'lines',
        header: t('ui.performance.lines'),
        align: 'end',
        cell: ({ id, lineCount: count }) => {
          const text = t('ui.performance.openLines', { count });
          return id && count > 0 ? (
            <Details span={span} performance={['COUNTED']} {...{ [FILTER[by]]: id }}>
              {text}
            </Details>
          ) : (
            text
          );
        },
      },
    ];
  }, [by, nameOf, hasTargets, span, total, t, format]);
  const file = () => [
    [
      t.enum('SalesReportDimension', by),
      t('ui.nav.performance'),
      t('ui.performance.row.before'),
      ...(hasTargets ? [t('ui.performance.row.target')] : []),
      t('ui.performance.lines'),
    ],
    ...rows.map((row) => [
      nameOf(row),
      row.performance,
      row.before,
      ...(hasTargets ? [row.target ?? ''] : []),
      row.lineCount,
    ]),
  ];
  const isComplete = data.groups.isComplete && !data.goals?.pageInfo.hasNextPage;
  return (
    <Card
      flush
      title={t('ui.performance.groups', { month })}
      note={isComplete ? undefined : t('ui.performance.largest')}
      actions={
        <>
          <Segmented
            label={t('ui.performance.by')}
            value={chosen}
            onChange={(id) => onBy(id as GroupBy)}
            options={GROUPS.filter((id) => id !== 'PARTNER' || side === 'OPERATOR').map((id) => ({
              id,
              label: t.enum('SalesReportDimension', id),
            }))}
          />
          <FileButton name={`${t('ui.nav.performance')} ${month}`} rows={file} />
        </>
      }
    >
      <DataTable
        label={t('ui.performance.groups', { month })}
        columns={columns}
        rows={rows}
        rowId={({ key }) => key}
        empty={t('ui.performance.empty')}
      />
    </Card>
  );
}
