import type { ReactNode } from 'react';
import type { Format } from '../lib/format.ts';
import type { MessageId, Text } from '../lib/i18n.tsx';
import type { Side } from '../lib/session.ts';
import type { Column } from '../ui/table/table.ts';

/** Every row of a list is an object of the graph. */
export interface Row {
  id: string;
}

/** Words of the catalogs, or words put together from them. */
export type Label = MessageId | ((t: Text) => string);
export const labelOf = (label: Label, t: Text): string =>
  typeof label === 'function' ? label(t) : t(label);

/** What a cell has at hand. */
export interface Tools {
  t: Text;
  format: Format;
  side: Side;
}

/** The name of a row in plain text, and the line under it. */
export type TitleLines = readonly [name: string, note?: ReactNode];

export interface ListColumn<R> extends Omit<Column<R>, 'header' | 'cell' | 'sortable'> {
  header: Label;
  cell: (row: R, tools: Tools) => ReactNode;
  /** Of the column that names the row. */
  title?: (row: R, tools: Tools) => TitleLines;
  /** Always shown. */
  fixed?: boolean;
  /** Hidden until chosen: everywhere, or on these consoles. */
  extra?: boolean | readonly Side[];
  /** Consoles that have it; without it all. */
  for?: readonly Side[];
}
