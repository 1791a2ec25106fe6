import { useQuery } from 'urql';
import type { SalesReportDimension } from '../../../../gql/graphql.ts';
import { earlierDay, fromDay, laterDay, plusDays, untilDay } from '../../../../lib/dates.ts';
import { useText } from '../../../../lib/i18n.tsx';
import { plusMonths } from '../../../../lib/months.ts';
import { QueryGate } from '../../../../shell/QueryGate.tsx';
import { Banner } from '../../../../ui/feedback/Banner.tsx';
import { DayGate } from '../DayGate.tsx';
import type { ReportProps } from '../define.ts';
import { loading } from '../loading.tsx';
import { SalesFigures } from './SalesFigures.tsx';
import { SalesReport } from './sales.documents.ts';

/** Sales of the complete days of a period. */
export function SalesBody(props: ReportProps) {
  const t = useText();
  return (
    <DayGate>
      {(last) => {
        const { start, end } = props.period;
        if (start > last)
          return <Banner tone="info">{t('ui.report.notYet', { day: last })}</Banner>;
        return <Sales {...props} period={{ start, end: earlierDay(end, last) }} asked={end} />;
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

function Sales({ asked, ...props }: ReportProps & { asked: string }) {
  const { filter, period, by } = props;
  const before = yearBefore(period);
  const [result, reload] = useQuery({
    query: SalesReport,
    variables: {
      filter: { ...filter, placedWithin: rangeOf(period) },
      before: { ...filter, placedWithin: rangeOf(before) },
      by: [by as SalesReportDimension],
    },
  });
  return (
    <QueryGate
      result={result}
      retry={() => reload({ requestPolicy: 'network-only' })}
      skeleton={loading}
    >
      {(data) => <SalesFigures {...props} data={data} before={before} isCut={asked > period.end} />}
    </QueryGate>
  );
}
