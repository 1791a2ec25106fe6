import type { ReactNode } from 'react';

/** One column. Keep the array outside the component or in useMemo: a new array redraws every row. */
export interface Column<Row> {
  id: string;
  /** Also the label of the value where rows become cards. */
  header: string;
  cell: (row: Row) => ReactNode;
  /** `end` for every figure. */
  align?: 'start' | 'end' | 'center';
  /** CSS width; without one the column shares what is left. */
  width?: number | string;
  /** Width in px that the person chose; it overrides `width`. */
  ownWidth?: number;
  sortable?: boolean;
  /** Container width in px below which the column is left out; cards show it again unless `card: 'hide'`. Columns with the largest value go first when the table is too wide. */
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
