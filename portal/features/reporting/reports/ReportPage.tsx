import { useSearch } from '@tanstack/react-router';
import { useEffect } from 'react';
import { useText } from '../../../lib/i18n.tsx';
import { useSession } from '../../../lib/session.ts';
import { FilterChips } from '../../../list/FilterChips.tsx';
import { ignoredFilters } from '../../../list/input.ts';
import { Siblings } from '../../../list/Siblings.tsx';
import { type ListSearch, lastSearch } from '../../../list/search.ts';
import { useListState } from '../../../list/useListState.ts';
import { useViews } from '../../../list/useViews.ts';
import { ViewMenu } from '../../../list/ViewMenu.tsx';
import { useTitle } from '../../../shell/title.ts';
import { Button } from '../../../ui/actions/Button.tsx';
import { Banner } from '../../../ui/feedback/Banner.tsx';
import { Page } from '../../../ui/layout/Page.tsx';
import { PageHead } from '../../../ui/layout/PageHead.tsx';
import { ViewTabs } from '../../../ui/layout/ViewTabs.tsx';
import { FilterBar } from '../../../ui/table/FilterBar.tsx';
import { DataAsOf } from '../DataAsOf.tsx';
import { askedOf } from './asked.ts';
import type { Report } from './define.ts';
import { REPORTS } from './siblings.ts';

/** Filters and saved views as those of a list, and below them the figures of the report. */
export function ReportPage({ report }: { report: Report }) {
  const { list, period: field, body: Body } = report;
  const t = useText();
  const session = useSession();
  const views = useViews(list);
  const state = useListState(list, views.base);
  const search = useSearch({ strict: false }) as ListSearch;
  useTitle(t(list.title));
  useEffect(() => lastSearch(list.name).set(search), [list, search]);
  const { by: _, ...chips } = list.filters;
  const { period, filter, groups, by } = askedOf(report, state.text, session);
  const texts = Object.keys(chips)
    .filter((key) => key !== field && filter[key] !== null && filter[key] !== undefined)
    .map((key) => [key, state.text(key)]);
  const ignored = ignoredFilters(list, state, session);
  return (
    <Page>
      <PageHead title={t('ui.nav.reports')} meta={<DataAsOf />} />
      <Siblings label={t('ui.nav.reports')} siblings={REPORTS} />
      {views.tabs.length > 1 && (
        <ViewTabs
          label={t('ui.list.views')}
          items={views.tabs.map(({ id, label }) => ({
            id,
            label,
            mark: id === views.base.id && state.isDirty ? t('ui.view.changed') : undefined,
          }))}
          value={views.base.id}
          onChange={(id) => views.show(state, id)}
        />
      )}
      <FilterBar
        label={t('ui.list.filters')}
        end={<ViewMenu list={list} state={state} views={views} />}
      >
        <FilterChips list={{ ...list, filters: chips }} state={state} rows={[]} />
        {state.isFiltered && (
          <Button size="sm" variant="ghost" onPress={state.clear} data-noprint>
            {t('ui.list.clear')}
          </Button>
        )}
      </FilterBar>
      {ignored.length > 0 && (
        <Banner tone="info" live>
          {t('ui.list.ignored', {
            filters: ignored.map((label) => t(label)).join(t('ui.listSeparator')),
          })}
        </Banner>
      )}
      {period ? (
        <Body
          period={period}
          filter={filter}
          search={Object.fromEntries(texts)}
          by={by}
          groups={groups}
          onBy={(by) => state.setText('by', by)}
          onPeriod={(text) => state.setText(field, text)}
        />
      ) : (
        <Banner tone="info">{t('ui.report.noPeriod')}</Banner>
      )}
    </Page>
  );
}
