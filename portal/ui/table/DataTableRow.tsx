// biome-ignore-all lint/a11y/noRedundantRoles: as cards the parts lose their table display, and with it their roles
import { type MouseEvent, memo, type ReactNode } from 'react';
import { cx } from '../cx.ts';
import styles from './DataTable.module.css';
import { PickBox } from './PickBox.tsx';
import type { Column } from './table.ts';

interface RowProps<Row> {
  id: string;
  row: Row;
  columns: readonly Column<Row>[];
  /** Position among all rows, when only some are drawn. */
  index?: number | undefined;
  /** Accessible name of the row's checkbox; absent: no checkbox. */
  selectLabel?: string | undefined;
  isPicked: boolean;
  onPick: (ids: readonly string[], on: boolean) => void;
  isOpen: boolean;
  onOpen?: ((row: Row) => void) | undefined;
  note: ReactNode;
}

const interactive = 'a, button, input, label, [role="button"], [role="menuitem"]';

function RowOfTable<Row>(props: RowProps<Row>) {
  const { row, columns, index, selectLabel, isPicked, onOpen, note } = props;
  function open(event: MouseEvent) {
    const target = event.target as Element;
    if (!onOpen || target.closest(interactive) || window.getSelection()?.toString()) return;
    onOpen(row);
  }
  return (
    <>
      <tr
        role="row"
        aria-rowindex={index === undefined ? undefined : index + 2}
        data-row=""
        aria-current={props.isOpen ? 'true' : undefined}
        aria-selected={selectLabel === undefined ? undefined : isPicked}
        className={cx(
          styles.data,
          props.isOpen && styles.open,
          isPicked && styles.picked,
          onOpen && styles.opens,
          Boolean(note) && styles.noted,
        )}
        onClick={open}
      >
        {selectLabel !== undefined && (
          <td role="cell" className={cx(styles.cell, styles.pick)}>
            <PickBox
              label={selectLabel}
              isPicked={isPicked}
              onPick={(on) => props.onPick([props.id], on)}
            />
          </td>
        )}
        <Cells row={row} columns={columns} />
      </tr>
      {note && (
        <tr role="row" className={styles.below}>
          <td role="cell" colSpan={columns.length + (selectLabel === undefined ? 0 : 1)}>
            {note}
          </td>
        </tr>
      )}
    </>
  );
}

function CellsOfRow<Row>({ row, columns }: Pick<RowProps<Row>, 'row' | 'columns'>) {
  return (
    <>
      {columns.map((column) => (
        <td
          role="cell"
          key={column.id}
          data-align={column.align}
          data-below={column.hideBelow}
          data-card={column.card}
          data-label={column.header}
          className={cx(styles.cell, column.wrap && styles.wraps, column.whole && styles.whole)}
          style={column.ownWidth && !column.whole ? { maxWidth: column.ownWidth } : undefined}
        >
          {column.cell(row)}
        </td>
      ))}
    </>
  );
}

/** Drawing the cells is most of the work of a row, and selecting it does not change them. */
const Cells = memo(CellsOfRow) as typeof CellsOfRow;

export const DataTableRow = memo(RowOfTable) as typeof RowOfTable;
