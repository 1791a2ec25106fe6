import { createRequire } from 'node:module';
import { CATALOGS } from './catalogs.ts';

/** Holidays whose names both catalogs have. */
const HOLIDAYS = [
  'NEW_YEAR',
  'SPRING_FESTIVAL',
  'TOMB_SWEEPING_DAY',
  'LABOR_DAY',
  'DRAGON_BOAT_FESTIVAL',
  'MID_AUTUMN_FESTIVAL',
  'NATIONAL_DAY',
] as const;
export type Holiday = (typeof HOLIDAYS)[number];

const nameOf = (holiday: Holiday, catalog: Readonly<Record<string, string>>): string =>
  catalog[`enum.Holiday.${holiday}`]!;

/** A day off, or a make-up working day (调休), as people write it. */
export interface WrittenDay {
  /** `YYYY-MM-DD` in Asia/Shanghai. */
  readonly date: string;
  readonly name: string;
  readonly isWorkingDay: boolean;
}

/** A day that a holiday plan names. The name of a known holiday is the Chinese one. */
export interface PlannedDay extends WrittenDay {
  readonly holiday: Holiday | null;
}

export interface HolidayPlan {
  readonly year: number;
  readonly days: readonly PlannedDay[];
}

/** Only the package's data is used, because its functions compute in the machine's zone. */
const library = createRequire(import.meta.url)('chinese-days/dist/chinese-days.json') as {
  holidays: Readonly<Record<string, string>>;
  workdays: Readonly<Record<string, string>>;
};

const yearOf = (date: string): number => Number(date.slice(0, 4));

/** A name as it is compared: plans write 清明 or 清明节, and either apostrophe. */
const stem = (name: string): string =>
  name.trim().toLowerCase().replaceAll('’', "'").replace(/节$/, '');

const byName: ReadonlyMap<string, Holiday> = new Map(
  HOLIDAYS.flatMap((holiday) =>
    Object.values(CATALOGS).map((catalog) => [stem(nameOf(holiday, catalog)), holiday] as const),
  ),
);

/** A day with the holiday that its name means, in either language. */
export function withHoliday(day: WrittenDay): PlannedDay {
  const holiday = byName.get(stem(day.name)) ?? null;
  return { ...day, holiday, name: holiday ? nameOf(holiday, CATALOGS.zh) : day.name };
}

/** The days that the package names, each with the names of its holiday: "Spring Festival,春节,4". */
const builtInDays: readonly PlannedDay[] = [
  ...Object.entries(library.holidays).map(([date, name]) => ({ date, name, isWorkingDay: false })),
  ...Object.entries(library.workdays).map(([date, name]) => ({ date, name, isWorkingDay: true })),
]
  .map((day) => withHoliday({ ...day, name: day.name.split(',')[1] ?? day.name }))
  .sort((a, b) => a.date.localeCompare(b.date));

/** The State Council's plans that the product brings. A plan is complete if it names the year's National Day. */
export const BUILT_IN_PLANS: readonly HolidayPlan[] = [
  ...Map.groupBy(builtInDays, ({ date }) => yearOf(date)),
]
  .filter(([year, days]) => days.some(({ date }) => date === `${year}-10-01`))
  .map(([year, days]) => ({ year, days }));

const asMap = (days: readonly PlannedDay[]): ReadonlyMap<string, boolean> =>
  new Map(days.map(({ date, isWorkingDay }) => [date, isWorkingDay]));

const builtIn = asMap(builtInDays);
const builtInYears: ReadonlySet<number> = new Set(BUILT_IN_PLANS.map(({ year }) => year));

/** The plans that operators entered, as this process knows them. */
let entered = { version: 0, plans: new Map<number, ReadonlyMap<string, boolean>>() };

export const holidayPlans = {
  /** Replaces the entered plans of this process. An entered plan applies instead of the built-in one of its year. */
  enter(version: number, plans: readonly HolidayPlan[]): void {
    entered = { version, plans: new Map(plans.map(({ year, days }) => [year, asMap(days)])) };
  },
  /** Number of plans entered so far; 0 with the built-in plans only. */
  get version(): number {
    return entered.version;
  },
  isKnown: (year: number): boolean => entered.plans.has(year) || builtInYears.has(year),
  /** Whether the plan of its year makes a day a working day; null for a day that the plan does not name. */
  isWorkingDay: (date: string): boolean | null =>
    (entered.plans.size === 0 ? builtIn : (entered.plans.get(yearOf(date)) ?? builtIn)).get(date) ??
    null,
};
