import { useMemo } from 'react';
import type { DepthReportQuery } from '../../../../gql/graphql.ts';
import { partOf } from '../../../../lib/figures.ts';
import { useFormat } from '../../../../lib/format.ts';
import { useText } from '../../../../lib/i18n.tsx';
import { Card } from '../../../../ui/layout/Card.tsx';
import { DataTable } from '../../../../ui/table/DataTable.tsx';
import type { Column } from '../../../../ui/table/table.ts';
import type { ReportProps } from '../define.ts';
import { Figure } from '../Figure.tsx';
import { FileButton } from '../FileButton.tsx';
import { GroupSwitch } from '../GroupSwitch.tsx';
import { discountsOf, SAVINGS } from './drill.ts';

type Row = DepthReportQuery['groups']['rows'][number];

const FIELD = { PRODUCT: 'product', CUSTOMER: 'customer', PARTNER: 'partner' } as const;
const FILTER = { PRODUCT: 'productId', CUSTOMER: 'customerId', PARTNER: 'partnerId' } as const;

type Props = ReportProps & { data: DepthReportQuery; all: Readonly<Record<string, string>> };

/** Depth by product, customer or partner. */
export function DepthGroups({ data, all, by, groups, onBy, period }: Props) {
  const t = useText();
  const format = useFormat();
  const title = t('ui.report.by', { group: t.enum('DiscountReportDimension', by) });
  const field = FIELD[by as keyof typeof FIELD];
  const filter = FILTER[by as keyof typeof FILTER];
  const columns = useMemo((): readonly Column<Row>[] => {
    const figure = (row: Row, value: string | number, text: string, sums?: string, more = {}) => {
      const id = row[field]?.id;
      if (!id) return text;
      return (
        <Figure
          drill={discountsOf({ ...all, [filter]: id, ...more })}
          value={value}
          {...(sums && { sums })}
        >
          {text}
        </Figure>
      );
    };
    return [
      {
        id: 'name',
        header: t.enum('DiscountReportDimension', by),
        card: 'title',
        cell: (row) => row[field]?.name ?? t('ui.performance.hidden'),
      },
      {
        id: 'count',
        header: t('ui.report.discounts'),
        align: 'end',
        cell: (row) => figure(row, row.discountCount, format.number(row.discountCount)),
      },
      {
        id: 'rate',
        header: t('ui.report.averageRate'),
        align: 'end',
        card: 'value',
        cell: (row) => {
          const paid = partOf(row.netTotal.amount, row.listTotal.amount);
          return paid === null ? t('ui.none') : format.fold(Number(paid).toFixed(3));
        },
      },
      {
        id: 'savings',
        header: t('ui.report.savings'),
        align: 'end',
        whole: true,
        cell: (row) =>
          figure(row, row.savings.amount, format.amount(row.savings.amount), t(SAVINGS)),
      },
      {
        id: 'special',
        header: t('ui.report.special'),
        align: 'end',
        hideBelow: 720,
        cell: (row) =>
          figure(row, row.specialCount, format.number(row.specialCount), undefined, {
            isSpecial: '1',
          }),
      },
    ];
  }, [all, by, field, filter, t, format]);
  const file = () => [
    [
      t.enum('DiscountReportDimension', by),
      t('ui.report.discounts'),
      t('ui.report.listTotal'),
      t('ui.discount.netTotal'),
      t('ui.report.savings'),
      t('ui.report.special'),
    ],
    ...data.groups.rows.map((row) => [
      row[field]?.name ?? t('ui.performance.hidden'),
      row.discountCount,
      row.listTotal.amount,
      row.netTotal.amount,
      row.savings.amount,
      row.specialCount,
    ]),
  ];
  return (
    <Card
      flush
      title={title}
      note={data.groups.isComplete ? undefined : t('ui.report.largest')}
      actions={
        <>
          <GroupSwitch type="DiscountReportDimension" by={by} groups={groups} onBy={onBy} />
          <FileButton name={`${t('ui.report.depth')} ${period.start} ${period.end}`} rows={file} />
        </>
      }
    >
      <DataTable
        label={title}
        columns={columns}
        rows={data.groups.rows}
        rowId={(row) => row[field]?.id ?? 'none'}
        empty={t('ui.report.empty')}
      />
    </Card>
  );
}
