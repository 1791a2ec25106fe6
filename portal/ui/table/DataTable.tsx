// biome-ignore-all lint/a11y/noRedundantRoles: as cards the parts lose their table display, and with it their roles
import {
  rowSelectionFeature,
  type Row as TableRow,
  tableFeatures,
  useTable,
} from '@tanstack/react-table';
import {
  lazy,
  type ReactNode,
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
import { useFit } from './useFit.ts';

/** One column. Keep the array outside the component or in useMemo: a new array rebuilds the table. */
export interface Column<Row> {
  id: string;
  /** Also the label of the value where rows become cards. */
  header: string;
  cell: (row: Row) => ReactNode;
  /** `end` for every figure. */
  align?: 'start' | 'end' | 'center';
  /** CSS width; without one the column shares what is left. */
  width?: number | string;
  /** Width in px that the person gave it: it holds, whatever the column says of itself. */
  ownWidth?: number;
  sortable?: boolean;
  /** Container width in px below which the column is left out, and by which it goes when the table is too wide (cards show it again unless `card: 'hide'`). */
  hideBelow?: 720 | 840 | 960 | 1200;
  /** Place on the card of a narrow screen: title at the left, badge at the right, otherwise a labelled line. */
  card?: 'title' | 'badge' | 'value' | 'hide';
  /** Lets long text wrap instead of being cut. */
  wrap?: boolean;
  /** Never cut: figures and dates. */
  whole?: boolean;
  footer?: ReactNode;
}

export interface Sort {
  id: string;
  direction: 'asc' | 'desc';
}

export interface DataTableProps<Row> {
  /** Names the table. */
  label: string;
  columns: readonly Column<Row>[];
  rows: readonly Row[];
  rowId: (row: Row) => string;
  sort?: Sort | null;
  onSort?: (sort: Sort) => void;
  /** Lets the edges of the heads be dragged; null gives a column its own width back. */
  onResize?: (columnId: string, width: number | null) => void;
  /** Ids of the chosen rows, over all pages; give all three to show checkboxes. */
  selected?: ReadonlySet<string>;
  onSelect?: (selected: Set<string>) => void;
  selectLabels?: { all: string; row: (row: Row) => string };
  /** Clicking a row outside its links and buttons. The title cell still needs a link for the keyboard. */
  onOpen?: (row: Row) => void;
  openId?: string | null;
  /** Column ids in order; hidden ones are left out. */
  visible?: readonly string[];
  /** A line under a row, such as a warning about it. */
  below?: (row: Row) => ReactNode;
  /** With no rows: draws this many grey rows. With rows: dims them. */
  loading?: boolean;
  skeletonRows?: number;
  /** Instead of rows when there are none. */
  empty?: ReactNode;
}

const features = tableFeatures({ rowSelectionFeature });
export type Features = typeof features;
type Line<Row> = TableRow<Features, { row: Row }>;

/** More rows than this are drawn only while they are near the window. */
const VIRTUAL_ABOVE = 200;
const VirtualRows = lazy(() => import('./VirtualRows.tsx'));

/** A semantic table with sorting, selection and sticky head; rows become cards when its container is narrow. */
export function DataTable<Row>(props: DataTableProps<Row>) {
  const { columns, rows, rowId, selected, visible, loading, empty } = props;
  const data = useMemo(() => rows.map((row) => ({ row })), [rows]);
  const defs = useMemo(
    () => columns.map((column) => ({ id: column.id, header: column.header })),
    [columns],
  );
  const rowSelection = useMemo(
    () => Object.fromEntries([...(selected ?? [])].map((id) => [id, true as const])),
    [selected],
  );
  const table = useTable({
    features,
    data,
    columns: defs,
    getRowId: (line) => rowId(line.row),
    state: { rowSelection },
    onRowSelectionChange: (change) => {
      const next = typeof change === 'function' ? change(rowSelection) : change;
      props.onSelect?.(new Set(Object.keys(next).filter((id) => next[id])));
    },
  });
  // By id, so that the rows keep what they drew while only the selection changes.
  const shown = useMemo(
    () => (visible ? visible.flatMap((id) => columns.find((c) => c.id === id) ?? []) : columns),
    [columns, visible],
  );
  const lines = table.getRowModel().rows as Line<Row>[];
  const span = shown.length + (selected ? 1 : 0);
  const virtual = lines.length > VIRTUAL_ABOVE;
  const scroller = useRef<HTMLDivElement>(null);
  useFit(scroller);
  const latest = useLatest({ table, onOpen: props.onOpen });
  const pick = useCallback(
    (id: string, on: boolean) => latest.current.table.getRow(id).toggleSelected(on),
    [latest],
  );
  const open = useCallback((row: Row) => latest.current.onOpen?.(row), [latest]);
  const draw = (line: Line<Row>, index?: number) => (
    <DataTableRow
      key={line.id}
      id={line.id}
      row={line.original.row}
      columns={shown}
      index={index}
      selectLabel={selected && props.selectLabels?.row(line.original.row)}
      isPicked={line.getIsSelected()}
      onPick={pick}
      isOpen={props.openId === line.id}
      onOpen={props.onOpen && open}
      note={props.below?.(line.original.row)}
    />
  );
  const waiting = loading && lines.length === 0;

  return (
    <div ref={scroller} className={cx(styles.wrap, virtual && styles.virtual)}>
      <table
        role="table"
        className={styles.table}
        aria-label={props.label}
        aria-busy={loading || undefined}
        aria-rowcount={virtual ? lines.length + 1 : undefined}
        data-selectable={selected ? '' : undefined}
      >
        <DataTableHead {...props} columns={shown} table={table} />
        <tbody role="rowgroup">
          {virtual ? (
            <Suspense>
              <VirtualRows
                count={lines.length}
                span={span}
                scroller={scroller}
                draw={(index) => {
                  const line = lines[index];
                  return line && draw(line, index);
                }}
              />
            </Suspense>
          ) : (
            lines.map((line) => draw(line))
          )}
          {waiting && <SkeletonRows count={props.skeletonRows ?? 8} columns={span} />}
        </tbody>
        {lines.length > 0 && shown.some((c) => c.footer !== undefined) && (
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
      {!loading && lines.length === 0 && empty}
    </div>
  );
}

/** What stable callbacks read, so that they need not be made anew with every draw. */
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
