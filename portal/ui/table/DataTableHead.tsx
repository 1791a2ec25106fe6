// biome-ignore-all lint/a11y/noRedundantRoles: as cards the parts lose their table display, and with it their roles
import { ArrowDown, ArrowUp, ChevronsUpDown } from 'lucide-react';
import type { CSSProperties } from 'react';
import { cx } from '../cx.ts';
import { Icon } from '../display/Icon.tsx';
import styles from './DataTable.module.css';
import { PickBox } from './PickBox.tsx';
import { ResizeEdge } from './ResizeEdge.tsx';
import type { Column, DataTableProps } from './table.ts';

interface HeadProps<Row>
  extends Pick<
    DataTableProps<Row>,
    'columns' | 'rows' | 'rowId' | 'sort' | 'onSort' | 'onResize' | 'selected' | 'selectLabels'
  > {
  onPick: (ids: readonly string[], on: boolean) => void;
}

const order = { asc: 'ascending', desc: 'descending' } as const;

/** A width chosen by the person is also minimum and maximum, so that content cannot change it. */
const widthOf = ({ width, ownWidth }: Pick<Column<never>, 'width' | 'ownWidth'>): CSSProperties =>
  ownWidth ? { width: ownWidth, minWidth: ownWidth, maxWidth: ownWidth } : { width };

/** Column heads; a sortable one is a button that reverses the direction. */
export function DataTableHead<Row>({
  columns,
  rows,
  rowId,
  sort,
  onSort,
  onResize,
  selected,
  selectLabels,
  onPick,
}: HeadProps<Row>) {
  // The selection may include rows of other pages; this box covers the rows of the present page.
  const ids = rows.map(rowId);
  const some = ids.some((id) => selected?.has(id));
  const all = some && ids.every((id) => selected?.has(id));
  return (
    <thead role="rowgroup">
      <tr role="row">
        {selected && (
          <th role="columnheader" scope="col" className={cx(styles.head, styles.pick)}>
            <PickBox
              label={selectLabels?.all}
              isPicked={all}
              isPartly={some && !all}
              onPick={(on) => onPick(ids, on)}
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
              aria-label={column.help ? column.header : undefined}
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
              {column.help}
              {onResize && <ResizeEdge onResize={(width) => onResize(column.id, width)} />}
            </th>
          );
        })}
      </tr>
    </thead>
  );
}
