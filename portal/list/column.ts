import type { ReactNode } from 'react';
import type { Format, MoneyLike } from '../lib/format.ts';
import type { MessageId, Text } from '../lib/i18n.tsx';
import type { Side } from '../lib/session.ts';
import type { Column } from '../ui/table/table.ts';

/** A row of a list; every row is a node of the graph. */
export interface Row {
  id: string;
}

/** A message id, or a function that builds the text. */
export type Label = MessageId | ((t: Text) => string);
export const labelOf = (label: Label, t: Text): string =>
  typeof label === 'function' ? label(t) : t(label);

/** Services passed to each cell. */
export interface Tools {
  t: Text;
  format: Format;
  side: Side;
}

/** Sums over all rows of a list, by measure. */
export type Totals = Readonly<Record<string, MoneyLike | null>>;

/** Name of a row in plain text, with an optional note. */
export type TitleLines = readonly [name: string, note?: ReactNode];

/** How a file writes a field, if not by its type. */
export type FileForm = 'DATE' | 'LAST_DAY' | 'PERCENT' | 'RATIO';

/**
 * Fields of a row that a file shows. The accessor only reads fields and translates words: it is run once over a row
 * that records what it reads.
 */
export interface FileCell<R> {
  read: (row: R, tools: Tools) => unknown;
  /** Headers of the values; absent: that of the column, with a number from the second value on. */
  headers?: readonly Label[];
  forms?: readonly (FileForm | undefined)[];
}

export interface ListColumn<R> extends Omit<Column<R>, 'header' | 'cell' | 'sortable'> {
  header: Label;
  cell: (row: R, tools: Tools) => ReactNode;
  /** Values of the column in a file, as accessors of the row's fields; absent: none. */
  file?: FileCell<R>;
  title?: (row: R, tools: Tools) => TitleLines;
  fixed?: boolean;
  /** The head names the currency, so that the cells need not. */
  isMoney?: boolean;
  /** Hidden by default: everywhere, or on these consoles. */
  extra?: boolean | readonly Side[];
  /** Measure of the list's `totals` that the footer shows. */
  total?: string;
  /** Consoles that show it; absent: all. */
  for?: readonly Side[];
  /** Type that the viewer must be able to list; absent: everybody in these consoles. */
  may?: string;
}
