import { useQuery } from 'urql';
import { Term } from '../../../../domain/Term.tsx';
import type { DepthReportQuery, DiscountReportDimension } from '../../../../gql/graphql.ts';
import { partOf, ZERO } from '../../../../lib/figures.ts';
import { CURRENCY, useFormat } from '../../../../lib/format.ts';
import { useText } from '../../../../lib/i18n.tsx';
import { QueryGate } from '../../../../shell/QueryGate.tsx';
import { FactStrip } from '../../../../ui/display/FactStrip.tsx';
import { Card } from '../../../../ui/layout/Card.tsx';
import { monthsIn, monthText, type ReportProps } from '../define.ts';
import { Figure } from '../Figure.tsx';
import { loading } from '../loading.tsx';
import { MonthsNote } from '../MonthsNote.tsx';
import { StackChart } from '../StackChart.tsx';
import { DepthGroups } from './DepthGroups.tsx';
import { Depths } from './Depths.tsx';
import { DepthReport } from './depth.documents.ts';
import { discountsOf, SAVINGS } from './drill.ts';

export function DepthBody(props: ReportProps) {
  const [result, reload] = useQuery({
    query: DepthReport,
    variables: { filter: props.filter, by: [props.by as DiscountReportDimension] },
  });
  return (
    <QueryGate result={result} retry={reload} skeleton={loading}>
      {(data) => <DepthFigures {...props} data={data} />}
    </QueryGate>
  );
}

function DepthFigures({ data, ...props }: ReportProps & { data: DepthReportQuery }) {
  const { period, search } = props;
  const t = useText();
  const format = useFormat();
  const total = data.total.rows[0];
  const all = { ...search, startsWithin: `${period.start}~${period.end}` };
  const savings = total?.savings.amount ?? ZERO;
  const paid = partOf(total?.netTotal.amount ?? ZERO, total?.listTotal.amount);
  return (
    <>
      <FactStrip
        facts={[
          {
            id: 'count',
            label: t('ui.report.discounts'),
            value: (
              <Figure drill={discountsOf(all)} value={total?.discountCount ?? 0}>
                {format.number(total?.discountCount ?? 0)}
              </Figure>
            ),
          },
          {
            id: 'rate',
            label: <Term of="payRate">{t('ui.report.averageRate')}</Term>,
            value: paid === null ? t('ui.none') : format.fold(rounded(paid)),
            note: t('ui.report.weighted'),
          },
          {
            id: 'savings',
            label: t('ui.report.savings'),
            value: (
              <Figure drill={discountsOf(all)} value={savings} sums={t(SAVINGS)}>
                {format.money({ amount: savings, currency: CURRENCY })}
              </Figure>
            ),
            note: t('ui.report.savingsNote'),
          },
          {
            id: 'special',
            label: <Term of="special">{t('ui.report.special')}</Term>,
            value: (
              <Figure
                drill={discountsOf({ ...all, isSpecial: '1' })}
                value={total?.specialCount ?? 0}
              >
                {format.number(total?.specialCount ?? 0)}
              </Figure>
            ),
          },
        ]}
      />
      <Card
        flush
        title={t('ui.report.byMonth')}
        note={<MonthsNote period={period}>{t('ui.report.depthNote')}</MonthsNote>}
      >
        <Months data={data} {...props} />
      </Card>
      <Depths data={data} all={all} total={total?.discountCount ?? 0} />
      <DepthGroups data={data} all={all} {...props} />
    </>
  );
}

const rounded = (fraction: string): string => Number(fraction).toFixed(3);

/** Average depth by the month in which the discounts start. */
function Months({ data, period, search }: ReportProps & { data: DepthReportQuery }) {
  const t = useText();
  const format = useFormat();
  const months = monthsIn(period);
  const rows = new Map(data.months.rows.map((row) => [row.month, row]));
  const depth = (month: string): string | null => {
    const row = rows.get(month);
    return row ? partOf(row.savings.amount, row.listTotal.amount) : null;
  };
  const figure = (month: string, of: 'discountCount' | 'specialCount') => {
    const value = rows.get(month)?.[of] ?? 0;
    const drill = discountsOf({
      ...search,
      ...(of === 'specialCount' && { isSpecial: '1' }),
      startsWithin: monthText(month, period),
    });
    return (
      <Figure key={month} drill={drill} value={value}>
        {format.number(value)}
      </Figure>
    );
  };
  return (
    <StackChart
      label={t('ui.report.depth')}
      unit={t('ui.report.percent')}
      columns={months.map((month) => ({ id: month, label: month }))}
      series={[
        {
          id: 'depth',
          label: t('ui.report.averageDepth'),
          values: months.map((month) => Number(depth(month) ?? 0) * 100),
          cells: months.map((month) => {
            const rate = depth(month);
            return rate === null ? t('ui.none') : format.percent(rate, 1);
          }),
        },
        {
          id: 'count',
          label: t('ui.report.discounts'),
          cells: months.map((month) => figure(month, 'discountCount')),
        },
        {
          id: 'special',
          label: t('ui.report.special'),
          cells: months.map((month) => figure(month, 'specialCount')),
        },
      ]}
    />
  );
}
