import type { SalesUnit } from '../../gql/graphql.ts';
import { daysBetween, isoDay, plusDays } from '../../lib/dates.ts';

const MONTHS: Record<SalesUnit, number> = { MONTH: 1, QUARTER: 3, YEAR: 12 };

const nameOf = (unit: SalesUnit, year: number, month: number): string => {
  if (unit === 'YEAR') return String(year);
  if (unit === 'QUARTER') return `${year}-Q${Math.floor(month / 3) + 1}`;
  return `${year}-${String(month + 1).padStart(2, '0')}`;
};

/** Names of the latest periods in Shanghai, oldest first, up to the present one. */
export function lastPeriods(unit: SalesUnit, now: number, count: number): string[] {
  const [year, month] = isoDay(now).split('-').map(Number) as [number, number];
  return Array.from({ length: count }, (_, i) => {
    const index = year * 12 + (month - 1) - (count - 1 - i) * MONTHS[unit];
    return nameOf(unit, Math.floor(index / 12), index % 12);
  });
}

/** Days from `first` to `last`, both included. */
export interface Days {
  first: string;
  last: string;
}

/**
 * The days of the present period up to today, and as many days from the start of the one before. The earlier ones are
 * fewer only if their period is shorter.
 */
export function sameDays(unit: SalesUnit, now: number): { present: Days; before: Days } {
  const today = isoDay(now);
  const [year, month] = today.split('-').map(Number) as [number, number];
  const start = Math.floor((month - 1) / MONTHS[unit]) * MONTHS[unit];
  const day = (at: number) => new Date(Date.UTC(year, at, 1)).toISOString().slice(0, 10);
  const [first, earlier] = [day(start), day(start - MONTHS[unit])];
  const same = plusDays(earlier, daysBetween(first, today));
  return {
    present: { first, last: today },
    before: { first: earlier, last: same < first ? same : plusDays(first, -1) },
  };
}
