// biome-ignore-all lint/a11y/noRedundantRoles: as cards the parts lose their table display, and with it their roles
import {
  lazy,
  type RefObject,
  Suspense,
  useCallback,
  useLayoutEffect,
  useMemo,
  useRef,
} from 'react';
import { cx } from '../cx.ts';
import { Skeleton } from '../feedback/Skeleton.tsx';
import styles from './DataTable.module.css';
import { DataTableHead } from './DataTableHead.tsx';
import { DataTableRow } from './DataTableRow.tsx';
import type { DataTableProps } from './table.ts';
import { useFit } from './useFit.ts';

/** Longer tables draw only the rows near the window. */
const VIRTUAL_ABOVE = 200;
const VirtualRows = lazy(() => import('./VirtualRows.tsx'));

/** A semantic table with sorting, selection and sticky head; rows become cards when its container is narrow. */
export function DataTable<Row>(props: DataTableProps<Row>) {
  const { columns, rows, rowId, selected, visible, loading, empty } = props;
  // By id, so that rows keep their rendered cells while only the selection changes.
  const shown = useMemo(
    () => (visible ? visible.flatMap((id) => columns.find((c) => c.id === id) ?? []) : columns),
    [columns, visible],
  );
  const span = shown.length + (selected ? 1 : 0);
  const virtual = rows.length > VIRTUAL_ABOVE;
  const scroller = useRef<HTMLDivElement>(null);
  useFit(scroller);
  const latest = useLatest({ selected, onSelect: props.onSelect, onOpen: props.onOpen });
  const pick = useCallback(
    (ids: readonly string[], on: boolean) => {
      const { selected, onSelect } = latest.current;
      const next = new Set(selected);
      for (const id of ids) on ? next.add(id) : next.delete(id);
      onSelect?.(next);
    },
    [latest],
  );
  const open = useCallback((row: Row) => latest.current.onOpen?.(row), [latest]);
  const draw = (row: Row, index?: number) => {
    const id = rowId(row);
    return (
      <DataTableRow
        key={id}
        id={id}
        row={row}
        columns={shown}
        index={index}
        selectLabel={selected && props.selectLabels?.row(row)}
        isPicked={selected?.has(id) ?? false}
        onPick={pick}
        isOpen={props.openId === id}
        onOpen={props.onOpen && open}
        note={props.below?.(row)}
      />
    );
  };
  const waiting = loading && rows.length === 0;

  return (
    <div ref={scroller} className={cx(styles.wrap, virtual && styles.virtual)}>
      <table
        role="table"
        className={styles.table}
        aria-label={props.label}
        aria-busy={loading || undefined}
        aria-rowcount={virtual ? rows.length + 1 : undefined}
        data-selectable={selected ? '' : undefined}
      >
        <DataTableHead {...props} columns={shown} onPick={pick} />
        <tbody role="rowgroup">
          {virtual ? (
            <Suspense>
              <VirtualRows
                count={rows.length}
                span={span}
                scroller={scroller}
                draw={(index) => {
                  const row = rows[index];
                  return row && draw(row, index);
                }}
              />
            </Suspense>
          ) : (
            rows.map((row) => draw(row))
          )}
          {waiting && <SkeletonRows count={props.skeletonRows ?? 8} columns={span} />}
        </tbody>
        {rows.length > 0 && shown.some((c) => c.footer !== undefined) && (
          <tfoot role="rowgroup">
            <tr role="row" className={styles.sums}>
              {selected && <td role="cell" />}
              {shown.map((column) => (
                <td
                  role="cell"
                  key={column.id}
                  data-align={column.align}
                  data-below={column.hideBelow}
                  data-label={column.card === 'title' ? undefined : column.header}
                >
                  {column.footer}
                </td>
              ))}
            </tr>
          </tfoot>
        )}
      </table>
      {!loading &&
        rows.length === 0 &&
        (typeof empty === 'string' ? <p className={styles.none}>{empty}</p> : empty)}
    </div>
  );
}

/** The latest value, for callbacks that stay identical between renders. */
function useLatest<T>(value: T): RefObject<T> {
  const latest = useRef(value);
  useLayoutEffect(() => {
    latest.current = value;
  });
  return latest;
}

function SkeletonRows({ count, columns }: { count: number; columns: number }) {
  return Array.from({ length: count }, (_, row) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: the rows are all alike
    <tr key={row} className={styles.skeleton}>
      {Array.from({ length: columns }, (_, column) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the cells are all alike
        <td key={column} className={styles.cell}>
          <Skeleton width={`${50 + ((row * 7 + column * 13) % 4) * 12}%`} />
        </td>
      ))}
    </tr>
  ));
}
