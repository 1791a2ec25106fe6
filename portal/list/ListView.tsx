import { useSearch } from '@tanstack/react-router';
import { UsersRound } from 'lucide-react';
import { type ReactNode, useEffect, useRef } from 'react';
import { failureOf } from '../lib/errors.ts';
import { useFormat } from '../lib/format.ts';
import { type Text, useText } from '../lib/i18n.tsx';
import { lazyComponent } from '../lib/lazy.tsx';
import { useMay, useSession } from '../lib/session.ts';
import { useLook } from '../lib/theme.ts';
import { FailureState } from '../shell/FailureState.tsx';
import { StaleBanner } from '../shell/StaleBanner.tsx';
import { Button } from '../ui/actions/Button.tsx';
import { Banner } from '../ui/feedback/Banner.tsx';
import { EmptyState } from '../ui/feedback/EmptyState.tsx';
import { SearchField } from '../ui/fields/SearchField.tsx';
import { Card } from '../ui/layout/Card.tsx';
import { ViewTabs } from '../ui/layout/ViewTabs.tsx';
import { FilterBar } from '../ui/table/FilterBar.tsx';
import { labelOf } from './column.ts';
import { DisplayMenu } from './DisplayMenu.tsx';
import type { List } from './define.ts';
import { ExportButton } from './ExportButton.tsx';
import { FilterChips } from './FilterChips.tsx';
import { ignoredParts, variablesOf } from './input.ts';
import { ListPager } from './ListPager.tsx';
import { ListRows } from './ListRows.tsx';
import { inRecord, shownRows } from './neighbours.ts';
import { PeriodPresets } from './PeriodPresets.tsx';
import { useRowKeys } from './row-keys.ts';
import type { ListSearch } from './search.ts';
import { linkOf, type ShownColumns, useColumns } from './useColumns.tsx';
import type { ListState } from './useListState.ts';
import { useRows } from './useRows.ts';
import { useTotals } from './useTotals.ts';
import type { ListViews } from './useViews.ts';
import { ViewMenu } from './ViewMenu.tsx';

const ListSums = lazyComponent(() => import('./ListSums.tsx'), 'ListSums');

export interface ListViewProps {
  list: List;
  state: ListState;
  /** If absent, the list is part of a record and has no views. */
  views?: ListViews;
  /** Placeholder when the list has no rows at all. */
  empty: ReactNode;
}

/** Everything below the page header: the list's own part, tabs, search, filters, columns, rows and pager. */
export function ListView({ list, state, views, empty }: ListViewProps) {
  const t = useText();
  const format = useFormat();
  const session = useSession();
  const variables = variablesOf(list, state, session);
  const isPending = views?.isPending ?? false;
  const { connection, error, isLoading, retry } = useRows(list, variables, views);
  const rows = connection?.nodes ?? [];
  const isPage = Boolean(views);
  useEffect(() => {
    if (connection)
      shownRows(isPage ? list.name : inRecord(list.name)).set({
        ids: connection.nodes.map((row) => (list.panel || linkOf(list, row) ? row.id : null)),
        offset: state.offset,
        count: connection.count ?? null,
      });
  }, [list, connection, isPage, state.offset]);
  const totals = useTotals(list, variables.filter, isPending);
  const columns = useColumns(
    list,
    state,
    connection?.count ? format.count(connection.count) : undefined,
    totals,
  );
  const may = useMay();
  const bulk = (list.bulk ?? []).filter(({ mutation }) => may(mutation));
  const { density: everywhere } = useLook();
  const table = useRef<HTMLDivElement>(null);
  useRowKeys(table);
  const { period } = list;
  const search = useSearch({ strict: false }) as ListSearch;
  const known = views?.tabs.map(({ id }) => id) ?? [search.view ?? ''];
  const ignored = ignoredParts(list, state, search, known, session);
  // A role without the list has no use for its filters.
  if (error && !connection && failureOf(error).kind === 'forbidden')
    return (
      <Card flush>
        <FailureState failure={failureOf(error)} />
      </Card>
    );
  const Above = isPage && list.above;
  const isWhole = !state.isFiltered && (!views || views.isFirst(views.base.id));
  return (
    <>
      {Above && <Above />}
      {views && views.tabs.length > 0 && (
        <ViewTabs
          label={t('ui.list.views')}
          items={views.tabs.map(({ id, label, count, isShared }) => ({
            id,
            label,
            count,
            icon: isShared ? { of: UsersRound, title: t('ui.view.shared') } : undefined,
            mark: id === views.base.id && state.isDirty ? t('ui.view.changed') : undefined,
          }))}
          value={views.base.id}
          onChange={(id) => views.show(state, id)}
        />
      )}
      <FilterBar
        label={t('ui.list.filters')}
        end={
          <>
            <ExportButton
              list={list}
              state={state}
              variables={variables}
              visible={columns.visible}
              count={connection?.count}
            />
            {views && <ViewMenu list={list} state={state} views={views} />}
            <DisplayMenu columns={columns} state={state} everywhere={everywhere} table={table} />
          </>
        }
        search={
          list.search && (
            <SearchField
              label={t('ui.list.search')}
              placeholder={t(list.search)}
              value={state.text('q')}
              onChange={(text) => state.setText('q', text)}
            />
          )
        }
      >
        {period && (
          <PeriodPresets
            label={t(list.filters[period]!.label)}
            text={state.text(period)}
            onChange={(text) => state.setText(period, text)}
          />
        )}
        <FilterChips list={list} state={state} rows={rows} />
        {state.isFiltered && (
          <Button size="sm" variant="ghost" onPress={state.clear}>
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
      {error && connection && <StaleBanner onRetry={retry} />}
      {(list.period || list.facets) && (
        <ListSums
          list={list}
          state={state}
          filter={variables.filter}
          totals={totals}
          isPending={isPending}
        />
      )}
      <Card flush>
        {error && !connection ? (
          <FailureState failure={failureOf(error)} onRetry={retry} />
        ) : (
          <ListRows
            list={list}
            state={state}
            columns={columns}
            variables={variables}
            connection={connection}
            isLoading={isLoading}
            bulk={bulk}
            box={table}
            empty={
              isWhole && !state.after ? (
                empty
              ) : (
                <NoMatch
                  says={state.isFiltered ? undefined : emptyOf(list, views)}
                  onClear={() =>
                    views && !state.isFiltered ? views.showFirst(state) : state.clear()
                  }
                />
              )
            }
          />
        )}
      </Card>
      {connection && (rows.length > 0 || state.after) && (
        <ListPager
          state={state}
          connection={connection}
          isLoading={isLoading}
          order={hiddenOrder(list, state, columns.visible, t)}
        />
      )}
    </>
  );
}

/** Placeholder when nothing matches: offers the view's own filters, or else the first view. */
function NoMatch({ says, onClear }: { says: ViewEmpty; onClear: () => void }) {
  const t = useText();
  const [title, text] = says ?? (['ui.list.emptyFiltered', 'ui.list.emptyFilteredText'] as const);
  return (
    <EmptyState
      title={t(title)}
      action={
        <Button onPress={onClear}>{t(says ? 'ui.list.showAll' : 'ui.list.clearFilters')}</Button>
      }
    >
      {t(text)}
    </EmptyState>
  );
}

/** Text of the order, if no visible column shows its arrow. */
function hiddenOrder(
  list: List,
  { sort }: ListState,
  visible: ShownColumns['visible'],
  t: Text,
): string | null {
  const column = list.columns.find(({ id }) => id === sort?.id);
  if (!sort || !column || visible.includes(sort.id)) return null;
  const order = column.align === 'end' ? 'ui.list.orderOfFigures' : 'ui.list.order';
  return t(order, { column: labelOf(column.header, t), direction: sort.direction });
}

type ViewEmpty = List['views'][number]['empty'];
const emptyOf = (list: List, views: ListViews | undefined): ViewEmpty =>
  list.views.find(({ id }) => id === views?.base.id)?.empty;
