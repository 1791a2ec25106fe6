import { type ReactNode, useRef } from 'react';
import { useQuery } from 'urql';
import { failureOf } from '../lib/errors.ts';
import { useText } from '../lib/i18n.tsx';
import { useSession } from '../lib/session.ts';
import { useLook } from '../lib/theme.ts';
import { FailureState } from '../shell/FailureState.tsx';
import { Button } from '../ui/Button.tsx';
import { Card } from '../ui/Card.tsx';
import { cx } from '../ui/cx.ts';
import { DataTable } from '../ui/DataTable.tsx';
import { EmptyState } from '../ui/EmptyState.tsx';
import { FilterBar } from '../ui/FilterBar.tsx';
import { SearchField } from '../ui/SearchField.tsx';
import { ViewTabs } from '../ui/Tabs.tsx';
import { DisplayMenu } from './DisplayMenu.tsx';
import type { List } from './define.ts';
import { FilterChips } from './FilterChips.tsx';
import { variablesOf } from './input.ts';
import styles from './List.module.css';
import { ListPager } from './ListPager.tsx';
import { onRowKey } from './row-keys.ts';
import { SelectedBar } from './SelectedBar.tsx';
import { useSelection } from './selection.ts';
import { useColumns } from './useColumns.tsx';
import type { Base, ListState } from './useListState.ts';
import type { ListTab } from './useViews.ts';

export interface ListViewProps {
  list: List;
  state: ListState;
  tabs: readonly ListTab[];
  base: Base;
  /** What the viewer's role may do, by name; undefined until it is known. */
  mutations: readonly string[] | undefined;
  /** Shown when there is nothing at all yet. */
  empty: ReactNode;
}

/** Tabs, search, filters, columns, rows with their selection and states, pages: everything below the head. */
export function ListView({ list, state, tabs, base, mutations, empty }: ListViewProps) {
  const t = useText();
  const session = useSession();
  const variables = variablesOf(list, state, session);
  const [result, reload] = useQuery({
    query: list.query,
    variables,
    requestPolicy: 'cache-and-network',
  });
  const connection = result.data === undefined ? undefined : list.rows(result.data);
  const rows = connection?.nodes ?? [];
  const columns = useColumns(list, state);
  const selection = useSelection(list.name, JSON.stringify(variables.filter));
  const { density: everywhere } = useLook();
  const table = useRef<HTMLDivElement>(null);
  const isFirst = base.id === (tabs[0]?.id ?? base.id);
  const bulk = list.bulk?.filter(({ mutation }) => mutations?.includes(mutation)) ?? [];
  const selectable = bulk.length > 0;
  const selected = new Set(selection.matching ? rows.map(({ id }) => id) : selection.ids);
  return (
    <>
      {tabs.length > 0 && (
        <ViewTabs
          label={t('ui.list.views')}
          items={tabs}
          value={base.id}
          onChange={(id) => {
            const tab = tabs.find((view) => view.id === id);
            if (tab) state.show(tab, id === tabs[0]?.id);
          }}
        />
      )}
      <FilterBar
        label={t('ui.list.filters')}
        end={<DisplayMenu columns={columns} state={state} everywhere={everywhere} />}
      >
        {list.search && (
          <SearchField
            label={t('ui.list.search')}
            placeholder={t(list.search)}
            value={state.text('q')}
            onChange={(text) => state.setText('q', text)}
          />
        )}
        <FilterChips list={list} state={state} rows={rows} />
        {state.isFiltered && (
          <Button size="sm" variant="ghost" onPress={state.clear}>
            {t('ui.list.clear')}
          </Button>
        )}
      </FilterBar>
      <Card flush>
        {selectable && !selection.isEmpty && (
          <SelectedBar
            list={list}
            actions={bulk}
            selection={selection}
            variables={variables}
            total={connection?.count ?? null}
          />
        )}
        {result.error && !connection ? (
          <FailureState
            failure={failureOf(result.error)}
            onRetry={() => reload({ requestPolicy: 'network-only' })}
          />
        ) : (
          // biome-ignore lint/a11y/noStaticElementInteractions: the keys are those of the rows inside
          <div ref={table} className={cx(styles[state.density ?? everywhere])} onKeyDown={onRowKey}>
            <DataTable
              label={t(list.title)}
              columns={columns.all}
              visible={columns.visible}
              rows={rows}
              rowId={(row) => row.id}
              sort={state.sort}
              onSort={state.setSort}
              selected={selectable ? selected : undefined}
              onSelect={selection.set}
              selectLabels={{
                all: t('ui.list.selectAll'),
                row: (row) => t('ui.list.selectRow', { name: columns.nameOf(row) }),
              }}
              onOpen={columns.open}
              openId={state.open}
              loading={result.fetching || result.stale}
              empty={
                isFirst && !state.isFiltered && !state.after ? (
                  empty
                ) : (
                  <NoMatch state={state} first={tabs[0]} />
                )
              }
            />
          </div>
        )}
      </Card>
      {connection && (rows.length > 0 || state.after) && (
        <ListPager state={state} connection={connection} />
      )}
    </>
  );
}

/** Nothing matches: the way out is the first view without filters. */
function NoMatch({ state, first }: { state: ListState; first: ListTab | undefined }) {
  const t = useText();
  return (
    <EmptyState
      title={t('ui.list.emptyFiltered')}
      action={
        <Button
          onPress={() => (first && !state.isFiltered ? state.show(first, true) : state.clear())}
        >
          {t('ui.list.clearFilters')}
        </Button>
      }
    >
      {t('ui.list.emptyFilteredText')}
    </EmptyState>
  );
}
