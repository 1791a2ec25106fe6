import { type ReactNode, type RefObject, useMemo } from 'react';
import { useText } from '../lib/i18n.tsx';
import { useLook } from '../lib/theme.ts';
import { cx } from '../ui/cx.ts';
import { DataTable } from '../ui/table/DataTable.tsx';
import type { Row } from './column.ts';
import type { BulkAction, Connection, List } from './define.ts';
import type { variablesOf } from './input.ts';
import styles from './List.module.css';
import { onRowKey } from './row-keys.ts';
import { SelectedBar } from './SelectedBar.tsx';
import { useSelection } from './selection.ts';
import type { ShownColumns } from './useColumns.tsx';
import type { ListState } from './useListState.ts';

export interface ListRowsProps {
  list: List;
  state: ListState;
  columns: ShownColumns;
  variables: ReturnType<typeof variablesOf>;
  /** Undefined while the first page loads. */
  connection: Connection<Row> | null | undefined;
  isLoading: boolean;
  empty: ReactNode;
  /** Bulk actions of the viewer; with at least one, rows can be selected. */
  bulk: readonly BulkAction[];
  box: RefObject<HTMLDivElement | null>;
}

const NO_ROWS: readonly Row[] = [];

/** Rows and selection, as a component of their own, so that selecting rerenders only the rows. */
export function ListRows(props: ListRowsProps) {
  const { list, state, columns, variables, connection, bulk } = props;
  const t = useText();
  const { density: everywhere } = useLook();
  const rows = connection?.nodes ?? NO_ROWS;
  const selection = useSelection(list.name, JSON.stringify(variables.filter));
  const selected = useMemo(
    () => new Set(selection.matching ? rows.map(({ id }) => id) : selection.ids),
    [selection, rows],
  );
  const selectable = bulk.length > 0;
  return (
    <div className={styles.rows}>
      {selectable && !selection.isEmpty && (
        <SelectedBar
          list={list}
          actions={bulk}
          selection={selection}
          variables={variables}
          rows={rows}
          total={props.isLoading ? null : (connection?.count ?? null)}
        />
      )}
      {/* biome-ignore lint/a11y/noStaticElementInteractions: it handles the keys of the rows inside */}
      <div ref={props.box} className={cx(styles[state.density ?? everywhere])} onKeyDown={onRowKey}>
        <DataTable
          label={t(list.title)}
          columns={columns.all}
          visible={columns.visible}
          rows={rows}
          rowId={(row) => row.id}
          sort={state.sort}
          onSort={state.setSort}
          onResize={columns.resize}
          selected={selectable ? selected : undefined}
          onSelect={selection.set}
          selectLabels={{
            all: t('ui.list.selectAll'),
            row: (row) => t('ui.list.selectRow', { name: columns.nameOf(row) }),
          }}
          onOpen={columns.open}
          openId={state.open}
          loading={props.isLoading}
          empty={props.empty}
        />
      </div>
    </div>
  );
}
