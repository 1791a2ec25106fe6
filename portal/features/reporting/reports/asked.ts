import { createRequest } from 'urql';
import type { Session } from '../../../lib/auth.ts';
import type { Opening, Prefetch } from '../../../lib/prefetch.ts';
import { isFor } from '../../../list/define.ts';
import { periodOf } from '../../../list/filters.ts';
import { filterInput } from '../../../list/input.ts';
import { Views } from '../../../list/saved-views.ts';
import { listSearch } from '../../../list/search.ts';
import { readState } from '../../../list/useListState.ts';
import { baseOf, ownViews } from '../../../list/useViews.ts';
import type { Report, ReportProps } from './define.ts';

/** The period, filters and dimension in the address of a report. Without a period there are no figures. */
export function askedOf(report: Report, text: (key: string) => string, session: Session) {
  const groups = report.groups.filter((group) => isFor(group, session)).map(({ id }) => id);
  const { by: _, ...filter } = filterInput(report.list, text, session);
  const by = text('by');
  return {
    period: periodOf(text(report.period)),
    filter,
    groups,
    by: groups.includes(by) ? by : groups[0]!,
  };
}

type Figures = (asked: Pick<ReportProps, 'period' | 'filter' | 'by'>) => ReturnType<Prefetch>;

/** The queries that a report asks when it opens; `figures` has those of its body. */
export function firstQueries(
  report: Report,
  { search: given, session }: Opening,
  figures: Figures,
): ReturnType<Prefetch> {
  const { list } = report;
  const search = listSearch(given);
  const state = readState(list, baseOf(ownViews(list, session), search), search, session);
  const { period, filter, by } = askedOf(report, state.text, session);
  return [
    createRequest(Views, { list: list.name }),
    ...(period ? figures({ period, filter, by }) : []),
  ];
}
