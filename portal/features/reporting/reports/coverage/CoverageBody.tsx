import { useQuery } from 'urql';
import type { CoverageReportQuery } from '../../../../gql/graphql.ts';
import { serverNow } from '../../../../lib/clock.ts';
import { fromDay, isoDay, untilDay } from '../../../../lib/dates.ts';
import { useFormat } from '../../../../lib/format.ts';
import { useText } from '../../../../lib/i18n.tsx';
import { plusMonths } from '../../../../lib/months.ts';
import { useMay } from '../../../../lib/session.ts';
import { QueryGate } from '../../../../shell/QueryGate.tsx';
import { FactStrip } from '../../../../ui/display/FactStrip.tsx';
import { Card } from '../../../../ui/layout/Card.tsx';
import { monthsIn, monthText, type ReportProps, wholeMonths } from '../define.ts';
import { Figure } from '../Figure.tsx';
import { loading } from '../loading.tsx';
import { MonthsNote } from '../MonthsNote.tsx';
import { StackChart } from '../StackChart.tsx';
import { CoverageGroups } from './CoverageGroups.tsx';
import { CoverageReport } from './coverage.documents.ts';
import { type By, coverageOf, drills, isBare } from './coverage.ts';

/** The coverage of whole months: what is in force for a part of a month counts in it. */
export function CoverageBody({ period: asked, filter, ...props }: ReportProps) {
  const { by } = props;
  const may = useMay();
  const { validWithin: _, ...others } = filter;
  const period = wholeMonths(asked);
  const inForce = {
    ...others,
    validWithin: { from: fromDay(period.start), until: untilDay(period.end) },
  };
  const today = isoDay(serverNow());
  const groups = [by as By];
  const [result, reload] = useQuery({
    query: CoverageReport,
    variables: {
      discounts: inForce,
      csp: inForce,
      joint: inForce,
      sold: {
        ...others,
        placedWithin: { from: fromDay(plusMonths(today, -12)), until: untilDay(today) },
      },
      byDiscount: groups,
      byCsp: groups,
      byJoint: groups,
      bySold: groups,
      isJoint: may('JointSalesAuthorization'),
      byProduct: by === 'PRODUCT',
      byCustomer: by === 'CUSTOMER',
      byPartner: by === 'PARTNER',
    },
  });
  return (
    <QueryGate result={result} retry={reload} skeleton={loading}>
      {(data) => <CoverageFigures {...props} period={period} filter={filter} data={data} />}
    </QueryGate>
  );
}

function CoverageFigures({ data, ...props }: ReportProps & { data: CoverageReportQuery }) {
  const t = useText();
  const format = useFormat();
  const by = props.by as By;
  const rows = coverageOf(
    data,
    by,
    t(by === 'PARTNER' ? 'ui.authorization.allPartners' : 'ui.authorization.allCustomers'),
  );
  const bare = rows.filter(isBare);
  return (
    <>
      <FactStrip
        facts={[
          {
            id: 'covered',
            label: t('ui.report.covered'),
            value: format.number(
              rows.filter((row) => row.id && row.csp + row.joint + row.discounts > 0).length,
            ),
            note: t.enum('DiscountReportDimension', by),
          },
          {
            id: 'bare',
            label: t('ui.report.bare'),
            value: format.number(bare.length),
            note: t('ui.report.bareNote'),
          },
        ]}
      />
      <Card
        flush
        title={t('ui.report.byMonth')}
        note={
          <MonthsNote period={props.period} kept="first">
            {t('ui.report.coverageNote')}
          </MonthsNote>
        }
      >
        <Months data={data} {...props} />
      </Card>
      <CoverageGroups rows={rows} {...props} />
    </>
  );
}

/** Number of authorizations and discounts in force, month by month. */
function Months({ data, period, search }: ReportProps & { data: CoverageReportQuery }) {
  const t = useText();
  const format = useFormat();
  const months = monthsIn(period, 'first');
  const kinds = [
    {
      id: 'csp',
      label: t('ui.authorization.csp'),
      counts: countsOf(data.cspMonths.rows, 'authorizationCount'),
      drill: drills.csp,
    },
    {
      id: 'joint',
      label: t('ui.authorization.joint'),
      counts: countsOf(data.jointMonths?.rows ?? [], 'authorizationCount'),
      drill: drills.joint,
    },
    {
      id: 'discounts',
      label: t('ui.nav.discounts'),
      counts: countsOf(data.discountMonths.rows, 'discountCount'),
      drill: drills.discounts,
    },
  ];
  return (
    <StackChart
      label={t('ui.report.coverage')}
      unit={t('ui.report.count')}
      columns={months.map((month) => ({ id: month, label: month }))}
      series={kinds.map(({ id, label, counts, drill }) => ({
        id,
        label,
        values: months.map((month) => counts.get(month) ?? 0),
        cells: months.map((month) => {
          const value = counts.get(month) ?? 0;
          return (
            <Figure
              key={month}
              drill={drill({ ...search, validWithin: monthText(month, period) })}
              value={value}
            >
              {format.number(value)}
            </Figure>
          );
        }),
      }))}
    />
  );
}

const countsOf = <K extends string>(
  rows: readonly ({ validMonth?: string | null } & Record<K, number>)[],
  key: K,
): ReadonlyMap<string, number> =>
  new Map(rows.map((row) => [row.validMonth ?? '', row[key]] as const));
