import type { Holiday } from '../../gql/graphql.ts';
import { plusDays } from '../../lib/dates.ts';
import type { Text } from '../../lib/i18n.tsx';

export interface PlannedDay {
  date: string;
  name: string;
  isWorkingDay: boolean;
}

/** A day whose name the catalogs have if they know its holiday. */
export interface KnownDay extends PlannedDay {
  holiday?: Holiday | null;
}

/** The days with the names of their holidays in the reader's language. */
export const inWords = (days: readonly KnownDay[], t: Pick<Text, 'enum'>): PlannedDay[] =>
  days.map(({ date, name, isWorkingDay, holiday }) => ({
    date,
    name: holiday ? t.enum('Holiday', holiday) : name,
    isWorkingDay,
  }));

/** Days in a row of one holiday. `until` is the last day. */
export interface Stretch {
  from: string;
  until: string;
  days: number;
  name: string;
  isWorkingDay: boolean;
}

/** Result of a text: its days by date, and the numbers of the lines that nobody can read, from 1. */
export interface PlanReading {
  days: PlannedDay[];
  unread: number[];
}

const LINE =
  /^(\d{4}-\d{2}-\d{2})(?:\s*(?:~|～|至|–|—|,)\s*(\d{4}-\d{2}-\d{2}))?[\s,，]+([^\s,，][^,，]*?)[\s,，]+(休|班|off|work)$/i;
const LONGEST = 31;

const exists = (date: string): boolean =>
  !Number.isNaN(Date.parse(date)) && new Date(date).toISOString().startsWith(date);

function daysOf(line: string): PlannedDay[] | null {
  const [, from, until = from, name, mark] = LINE.exec(line) ?? [];
  if (!from || !until || !name || !mark || !exists(from) || !exists(until)) return null;
  const isWorkingDay = /^(班|work)$/i.test(mark);
  const days: PlannedDay[] = [];
  for (let date = from; date <= until; date = plusDays(date, 1)) {
    if (days.length === LONGEST) return null;
    days.push({ date, name, isWorkingDay });
  }
  return days.length > 0 ? days : null;
}

/** The JSON in which plans are published for programs: `{ days: [{ name, date, isOffDay }] }`. */
function daysOfJson(text: string): PlannedDay[] | null {
  try {
    const { days } = JSON.parse(text) as {
      days: { name: string; date: string; isOffDay?: boolean; isWorkingDay?: boolean }[];
    };
    return days.map(({ name, date, isOffDay, isWorkingDay }) => ({
      name: String(name),
      date: String(date),
      isWorkingDay: isWorkingDay ?? isOffDay === false,
    }));
  } catch {
    return null;
  }
}

/** Reads a plan, a line for each day or stretch of days, or the published JSON. */
export function readPlan(text: string): PlanReading {
  if (text.trimStart().startsWith('{')) {
    const days = daysOfJson(text);
    return days ? { days: byDate(days), unread: [] } : { days: [], unread: [1] };
  }
  const lines = text.split('\n').map((line) => line.trim());
  const read = lines.map((line) => (line === '' ? [] : daysOf(line)));
  return {
    days: byDate(read.flatMap((days) => days ?? [])),
    unread: read.flatMap((days, i) => (days ? [] : [i + 1])),
  };
}

const byDate = (days: readonly PlannedDay[]): PlannedDay[] =>
  days.toSorted((a, b) => a.date.localeCompare(b.date));

export function stretchesOf(days: readonly PlannedDay[]): Stretch[] {
  const stretches: Stretch[] = [];
  for (const { date, name, isWorkingDay } of byDate(days)) {
    const last = stretches.at(-1);
    const goesOn =
      last?.name === name && last.isWorkingDay === isWorkingDay && plusDays(last.until, 1) === date;
    if (goesOn) Object.assign(last, { until: date, days: last.days + 1 });
    else stretches.push({ from: date, until: date, days: 1, name, isWorkingDay });
  }
  return stretches;
}

/** The words of days off and of make-up days in the reader's language; both languages are read. */
export interface Marks {
  off: string;
  work: string;
}

/** The text that {@link readPlan} reads back to the same days. */
export const planText = (days: readonly PlannedDay[], marks: Marks): string =>
  stretchesOf(days)
    .map(
      ({ from, until, name, isWorkingDay }) =>
        `${from}${until === from ? '' : `~${until}`} ${name} ${isWorkingDay ? marks.work : marks.off}`,
    )
    .join('\n');
