import type { ComponentType } from 'react';
import { earlierDay, isoDay, laterDay, plusDays } from '../../../lib/dates.ts';
import type { MessageId } from '../../../lib/i18n.tsx';
import { plusMonths } from '../../../lib/months.ts';
import type { Side } from '../../../lib/session.ts';
import { defineList, type List, type ListViewSpec, view } from '../../../list/define.ts';
import { type Filter, filter, type Scope } from '../../../list/filters.ts';

/** A dimension by which a report groups, and the consoles that have it. */
export interface Group<G extends string = string> {
  id: G;
  for?: readonly Side[];
}

/** The present address, as the figures of a report need it. */
export interface ReportProps {
  /** First and last day, both included. */
  period: { start: string; end: string };
  /** Filters as API input, the period included. */
  filter: Record<string, unknown>;
  /** Filters as address text, for links to the rows; without the period. */
  search: Readonly<Record<string, string>>;
  by: string;
  groups: readonly string[];
  onBy: (by: string) => void;
  onPeriod: (period: string) => void;
}

export interface Report {
  /** Filters, views and address of the report, kept as those of a list. */
  list: List;
  period: string;
  groups: readonly Group[];
  body: ComponentType<ReportProps>;
}

interface Spec {
  name: string;
  title: MessageId;
  query: List['query'];
  /** Filter that holds the period, and its text for a new visit. */
  period: { field: string; label: MessageId; of: (scope: Scope) => string };
  filters: Readonly<Record<string, Filter>>;
  /** Enum of the dimensions. */
  dimension: string;
  groups: readonly Group[];
  views?: readonly ListViewSpec<string>[];
  body: ComponentType<ReportProps>;
}

/**
 * A page with figures in place of rows. It keeps its filters, its saved views and its address as a list does.
 */
export function defineReport({ period, dimension, groups, body, ...spec }: Spec): Report {
  const views = (spec.views ?? [view('all', 'ui.all')]).map((one) => ({
    ...one,
    filters: { [period.field]: period.of, by: [groups[0]!.id], ...one.filters },
  }));
  const list = defineList({
    name: spec.name,
    title: spec.title,
    query: spec.query,
    filters: {
      [period.field]: filter.period(period.label),
      ...spec.filters,
      by: filter.choice(
        'ui.performance.by',
        dimension,
        groups.map(({ id }) => id),
        { quiet: true },
      ),
    },
    views,
    columns: () => [],
    empty: [spec.title],
  } as never);
  return { list, period: period.field, groups, body };
}

const monthOf = (now: number, months: number): string =>
  plusMonths(`${isoDay(now).slice(0, 7)}-01`, months);
const dayBefore = (day: string): string => plusDays(day, -1);

/** The twelve months that end with the present one. */
export const lastYear = ({ now }: Scope): string =>
  `${monthOf(now, -11)}~${dayBefore(monthOf(now, 1))}`;

/** The present month and the eleven after it. */
export const nextYear = ({ now }: Scope): string =>
  `${monthOf(now, 0)}~${dayBefore(monthOf(now, 12))}`;

/** Months that a chart shows at most. */
const MOST_MONTHS = 36;

/** The last months of a period, or the first ones for what lies ahead, at most as many as a chart shows. */
export function monthsIn(
  { start, end }: ReportProps['period'],
  kept: 'last' | 'first' = 'last',
): string[] {
  const [first, last] = [start, end].map((day) => `${day.slice(0, 7)}-01`) as [string, string];
  const from = kept === 'last' ? laterDay(first, plusMonths(last, 1 - MOST_MONTHS)) : first;
  const until = kept === 'last' ? last : earlierDay(last, plusMonths(first, MOST_MONTHS - 1));
  const months: string[] = [];
  for (let at = from; at <= until; at = plusMonths(at, 1)) months.push(at.slice(0, 7));
  return months;
}

/** The days of a month that lie in a period, as address text. */
export function monthText(month: string, { start, end }: ReportProps['period']): string {
  const first = `${month}-01`;
  const last = dayBefore(plusMonths(first, 1));
  return `${laterDay(first, start)}~${earlierDay(last, end)}`;
}

/** The period up to the bounds of its months. */
export const wholeMonths = ({ start, end }: ReportProps['period']): ReportProps['period'] => ({
  start: `${start.slice(0, 7)}-01`,
  end: dayBefore(plusMonths(`${end.slice(0, 7)}-01`, 1)),
});
