import type { ReactNode } from 'react';
import { createRequest, useQuery } from 'urql';
import { Term } from '../../../domain/Term.tsx';
import type { PerformanceQuery, PerformanceQueryVariables } from '../../../gql/graphql.ts';
import type { Session } from '../../../lib/auth.ts';
import { fromDay, plusDays } from '../../../lib/dates.ts';
import { growth, partOf, sum, ZERO } from '../../../lib/figures.ts';
import { CURRENCY, useFormat } from '../../../lib/format.ts';
import { useText } from '../../../lib/i18n.tsx';
import { sideOf, useSession } from '../../../lib/session.ts';
import { QueryGate } from '../../../shell/QueryGate.tsx';
import { FactStrip } from '../../../ui/display/FactStrip.tsx';
import { Card } from '../../../ui/layout/Card.tsx';
import { Groups } from './Groups.tsx';
import type { GroupBy } from './groups.ts';
import { MonthChart, type MonthFigures } from './MonthChart.tsx';
import { Performance } from './performance.documents.ts';
import { Rebound } from './Rebound.tsx';
import { monthPlus, monthsTo, periodsOf, type Span, spanOf, yearBefore } from './spans.ts';
import { Tie } from './Tie.tsx';

/** Months that the chart shows. */
const SHOWN = 12;

const rangeOf = ({ from, until }: Span) => ({ from: fromDay(from), until: fromDay(until) });

interface Asked {
  month: string;
  /** First day that is not covered yet. */
  until: string;
  by: GroupBy;
}

function variablesOf({ month, until, by }: Asked, session: Session): PerformanceQueryVariables {
  const span = spanOf(month, until);
  const { quarter, year } = periodsOf(month);
  return {
    since: monthPlus(month, 1 - 2 * SHOWN),
    until: monthPlus(month, 1),
    now: rangeOf(span),
    before: rangeOf(yearBefore(span)),
    by: [by],
    month,
    periods: [...monthsTo(month, SHOWN), quarter, year],
    // Operations see the sales of all partners, which no partner's target is for.
    targets: session.may.includes('PerformanceTarget') && sideOf(session) === 'PARTNER',
  };
}

export const askFigures = (asked: Asked, session: Session) =>
  createRequest(Performance, variablesOf(asked, session));

interface Props extends Asked {
  onBy: (by: GroupBy) => void;
  skeleton: ReactNode;
}

/** The figures of one month and of the twelve months up to it. */
export function PerformanceFigures({ month, until, by, onBy, skeleton }: Props) {
  const span = spanOf(month, until);
  const before = yearBefore(span);
  const [result, reload] = useQuery({
    query: Performance,
    variables: variablesOf({ month, until, by }, useSession()),
  });
  return (
    <QueryGate result={result} retry={reload} skeleton={skeleton}>
      {(data) => (
        <Content
          {...{ data, month, span, before, by, onBy }}
          groupedBy={result.operation?.variables.by[0] as GroupBy | undefined}
        />
      )}
    </QueryGate>
  );
}

interface ContentProps extends Pick<Props, 'month' | 'by' | 'onBy'> {
  data: PerformanceQuery;
  /** Grouping of the data, which is the former one until the answer is there. */
  groupedBy?: GroupBy | undefined;
  span: Span & { isPartial: boolean };
  before: Span;
}

function Content({ data, month, span, before, by, groupedBy = by, onBy }: ContentProps) {
  const t = useText();
  const format = useFormat();
  const byMonth = new Map(
    data.months.rows.map((row) => [row.month, row.performance?.amount ?? ZERO]),
  );
  const targets = new Map(data.targets?.nodes.map((node) => [node.period, node.amount.amount]));
  const now = data.now.rows[0];
  const current = now?.performance?.amount ?? ZERO;
  const lastYear = data.before.rows[0]?.performance?.amount ?? ZERO;
  const months = monthsTo(month, SHOWN).map(
    (name): MonthFigures => ({
      month: name,
      // A partial month ends with the last complete day, and is compared with the same days.
      performance: name === month ? current : (byMonth.get(name) ?? ZERO),
      before: name === month ? lastYear : (byMonth.get(monthPlus(name, -12)) ?? ZERO),
      target: targets.get(name) ?? null,
      isPartial: name === month && span.isPartial,
    }),
  );
  const year = sum(months.map(({ performance }) => performance));
  const yearBefore = sum(months.map((one) => one.before));
  const target = targets.get(month);
  const reached = partOf(current, target);
  const change = (rate: string | null, than: string) =>
    rate === null
      ? t('ui.performance.noComparison')
      : t('ui.performance.change', { rate: format.change(rate), than });
  const { quarter, year: calendarYear } = periodsOf(month);
  return (
    <>
      <FactStrip
        facts={[
          {
            id: 'month',
            label: <Term of="performance">{t('ui.performance.ofMonth')}</Term>,
            value: format.money({ amount: current, currency: CURRENCY }),
            note: change(
              growth(current, lastYear),
              format.money({ amount: lastYear, currency: CURRENCY }),
            ),
          },
          // Operations see the sales of all partners, for which there is no target.
          ...(data.targets
            ? [
                {
                  id: 'target',
                  label: t('ui.performance.reached'),
                  value: reached === null ? t('ui.none') : format.percent(reached, 1),
                  note: target
                    ? t('ui.performance.targetOf', {
                        money: format.money({ amount: target, currency: CURRENCY }),
                      })
                    : t('ui.performance.noTarget'),
                },
              ]
            : []),
          {
            id: 'year',
            label: t('ui.performance.ofYear'),
            value: format.money({ amount: year, currency: CURRENCY }),
            note: change(
              growth(year, yearBefore),
              format.money({ amount: yearBefore, currency: CURRENCY }),
            ),
          },
          ...[quarter, calendarYear].flatMap((period) => {
            const amount = targets.get(period);
            return amount
              ? [
                  {
                    id: period,
                    label: t('ui.performance.targetFor', { period }),
                    value: format.money({ amount, currency: CURRENCY }),
                  },
                ]
              : [];
          }),
        ]}
      />
      {now && <Tie row={now} span={span} />}
      <Card
        flush
        title={t('ui.performance.twelve')}
        note={
          span.isPartial
            ? t('ui.performance.sameDays', { from: before.from, to: plusDays(before.until, -1) })
            : t('ui.performance.unit')
        }
      >
        <MonthChart months={months} />
      </Card>
      <Groups {...{ data, month, span, by, groupedBy, onBy }} total={current} />
      <Rebound bindings={data.rebound} />
    </>
  );
}
