import { useMemo, useState } from 'react';
import { type FragmentType, readFragment } from '../../gql/fragment-masking.ts';
import { graphql } from '../../gql/gql.ts';
import type {
  HolidayCalendar_PlanFragment,
  HolidayCalendar_YearFragment,
} from '../../gql/graphql.ts';
import { serverNow } from '../../lib/clock.ts';
import { isoDay } from '../../lib/dates.ts';
import { useFormat } from '../../lib/format.ts';
import { type Text, useText } from '../../lib/i18n.tsx';
import { lazyComponent } from '../../lib/lazy.tsx';
import { useMay } from '../../lib/session.ts';
import { Button } from '../../ui/actions/Button.tsx';
import { Badge } from '../../ui/display/Badge.tsx';
import { TwoLine } from '../../ui/display/TwoLine.tsx';
import { Card } from '../../ui/layout/Card.tsx';
import { DataTable } from '../../ui/table/DataTable.tsx';
import type { Column } from '../../ui/table/table.ts';
import { HolidayStretches } from './HolidayStretches.tsx';
import { inWords } from './holiday-text.ts';

const HolidayPlanDialog = lazyComponent(
  () => import('./HolidayPlanDialog.tsx'),
  'HolidayPlanDialog',
);

const Year = graphql(`
  fragment HolidayCalendar_year on HolidayYear { year source days { date name holiday isWorkingDay } }
`);
const Plan = graphql(`
  fragment HolidayCalendar_plan on HolidayPlan { id year setBy reason createdAt }
`);

/** The State Council publishes the plan of a year in the autumn before. */
const YEARS_AHEAD = 1;

interface Row {
  year: number;
  plan: HolidayCalendar_YearFragment | undefined;
  entered: HolidayCalendar_PlanFragment | undefined;
}

const columnsOf = (
  t: Text,
  dateTime: (instant: string) => string,
  onSet: ((year: number) => void) | null,
): readonly Column<Row>[] => [
  {
    id: 'year',
    header: t('ui.holidays.year'),
    card: 'title',
    width: 100,
    cell: ({ year }) => <strong className="num">{year}</strong>,
  },
  {
    id: 'source',
    header: t('ui.holidays.source'),
    width: 230,
    cell: ({ plan, entered }) =>
      plan ? (
        <TwoLine note={entered ? `${entered.setBy} · ${dateTime(entered.createdAt)}` : null}>
          <Badge tone="good">{t.enum('HolidayPlanSource', plan.source)}</Badge>
        </TwoLine>
      ) : (
        <Badge tone="waiting">{t('ui.holidays.none')}</Badge>
      ),
  },
  {
    id: 'days',
    header: t('ui.holidays.daysShort'),
    wrap: true,
    cell: ({ plan, entered }) =>
      plan ? (
        <>
          <HolidayStretches days={inWords(plan.days, t)} />
          {entered && <p className="note">{entered.reason}</p>}
        </>
      ) : (
        <span className="muted">{t('ui.holidays.noneText')}</span>
      ),
  },
  {
    id: 'actions',
    header: t('ui.actions'),
    align: 'end',
    width: 110,
    cell: ({ year, plan }) =>
      onSet && (
        <Button
          size="sm"
          variant={plan ? undefined : 'primary'}
          aria-label={t(plan ? 'ui.holidays.changeOf' : 'ui.holidays.enterOf', {
            year: String(year),
          })}
          onPress={() => onSet(year)}
        >
          {t(plan ? 'ui.holidays.change' : 'ui.holidays.enter')}
        </Button>
      ),
  },
];

export interface HolidayCalendarProps {
  years: readonly FragmentType<typeof Year>[];
  plans: readonly FragmentType<typeof Plan>[];
}

/** The holiday plans from this year on. A year without one is shown as well: its deadlines are provisional. */
export function HolidayCalendar({ years, plans }: HolidayCalendarProps) {
  const t = useText();
  const { dateTime } = useFormat();
  const may = useMay()('holidayPlanSet');
  const [setting, setSetting] = useState<number | null>(null);
  const columns = useMemo(
    () => columnsOf(t, dateTime, may ? setSetting : null),
    [t, dateTime, may],
  );
  const known = years.map((masked) => readFragment(Year, masked));
  const entered = plans.map((masked) => readFragment(Plan, masked));
  const present = Number(isoDay(serverNow()).slice(0, 4));
  const last = Math.max(present + YEARS_AHEAD, ...known.map(({ year }) => year));
  const rows = Array.from({ length: last - present + 1 }, (_, i): Row => {
    const year = present + i;
    const plan = known.find((one) => one.year === year);
    const own = plan?.source === 'OPERATOR' && entered.find((one) => one.year === year);
    return { year, plan, entered: own || undefined };
  });
  return (
    <Card flush title={t('ui.holidays')} note={t('ui.holidays.note')}>
      <DataTable
        label={t('ui.holidays')}
        columns={columns}
        rows={rows}
        rowId={({ year }) => String(year)}
      />
      {setting !== null && (
        <HolidayPlanDialog
          year={setting}
          days={inWords(known.find(({ year }) => year === setting)?.days ?? [], t)}
          onClose={() => setSetting(null)}
        />
      )}
    </Card>
  );
}
