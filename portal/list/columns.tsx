import type { ReactNode } from 'react';
import { DeadlineBadge } from '../domain/DeadlineBadge.tsx';
import { PayRate } from '../domain/PayRate.tsx';
import { StateBadge, type StateBadgeProps } from '../domain/StateBadge.tsx';
import type { MoneyLike } from '../lib/format.ts';
import type { MessageId, Text } from '../lib/i18n.tsx';
import { Person } from '../ui/Avatar.tsx';
import { Tag } from '../ui/Badge.tsx';
import { TwoLine } from '../ui/TwoLine.tsx';
import type { Label, ListColumn, Tools } from './define.ts';
import styles from './List.module.css';

type Maybe<T> = T | null | undefined;
type More<R> = Partial<Omit<ListColumn<R>, 'id' | 'header' | 'cell'>>;

/** Only in a wide window, or in a wider one; in the second case not on cards either. */
export const wide = { hideBelow: 720 } as const;
export const wider = { hideBelow: 960, card: 'hide' } as const;
/** Hidden until chosen. */
export const extra = { extra: true } as const;

/** An empty cell says so instead of leaving a hole. */
const shown = (value: ReactNode, t: Text): ReactNode =>
  value === null || value === undefined || value === '' || value === false ? t('ui.none') : value;

/** The kinds of columns, for declarations; `c.money('gross', 'ui.bill.gross', (row) => row.gross)`. */
export function columnKinds<R>() {
  const column =
    <V,>(draw: (value: V, tools: Tools, row: R) => ReactNode, usual: More<R> = {}) =>
    (id: string, header: Label, value: (row: R, tools: Tools) => Maybe<V>, more: More<R> = {}) =>
      ({
        id,
        header,
        ...usual,
        ...more,
        cell: (row, tools) => {
          const found = value(row, tools);
          return shown(
            found === null || found === undefined ? null : draw(found, tools, row),
            tools.t,
          );
        },
      }) satisfies ListColumn<R>;
  const end = { align: 'end' } as const;
  return {
    /** Names the row: the link to it, on the card of a telephone the title. */
    title: (
      id: string,
      header: Label,
      text: (row: R, t: Text) => string,
      note?: (row: R, tools: Tools) => ReactNode,
      /** What stands in place of a missing note. */
      noNote?: MessageId,
    ): ListColumn<R> => ({
      id,
      header,
      card: 'title',
      fixed: true,
      title: {
        text,
        note: note && ((row, tools) => note(row, tools) || (noNote && tools.t(noNote))),
      },
      cell: (row, { t }) => text(row, t),
    }),
    /** Anything that is not one of the kinds below. */
    cell: column<ReactNode>((value) => value),
    /** A value over a smaller second line. */
    two: (
      id: string,
      header: Label,
      value: (row: R, tools: Tools) => ReactNode,
      note: (row: R, tools: Tools) => ReactNode,
      more: More<R> = {},
    ): ListColumn<R> => ({
      id,
      header,
      ...more,
      cell: (row, tools) => (
        <TwoLine note={note(row, tools)}>{shown(value(row, tools), tools.t)}</TwoLine>
      ),
    }),
    enum: (
      id: string,
      header: Label,
      type: string,
      value: (row: R) => Maybe<string>,
      more: More<R> = {},
    ) => column<string>((word, { t }) => t.enum(type, word))(id, header, value, more),
    /** The state with its clock, where one runs. */
    state: (
      type: StateBadgeProps['type'],
      value: (row: R) => Maybe<string>,
      dueAt: (row: R) => Maybe<string | false> = () => null,
      more: More<R> = {},
    ) =>
      column<string>(
        (word, _, row) => (
          <span className={styles.state}>
            <StateBadge type={type} value={word} />
            {dueAt(row) && <DeadlineBadge deadline={{ dueAt: String(dueAt(row)) }} />}
          </span>
        ),
        { card: 'badge' },
      )('status', 'ui.status', value, more),
    date: column<string>((at, { format }) => format.date(at), { whole: true }),
    dateTime: column<string>((at, { format }) => format.dateTime(at), { whole: true }),
    due: column<string>((dueAt) => <DeadlineBadge deadline={{ dueAt }} />),
    money: column<MoneyLike>((money, { format }) => format.money(money), { ...end, whole: true }),
    number: column<number>((value, { format }) => format.number(value), end),
    percent: column<string>((share, { format }) => format.percent(share), end),
    rate: column<string>((rate) => <PayRate rate={rate} />, end),
    person: column<{ name: string }>(({ name }) => <Person name={name} />),
    tags: column<readonly string[]>((tags) =>
      tags.length === 0 ? null : (
        <span className="row">
          {tags.map((tag) => (
            <Tag key={tag}>{tag}</Tag>
          ))}
        </span>
      ),
    ),
    /** Buttons of the row. */
    actions: (draw: (row: R) => ReactNode, more: More<R> = {}): ListColumn<R> => ({
      id: 'actions',
      header: 'ui.actions',
      align: 'end',
      fixed: true,
      ...more,
      cell: draw,
    }),
  };
}

export type Columns<R> = ReturnType<typeof columnKinds<R>>;
