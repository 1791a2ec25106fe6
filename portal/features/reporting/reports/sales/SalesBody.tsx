import { createRequest, useQuery } from 'urql';
import type { SalesReportDimension, SalesReportQueryVariables } from '../../../../gql/graphql.ts';
import { serverNow } from '../../../../lib/clock.ts';
import { earlierDay, fromDay, laterDay, plusDays, untilDay } from '../../../../lib/dates.ts';
import { useText } from '../../../../lib/i18n.tsx';
import { plusMonths } from '../../../../lib/months.ts';
import type { Prefetch } from '../../../../lib/prefetch.ts';
import { QueryGate } from '../../../../shell/QueryGate.tsx';
import { Banner } from '../../../../ui/feedback/Banner.tsx';
import { CoveredDays, expectedUntil } from '../../data-as-of.ts';
import { DayGate } from '../DayGate.tsx';
import type { ReportProps } from '../define.ts';
import { loading } from '../loading.tsx';
import { SalesFigures } from './SalesFigures.tsx';
import { SalesReport } from './sales.documents.ts';

/** The days of a period that are complete, of which `last` is the last one; null if there is none. */
const completeDays = ({ start, end }: ReportProps['period'], last: string) =>
  start > last ? null : { start, end: earlierDay(end, last) };

/** Sales of the complete days of a period. */
export function SalesBody(props: ReportProps) {
  const t = useText();
  return (
    <DayGate>
      {(last) => {
        const period = completeDays(props.period, last);
        if (!period) return <Banner tone="info">{t('ui.report.notYet', { day: last })}</Banner>;
        return <Sales {...props} period={period} asked={props.period.end} />;
      }}
    </DayGate>
  );
}

/** The same days a year before. */
const yearBefore = ({ start, end }: ReportProps['period']): ReportProps['period'] => {
  const from = plusMonths(start, -12);
  return { start: from, end: laterDay(from, plusDays(plusMonths(plusDays(end, 1), -12), -1)) };
};

const rangeOf = ({ start, end }: ReportProps['period']) => ({
  from: fromDay(start),
  until: untilDay(end),
});

type Asked = Pick<ReportProps, 'period' | 'filter' | 'by'>;

const variablesOf = ({ period, filter, by }: Asked): SalesReportQueryVariables => ({
  filter: { ...filter, placedWithin: rangeOf(period) },
  before: { ...filter, placedWithin: rangeOf(yearBefore(period)) },
  by: [by as SalesReportDimension],
});

export function askSales(asked: Asked): ReturnType<Prefetch> {
  const period = completeDays(asked.period, plusDays(expectedUntil(serverNow()), -1));
  return [
    createRequest(CoveredDays, {}),
    ...(period ? [createRequest(SalesReport, variablesOf({ ...asked, period }))] : []),
  ];
}

function Sales({ asked, ...props }: ReportProps & { asked: string }) {
  const { period } = props;
  const before = yearBefore(period);
  const [result, reload] = useQuery({ query: SalesReport, variables: variablesOf(props) });
  return (
    <QueryGate result={result} retry={reload} skeleton={loading}>
      {(data) => <SalesFigures {...props} data={data} before={before} isCut={asked > period.end} />}
    </QueryGate>
  );
}
