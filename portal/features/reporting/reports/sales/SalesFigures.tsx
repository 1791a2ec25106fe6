import { useMemo } from 'react';
import type { SalesReportQuery } from '../../../../gql/graphql.ts';
import { growth, partOf, sum, ZERO } from '../../../../lib/figures.ts';
import { CURRENCY, useFormat } from '../../../../lib/format.ts';
import { useText } from '../../../../lib/i18n.tsx';
import { FactStrip } from '../../../../ui/display/FactStrip.tsx';
import { Card } from '../../../../ui/layout/Card.tsx';
import { DataTable } from '../../../../ui/table/DataTable.tsx';
import type { Column } from '../../../../ui/table/table.ts';
import { TYPES } from '../../types.ts';
import { monthsIn, monthText, type ReportProps } from '../define.ts';
import { type Drill, Figure } from '../Figure.tsx';
import { FileButton } from '../FileButton.tsx';
import { GroupSwitch } from '../GroupSwitch.tsx';
import { MonthsNote } from '../MonthsNote.tsx';
import { Part } from '../Part.tsx';
import { FILLS, type Series, StackChart } from '../StackChart.tsx';

type Row = SalesReportQuery['groups']['rows'][number];
type Key = Pick<SalesReportQuery['groupsBefore']['rows'][number], 'productType'> & {
  product?: { id: string; name?: string } | null;
  customer?: { id: string; name?: string } | null;
  partner?: { id: string; name?: string } | null;
};

/** Key of a group's row: the id of its object, or its kind. */
const keyOf = (by: string, row: Key): string | null =>
  by === 'PRODUCT_TYPE' ? (row.productType ?? null) : (row[OBJECT[by]!]?.id ?? null);
const OBJECT: Record<string, 'product' | 'customer' | 'partner'> = {
  PRODUCT: 'product',
  CUSTOMER: 'customer',
  PARTNER: 'partner',
};
/** Filter of the list of lines for a group. */
const FILTER: Record<string, string> = {
  PRODUCT: 'productId',
  CUSTOMER: 'customerId',
  PARTNER: 'partnerId',
  PRODUCT_TYPE: 'productType',
};

/** 万元. */
const UNIT = 10_000;
const DEAL = 'ui.order.deal';
const CASH = 'ui.order.cash';

/** The paid lines of sales, with the columns whose sums the report shows. */
const linesOf = (search: Readonly<Record<string, string>>): Drill => ({
  to: '/transactions',
  may: 'OrderLine',
  search: {
    performance: 'COUNTED~REBOUND~NOT_ASSOCIATED',
    cols: 'number~customer~DEAL~CASH~PLACED~billing',
    ...search,
  },
});

interface Props extends ReportProps {
  data: SalesReportQuery;
  before: ReportProps['period'];
  /** Whether the period ends with the last complete day, before its own end. */
  isCut: boolean;
}

export function SalesFigures({ data, before, isCut, ...props }: Props) {
  const { period, search } = props;
  const t = useText();
  const format = useFormat();
  const total = data.total.rows[0];
  const whole = linesOf({ ...search, placedWithin: `${period.start}~${period.end}` });
  const deal = total?.deal.amount ?? ZERO;
  const dealBefore = data.totalBefore.rows[0]?.deal.amount ?? ZERO;
  const change = growth(deal, dealBefore);
  const money = (amount: string) => format.money({ amount, currency: CURRENCY });
  return (
    <>
      <FactStrip
        facts={[
          {
            id: 'deal',
            label: t('ui.report.deal'),
            value: (
              <Figure drill={whole} value={deal} sums={t(DEAL)}>
                {money(deal)}
              </Figure>
            ),
            note:
              change === null
                ? t('ui.report.noBefore')
                : t('ui.performance.change', {
                    rate: format.change(change),
                    than: money(dealBefore),
                  }),
          },
          {
            id: 'cash',
            label: t('ui.order.cash'),
            value: (
              <Figure drill={whole} value={total?.cash.amount ?? ZERO} sums={t(CASH)}>
                {money(total?.cash.amount ?? ZERO)}
              </Figure>
            ),
          },
          {
            id: 'sold',
            label: t('ui.report.sold'),
            value: (
              <Figure
                drill={{ ...whole, search: { ...whole.search, isRefund: '0' } }}
                value={total?.saleCount ?? 0}
              >
                {format.number(total?.saleCount ?? 0)}
              </Figure>
            ),
          },
          {
            id: 'refunds',
            label: t('ui.report.refunds'),
            value: (
              <Figure
                drill={{ ...whole, search: { ...whole.search, isRefund: '1' } }}
                value={total?.refundCount ?? 0}
              >
                {format.number(total?.refundCount ?? 0)}
              </Figure>
            ),
            note: total && t('ui.report.refunded', { money: money(total.refunded.amount) }),
          },
        ]}
      />
      <Card
        flush
        title={t('ui.report.byMonth')}
        note={
          <MonthsNote period={period}>
            {t('ui.report.sameDays', { from: before.start, to: before.end })}
          </MonthsNote>
        }
      >
        <Months data={data} {...props} isCut={isCut} />
      </Card>
      <Groups data={data} {...props} total={deal} />
    </>
  );
}

/** The kinds with the largest sums, each alone, and the others together. */
function stacksOf<T extends string>(kinds: readonly T[], sumOf: (kind: T) => string): T[][] {
  const sold = kinds
    .map((kind) => ({ kind, sum: Math.abs(Number(sumOf(kind))) }))
    .filter(({ sum }) => sum > 0)
    .sort((a, b) => b.sum - a.sum)
    .map(({ kind }) => kind);
  if (sold.length <= FILLS) return sold.map((kind) => [kind]);
  return [...sold.slice(0, FILLS - 1).map((kind) => [kind]), sold.slice(FILLS - 1)];
}

/** Stacked bars by kind of product. */
function Months({ data, period, search, isCut }: Omit<Props, 'before'>) {
  const t = useText();
  const format = useFormat();
  const months = monthsIn(period);
  const deals = new Map(
    data.months.rows.map(({ month, productType, deal }) => [
      `${month} ${productType}`,
      deal.amount,
    ]),
  );
  const of = (month: string, type: string): string => deals.get(`${month} ${type}`) ?? ZERO;
  const ten = (amount: string) => format.amount(String(Number(amount) / UNIT), 2);
  const lines = (month: string, more: Record<string, string>) =>
    linesOf({ ...search, ...more, placedWithin: monthText(month, period) });
  const totals = months.map((month) => sum(TYPES.map((type) => of(month, type))));
  const shown = stacksOf(TYPES, (type) => sum(months.map((month) => of(month, type))));
  const series: Series[] = shown.map((types) => {
    const dealOf = (month: string): string => sum(types.map((type) => of(month, type)));
    return {
      id: types.join('~'),
      label: types.length > 1 ? t('ui.report.others') : t.enum('ProductType', types[0]!),
      values: months.map((month) => Number(dealOf(month)) / UNIT),
      cells: months.map((month) => (
        <Figure
          key={month}
          drill={lines(month, { productType: types.join('~') })}
          value={dealOf(month)}
          sums={t(DEAL)}
        >
          {ten(dealOf(month))}
        </Figure>
      )),
    };
  });
  return (
    <StackChart
      label={t('ui.report.sales')}
      unit={t('ui.performance.unit')}
      columns={months.map((month, at) => ({
        id: month,
        label: month,
        isPartial: isCut && at === months.length - 1,
      }))}
      series={[
        ...series,
        {
          id: 'total',
          label: t('ui.report.total'),
          cells: months.map((month, at) => (
            <Figure key={month} drill={lines(month, {})} value={totals[at]!} sums={t(DEAL)}>
              {ten(totals[at]!)}
            </Figure>
          )),
        },
      ]}
    />
  );
}

function Groups({
  data,
  period,
  search,
  by,
  groups,
  onBy,
  total,
}: Omit<Props, 'before' | 'isCut'> & { total: string }) {
  const t = useText();
  const format = useFormat();
  const title = t('ui.report.by', { group: t.enum('SalesReportDimension', by) });
  const { columns, file } = useMemo(() => {
    const before = new Map(data.groupsBefore.rows.map((row) => [keyOf(by, row), row.deal.amount]));
    const nameOf = (row: Row): string => {
      if (by === 'PRODUCT_TYPE' && row.productType) return t.enum('ProductType', row.productType);
      return row[OBJECT[by] ?? 'product']?.name ?? t('ui.performance.hidden');
    };
    const lines = (row: Row, more: Record<string, string> = {}): Drill | null => {
      const key = keyOf(by, row);
      return key
        ? linesOf({
            ...search,
            [FILTER[by]!]: key,
            placedWithin: `${period.start}~${period.end}`,
            ...more,
          })
        : null;
    };
    const figure = (row: Row, value: string | number, text: string, sums?: string) => {
      const drill = lines(row);
      return drill ? (
        <Figure drill={drill} value={value} {...(sums && { sums })}>
          {text}
        </Figure>
      ) : (
        text
      );
    };
    const beforeOf = (row: Row): string => before.get(keyOf(by, row)) ?? ZERO;
    const percent = (rate: string | null) =>
      rate === null ? t('ui.none') : format.percent(rate, 1);
    const columns: Column<Row>[] = [
      {
        id: 'name',
        header: t.enum('SalesReportDimension', by),
        card: 'title',
        cell: nameOf,
        footer: t('ui.report.total'),
      },
      {
        id: 'deal',
        header: t('ui.report.deal'),
        align: 'end',
        card: 'value',
        whole: true,
        cell: (row) => figure(row, row.deal.amount, format.money(row.deal), t(DEAL)),
        footer: format.money({ amount: total, currency: CURRENCY }),
      },
      {
        id: 'part',
        header: t('ui.performance.part'),
        align: 'end',
        cell: (row) => (
          <Part of={partOf(row.deal.amount, total)}>{percent(partOf(row.deal.amount, total))}</Part>
        ),
      },
      {
        id: 'before',
        header: t('ui.performance.row.before'),
        align: 'end',
        hideBelow: 720,
        whole: true,
        cell: (row) => format.amount(beforeOf(row)),
      },
      {
        id: 'growth',
        header: t('ui.performance.row.growth'),
        align: 'end',
        hideBelow: 720,
        cell: (row) => format.change(growth(row.deal.amount, beforeOf(row))),
      },
      {
        id: 'cash',
        header: t('ui.order.cash'),
        align: 'end',
        hideBelow: 840,
        whole: true,
        cell: (row) => figure(row, row.cash.amount, format.amount(row.cash.amount), t(CASH)),
      },
      {
        id: 'lines',
        header: t('ui.performance.lines'),
        align: 'end',
        cell: (row) => {
          const count = row.saleCount + row.refundCount;
          return figure(row, count, t('ui.performance.openLines', { count }));
        },
      },
    ];
    const file = () => [
      [
        columns[0]!.header,
        t('ui.report.deal'),
        t('ui.performance.row.before'),
        t('ui.order.cash'),
        t('ui.report.sold'),
        t('ui.report.refunds'),
      ],
      ...data.groups.rows.map((row) => [
        nameOf(row),
        row.deal.amount,
        beforeOf(row),
        row.cash.amount,
        row.saleCount,
        row.refundCount,
      ]),
    ];
    return { columns, file };
  }, [data, by, search, period, total, t, format]);
  return (
    <Card
      flush
      title={title}
      note={data.groups.isComplete ? undefined : t('ui.report.largest')}
      actions={
        <>
          <GroupSwitch type="SalesReportDimension" by={by} groups={groups} onBy={onBy} />
          <FileButton name={`${t('ui.report.sales')} ${period.start} ${period.end}`} rows={file} />
        </>
      }
    >
      <DataTable
        label={title}
        columns={columns}
        rows={data.groups.rows}
        rowId={(row) => keyOf(by, row) ?? 'none'}
        empty={t('ui.report.empty')}
      />
    </Card>
  );
}
