import { useNavigate } from '@tanstack/react-router';
import { useMemo } from 'react';
import { useFormat } from '../lib/format.ts';
import { useText } from '../lib/i18n.tsx';
import { sideOf, useSession } from '../lib/session.ts';
import { RouteLink } from '../shell/links.ts';
import { TwoLine } from '../ui/display/TwoLine.tsx';
import type { Column } from '../ui/table/table.ts';
import { Amount } from './Amount.tsx';
import {
  type ListColumn,
  labelOf,
  type Row,
  type TitleLines,
  type Tools,
  type Totals,
} from './column.ts';
import { isFor, type List, type RowLink } from './define.ts';
import { usePanelAhead } from './panel.ts';
import { sortsOf } from './sorts.ts';
import { helpOf } from './terms.tsx';
import type { ListState } from './useListState.ts';

export interface ShownColumns {
  all: readonly (Column<Row> & { fixed?: boolean })[];
  visible: readonly string[];
  /** Sets the visible columns, in order, with their present widths. */
  show: (ids: readonly string[]) => void;
  /** Sets a column's width in px; null resets it. */
  resize: (id: string, width: number | null) => void;
  nameOf: (row: Row) => string;
  open?: (row: Row) => void;
}

/** The columns of the viewer's console with texts; the naming column carries the row's link. */
export function useColumns(
  list: List,
  state: ListState,
  count?: string,
  totals?: Totals,
): ShownColumns {
  const t = useText();
  const format = useFormat();
  const session = useSession();
  const navigate = useNavigate();
  const side = sideOf(session);
  const tools = useMemo<Tools>(() => ({ t, format, side }), [t, format, side]);
  const own = useMemo(
    () => list.columns.filter((column) => isFor(column, session)),
    [list, session],
  );
  const all = useMemo(
    () =>
      own.map((column) => ({
        ...column,
        header: column.isMoney
          ? t('ui.list.inYuan', { header: labelOf(column.header, t) })
          : labelOf(column.header, t),
        help: helpOf(column.header),
        sortable: sortsOf(list, session).includes(column.id),
        footer: totals && footerOf(column, count, totals, tools),
        ownWidth: state.columns?.find(({ id }) => id === column.id)?.width,
        cell: (row: Row) =>
          column.title ? (
            <TitleCell list={list} row={row} lines={column.title(row, tools)} />
          ) : (
            column.cell(row, tools)
          ),
      })),
    [own, list, session, tools, t, state.columns, count, totals],
  );
  const visible = useMemo(() => {
    const known = state.columns?.filter(({ id }) => own.some((column) => column.id === id));
    if (known?.length) return known.map(({ id }) => id);
    return own.filter(({ extra }) => !isExtra(extra, side)).map(({ id }) => id);
  }, [own, state.columns, side]);
  const title = own.find((column) => column.title)?.title;
  const { panel } = list;
  const widthOf = (id: string) => all.find((column) => column.id === id)?.ownWidth;
  return {
    all,
    visible,
    show: (ids) => state.setColumns(ids.map((id) => ({ id, width: widthOf(id) }))),
    resize: (changed, width) =>
      state.setColumns(
        visible.map((id) => ({ id, width: id === changed ? (width ?? undefined) : widthOf(id) })),
      ),
    nameOf: (row) => title?.(row, tools)[0] ?? row.id,
    open: panel
      ? (row) => state.setOpen(row.id)
      : list.link
        ? (row) => {
            const link = linkOf(list, row);
            if (link) void navigate(link);
          }
        : undefined,
  };
}

/** The sum below a column; below the title, the number of rows. */
function footerOf(
  { title, total }: ListColumn<Row>,
  count: string | undefined,
  totals: Totals,
  { t, format }: Tools,
) {
  if (title) return count === undefined ? t('ui.list.total') : t('ui.list.totalOf', { count });
  const sum = total === undefined ? null : totals[total];
  return sum ? <Amount money={sum} format={format} /> : undefined;
}

/** The link of a row, for lists whose rows open pages. */
export function linkOf({ link }: List, row: Row): RowLink | null {
  if (typeof link === 'function') return link(row) ?? null;
  if (link === undefined) return null;
  return { to: link, params: { id: row.id } };
}

const isExtra = (extra: ListColumn<Row>['extra'], side: Tools['side']): boolean =>
  typeof extra === 'object' ? extra.includes(side) : Boolean(extra);

interface TitleCellProps {
  list: List;
  row: Row;
  lines: TitleLines;
}

function TitleCell({ list, row, lines: [text, note] }: TitleCellProps) {
  const ahead = usePanelAhead(list.panel, row.id);
  const link = list.panel
    ? { to: '.', search: (old: object) => ({ ...old, open: row.id }) }
    : linkOf(list, row);
  const name = link ? (
    <RouteLink variant="quiet" {...(link as { to: string })} {...ahead}>
      {text}
    </RouteLink>
  ) : (
    text
  );
  return note ? <TwoLine note={note}>{name}</TwoLine> : name;
}
