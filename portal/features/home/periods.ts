import type { SalesUnit } from '../../gql/graphql.ts';
import { isoDay } from '../../lib/dates.ts';

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

export function periodDays(unit: SalesUnit, now: number): [first: string, last: string] {
  const [year, month] = isoDay(now).split('-').map(Number) as [number, number];
  const start = Math.floor((month - 1) / MONTHS[unit]) * MONTHS[unit];
  const day = (at: number, of: number) =>
    new Date(Date.UTC(year, at, of)).toISOString().slice(0, 10);
  return [day(start, 1), day(start + MONTHS[unit], 0)];
}
