// biome-ignore-all lint/a11y/noRedundantRoles: as cards the parts lose their table display, and with it their roles
import type { ReactTable } from '@tanstack/react-table';
import { ArrowDown, ArrowUp, ChevronsUpDown } from 'lucide-react';
import type { CSSProperties } from 'react';
import { cx } from '../cx.ts';
import { Icon } from '../display/Icon.tsx';
import styles from './DataTable.module.css';
import type { Column, DataTableProps, Features } from './DataTable.tsx';
import { PickBox } from './PickBox.tsx';
import { ResizeEdge } from './ResizeEdge.tsx';

interface HeadProps<Row>
  extends Pick<DataTableProps<Row>, 'sort' | 'onSort' | 'onResize' | 'selected' | 'selectLabels'> {
  columns: readonly Column<Row>[];
  table: ReactTable<Features, { row: Row }>;
}

const order = { asc: 'ascending', desc: 'descending' } as const;

/** A width that the person gave holds against the content. */
const widthOf = ({ width, ownWidth }: Pick<Column<never>, 'width' | 'ownWidth'>): CSSProperties =>
  ownWidth ? { width: ownWidth, minWidth: ownWidth, maxWidth: ownWidth } : { width };

/** Column heads; a sortable one is a button that turns the direction. */
export function DataTableHead<Row>({
  columns,
  table,
  sort,
  onSort,
  onResize,
  selected,
  selectLabels,
}: HeadProps<Row>) {
  // Selection reaches over pages; this box speaks only of the rows in sight.
  const { rows } = table.getRowModel();
  const some = rows.some((row) => row.getIsSelected());
  const all = some && rows.every((row) => row.getIsSelected());
  return (
    <thead role="rowgroup">
      <tr role="row">
        {selected && (
          <th role="columnheader" scope="col" className={cx(styles.head, styles.pick)}>
            <PickBox
              label={selectLabels?.all}
              isPicked={all}
              isPartly={some && !all}
              onPick={(on) => table.toggleAllRowsSelected(on)}
            />
          </th>
        )}
        {columns.map((column) => {
          const direction = sort?.id === column.id ? sort.direction : undefined;
          return (
            <th
              role="columnheader"
              scope="col"
              key={column.id}
              className={styles.head}
              data-align={column.align}
              data-below={column.hideBelow}
              data-column={column.id}
              style={widthOf(column)}
              aria-sort={direction && order[direction]}
            >
              {column.sortable && onSort ? (
                <button
                  type="button"
                  className={styles.sort}
                  onClick={() =>
                    onSort({ id: column.id, direction: direction === 'desc' ? 'asc' : 'desc' })
                  }
                >
                  {column.header}
                  <Icon
                    of={direction ? (direction === 'asc' ? ArrowUp : ArrowDown) : ChevronsUpDown}
                    size={12}
                  />
                </button>
              ) : (
                column.header
              )}
              {onResize && <ResizeEdge onResize={(width) => onResize(column.id, width)} />}
            </th>
          );
        })}
      </tr>
    </thead>
  );
}
