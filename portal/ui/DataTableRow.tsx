// biome-ignore-all lint/a11y/noRedundantRoles: as cards the parts lose their table display, and with it their roles
import { type MouseEvent, memo } from 'react';
import { Checkbox } from './Checkbox.tsx';
import { cx } from './cx.ts';
import styles from './DataTable.module.css';
import type { Column, DataTableProps, Line } from './DataTable.tsx';

interface RowProps<Row> extends Pick<DataTableProps<Row>, 'onOpen' | 'below'> {
  line: Line<Row>;
  columns: readonly Column<Row>[];
  /** Position among all rows when only some are drawn. */
  index?: number;
  selectLabel?: string;
  isOpen: boolean;
}

const interactive = 'a, button, input, label, [role="button"], [role="menuitem"]';

/** One row and the line under it. */
export function DataTableRow<Row>({
  line,
  columns,
  index,
  selectLabel,
  isOpen,
  onOpen,
  below,
}: RowProps<Row>) {
  const row = line.original.row;
  const picked = line.getIsSelected();
  const note = below?.(row);
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
        aria-selected={selectLabel === undefined ? undefined : picked}
        className={cx(
          styles.data,
          isOpen && styles.open,
          picked && styles.picked,
          onOpen && styles.opens,
          Boolean(note) && styles.noted,
        )}
        onClick={open}
      >
        {selectLabel !== undefined && (
          <td role="cell" className={cx(styles.cell, styles.pick)}>
            <PickBox label={selectLabel} picked={picked} line={line} />
          </td>
        )}
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

interface PickBoxProps {
  label: string;
  picked: boolean;
  line: {
    toggleSelected: (on: boolean) => void;
    getToggleSelectedHandler: () => (event: unknown) => void;
  };
}

/** Memoized: a table of 200 rows draws 200 of these for each "select all". */
const PickBox = memo(
  function PickBox({ label, picked, line }: PickBoxProps) {
    return (
      <Checkbox label={label} isSelected={picked} onChange={(on) => line.toggleSelected(on)} />
    );
  },
  (a, b) => a.picked === b.picked && a.label === b.label && a.line === b.line,
);
