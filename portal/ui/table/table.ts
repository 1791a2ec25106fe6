import type { ReactNode } from 'react';

/** One column. Keep the array outside the component or in useMemo: a new array redraws every row. */
export interface Column<Row> {
  id: string;
  /** Also labels the value on a card. */
  header: string;
  /** Beside the header: a button that explains it. */
  help?: ReactNode;
  cell: (row: Row) => ReactNode;
  /** `end` for every figure. */
  align?: 'start' | 'end' | 'center';
  /** CSS width; if absent, the column shares the remaining space. */
  width?: number | string;
  /** Width in px that the person chose; it overrides `width`. */
  ownWidth?: number;
  sortable?: boolean;
  /**
   * Container width in px below which the column is left out; cards show it again unless `card: 'hide'`. Columns with
   * the largest value go first when the table is too wide.
   */
  hideBelow?: 720 | 840 | 960 | 1200;
  /** Place on a card: title at the left, badge at the right, otherwise a labeled line. */
  card?: 'title' | 'badge' | 'value' | 'hide';
  wrap?: boolean;
  /** Never cut off: figures and dates. */
  whole?: boolean;
  footer?: ReactNode;
}

export interface Sort {
  id: string;
  direction: 'asc' | 'desc';
}

export interface DataTableProps<Row> {
  label: string;
  columns: readonly Column<Row>[];
  rows: readonly Row[];
  rowId: (row: Row) => string;
  sort?: Sort | null;
  onSort?: (sort: Sort) => void;
  /** Makes columns resizable; null resets a column to its own width. */
  onResize?: (columnId: string, width: number | null) => void;
  /** Ids of the selected rows, across pages; pass all three props to show checkboxes. */
  selected?: ReadonlySet<string>;
  onSelect?: (selected: Set<string>) => void;
  selectLabels?: { all: string; row: (row: Row) => string };
  /** Called for a click on a row outside its controls. The keyboard still needs a link in the title cell. */
  onOpen?: (row: Row) => void;
  openId?: string | null;
  /** Column ids in order; hidden ones are left out. */
  visible?: readonly string[];
  below?: (row: Row) => ReactNode;
  /** Without rows: draws this many grey rows. With rows: dims them. */
  loading?: boolean;
  skeletonRows?: number;
  empty?: ReactNode;
}
