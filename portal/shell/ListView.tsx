import type { CombinedError } from '@urql/core';
import type { ReactNode } from 'react';
import { failureOf } from '../lib/errors.ts';
import { useFormat } from '../lib/format.ts';
import { useText } from '../lib/i18n.tsx';
import type { FilterKind, FiltersOf, ListState } from '../lib/url-state.ts';
import { Button } from '../ui/Button.tsx';
import { Card } from '../ui/Card.tsx';
import { ColumnChooser } from '../ui/ColumnChooser.tsx';
import { type Column, DataTable } from '../ui/DataTable.tsx';
import { EmptyState } from '../ui/EmptyState.tsx';
import { FilterBar, SelectionBar } from '../ui/FilterBar.tsx';
import { Pager } from '../ui/Pager.tsx';
import { SearchField } from '../ui/SearchField.tsx';
import { ViewTabs } from '../ui/Tabs.tsx';
import { FailureState } from './FailureState.tsx';

/** A page of a connection as the API gives it. */
export interface Connection<Row> {
  nodes: readonly Row[];
  pageInfo: { hasNextPage: boolean; endCursor?: string | null };
  count?: { value: number; isExact: boolean } | null;
}

export interface ListColumn<Row> extends Column<Row> {
  /** Always shown. */
  fixed?: boolean;
  /** Hidden until chosen. */
  extra?: boolean;
}

export interface ListViewProps<Row, F extends Record<string, FilterKind>> {
  label: string;
  state: ListState<F>;
  columns: readonly ListColumn<Row>[];
  rowId: (row: Row) => string;
  /** Undefined while the first page is on its way. */
  connection: Connection<Row> | null | undefined;
  result: { fetching: boolean; stale: boolean; error?: CombinedError };
  retry: () => void;
  /** What the search box looks into; without it there is no box. */
  searchPlaceholder?: string;
  /** Filter chips, in their order. */
  filters?: ReactNode;
  views?: readonly {
    id: string;
    label: string;
    count?: ReactNode;
    filters: Partial<FiltersOf<F>>;
  }[];
  /** Shown when there is nothing at all yet. */
  empty: ReactNode;
  selection?: {
    selected: ReadonlySet<string>;
    onSelect: (selected: Set<string>) => void;
    rowName: (row: Row) => string;
    /** Bulk actions. */
    actions: ReactNode;
  };
  onOpen?: (row: Row) => void;
  below?: (row: Row) => ReactNode;
}

/** A list with everything it needs: views, search, filters, columns, selection, states, pages. All of it lives in the URL. */
export function ListView<Row, F extends Record<string, FilterKind>>(props: ListViewProps<Row, F>) {
  const { state, columns, connection, result, selection, views } = props;
  const t = useText();
  const usual = columns.filter((c) => !c.extra).map((c) => c.id);
  const visible = state.columns ?? usual;
  const rows = connection?.nodes ?? [];
  const broken = result.error && !connection;

  return (
    <>
      {views && (
        <ViewTabs
          label={t('ui.list.views')}
          items={views}
          value={state.view ?? views[0]?.id ?? null}
          onChange={(id) =>
            state.setView(
              id === views[0]?.id ? null : id,
              views.find((view) => view.id === id)?.filters,
            )
          }
        />
      )}
      <FilterBar
        label={t('ui.list.filters')}
        end={
          <span className="wide-only">
            <ColumnChooser
              label={t('ui.list.columns')}
              columns={columns}
              visible={visible}
              onChange={state.setColumns}
              onReset={() => state.setColumns(null)}
              labels={{
                reset: t('ui.list.columnsReset'),
                up: (column) => t('ui.list.columnUp', { column }),
                down: (column) => t('ui.list.columnDown', { column }),
              }}
            />
          </span>
        }
      >
        {props.searchPlaceholder && (
          <SearchField
            label={t('ui.list.search')}
            placeholder={props.searchPlaceholder}
            value={state.search}
            onChange={state.setSearch}
          />
        )}
        {props.filters}
        {state.isFiltered && (
          <Button size="sm" variant="ghost" onPress={state.clear}>
            {t('ui.list.clear')}
          </Button>
        )}
      </FilterBar>
      <Card flush>
        {selection && selection.selected.size > 0 && (
          <SelectionBar
            summary={
              <SelectionSummary rows={rows.map(props.rowId)} selected={selection.selected} />
            }
            onClear={() => selection.onSelect(new Set())}
            clearLabel={t('ui.list.clearSelection')}
          >
            {selection.actions}
          </SelectionBar>
        )}
        {broken && result.error ? (
          <FailureState failure={failureOf(result.error)} onRetry={props.retry} />
        ) : (
          <DataTable<Row>
            label={props.label}
            columns={columns}
            rows={rows}
            rowId={props.rowId}
            visible={visible}
            sort={state.sort}
            onSort={state.setSort}
            selected={selection?.selected}
            onSelect={selection?.onSelect}
            selectLabels={
              selection && {
                all: t('ui.list.selectAll'),
                row: (row) => t('ui.list.selectRow', { name: selection.rowName(row) }),
              }
            }
            onOpen={props.onOpen}
            openId={state.open}
            below={props.below}
            loading={result.fetching || result.stale}
            empty={
              state.isFiltered || state.after ? <NoMatch onClear={state.clear} /> : props.empty
            }
          />
        )}
      </Card>
      {connection && (rows.length > 0 || state.after) && (
        <ListPager state={state} connection={connection} />
      )}
    </>
  );
}

function SelectionSummary({ rows, selected }: { rows: string[]; selected: ReadonlySet<string> }) {
  const t = useText();
  const here = rows.filter((id) => selected.has(id)).length;
  const outside = selected.size - here;
  if (outside === 0) return t('ui.list.selected', { count: selected.size });
  return t('ui.list.selectedOutside', { count: selected.size, outside });
}

function NoMatch({ onClear }: { onClear: () => void }) {
  const t = useText();
  return (
    <EmptyState
      title={t('ui.list.emptyFiltered')}
      action={<Button onPress={onClear}>{t('ui.list.clearFilters')}</Button>}
    >
      {t('ui.list.emptyFilteredText')}
    </EmptyState>
  );
}

interface ListPagerProps {
  state: Pick<
    ListState<Record<never, never>>,
    'offset' | 'size' | 'after' | 'next' | 'previous' | 'setSize'
  >;
  connection: Connection<unknown>;
}

/** The pager of a connection, for lists that are laid out by hand. */
export function ListPager({ state, connection }: ListPagerProps) {
  const t = useText();
  const format = useFormat();
  const { nodes, pageInfo, count } = connection;
  const range = {
    from: format.number(nodes.length ? state.offset + 1 : state.offset),
    to: format.number(state.offset + nodes.length),
  };
  return (
    <Pager
      summary={
        count
          ? t('ui.list.range', { ...range, count: format.count(count) })
          : t('ui.list.rangeOpen', range)
      }
      hasPrevious={state.after !== null}
      hasNext={pageInfo.hasNextPage}
      onPrevious={state.previous}
      onNext={() => pageInfo.endCursor && state.next(pageInfo.endCursor)}
      size={state.size}
      onSize={state.setSize}
      labels={{
        nav: t('ui.list.pages'),
        previous: t('ui.list.previous'),
        next: t('ui.list.next'),
        size: t('ui.list.perPage'),
      }}
    />
  );
}
