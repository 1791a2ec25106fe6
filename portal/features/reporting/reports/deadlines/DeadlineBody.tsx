import { useQuery } from 'urql';
import type { DeadlineReportDimension, DeadlineReportQuery } from '../../../../gql/graphql.ts';
import { useFormat } from '../../../../lib/format.ts';
import { useText } from '../../../../lib/i18n.tsx';
import { QueryGate } from '../../../../shell/QueryGate.tsx';
import { FactStrip } from '../../../../ui/display/FactStrip.tsx';
import { Card } from '../../../../ui/layout/Card.tsx';
import { monthsIn, monthText, type ReportProps } from '../define.ts';
import { Figure } from '../Figure.tsx';
import { loading } from '../loading.tsx';
import { MonthsNote } from '../MonthsNote.tsx';
import { StackChart } from '../StackChart.tsx';
import { DeadlineGroups } from './DeadlineGroups.tsx';
import { DeadlineReport } from './deadlines.documents.ts';
import { OUTCOMES } from './filters.ts';
import { COUNTS, FILL, keptOf, leftText, outcomesOf } from './outcomes.ts';

export function DeadlineBody(props: ReportProps) {
  const [result, reload] = useQuery({
    query: DeadlineReport,
    variables: { filter: props.filter, by: [props.by as DeadlineReportDimension] },
  });
  return (
    <QueryGate result={result} retry={reload} skeleton={loading}>
      {(data) => <DeadlineFigures {...props} data={data} />}
    </QueryGate>
  );
}

function DeadlineFigures({ data, ...props }: ReportProps & { data: DeadlineReportQuery }) {
  const { period, search } = props;
  const t = useText();
  const format = useFormat();
  const total = data.total.rows[0];
  const all = { ...search, dueWithin: `${period.start}~${period.end}` };
  const kept = total ? keptOf(total) : null;
  return (
    <>
      <FactStrip
        facts={[
          {
            id: 'kept',
            label: t('ui.report.kept'),
            value: kept === null ? t('ui.none') : format.percent(kept, 1),
            note: t('ui.report.keptNote'),
          },
          ...OUTCOMES.filter((outcome) => outcome !== 'WITHDRAWN').map((outcome) => {
            const value = total?.[COUNTS[outcome]] ?? 0;
            return {
              id: outcome,
              label: t.enum('DeadlineOutcomeKind', outcome),
              value: (
                <Figure drill={outcomesOf({ ...all, outcome })} value={value}>
                  {format.number(value)}
                </Figure>
              ),
            };
          }),
          {
            id: 'left',
            label: t('ui.report.medianLeft'),
            value: leftText(total?.medianLeftSeconds, t, format),
          },
        ]}
      />
      <Card
        flush
        title={t('ui.report.byMonth')}
        note={<MonthsNote period={period}>{t('ui.report.deadlineNote')}</MonthsNote>}
      >
        <Months data={data} {...props} />
      </Card>
      <DeadlineGroups data={data} all={all} {...props} />
    </>
  );
}

function Months({ data, period, search }: ReportProps & { data: DeadlineReportQuery }) {
  const t = useText();
  const format = useFormat();
  const months = monthsIn(period);
  const rows = new Map(data.months.rows.map((row) => [row.month, row]));
  return (
    <StackChart
      label={t('ui.report.deadlines')}
      unit={t('ui.report.count')}
      columns={months.map((month) => ({ id: month, label: month }))}
      series={[
        ...OUTCOMES.map((outcome) => ({
          id: outcome,
          label: t.enum('DeadlineOutcomeKind', outcome),
          fill: FILL[outcome],
          values: months.map((month) => rows.get(month)?.[COUNTS[outcome]] ?? 0),
          cells: months.map((month) => {
            const value = rows.get(month)?.[COUNTS[outcome]] ?? 0;
            const drill = outcomesOf({ ...search, outcome, dueWithin: monthText(month, period) });
            return (
              <Figure key={month} drill={drill} value={value}>
                {format.number(value)}
              </Figure>
            );
          }),
        })),
        {
          id: 'kept',
          label: t('ui.report.kept'),
          cells: months.map((month) => {
            const row = rows.get(month);
            const kept = row ? keptOf(row) : null;
            return kept === null ? t('ui.none') : format.percent(kept, 1);
          }),
        },
      ]}
    />
  );
}
