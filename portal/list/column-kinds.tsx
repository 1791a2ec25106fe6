import type { ReactElement, ReactNode } from 'react';
import { DeadlineBadge } from '../domain/DeadlineBadge.tsx';
import { PayRate } from '../domain/PayRate.tsx';
import { StateBadge, type StateBadgeProps } from '../domain/StateBadge.tsx';
import type { MoneyLike } from '../lib/format.ts';
import type { Text } from '../lib/i18n.tsx';
import { shareOf } from '../lib/rate.ts';
import { Person } from '../ui/display/Avatar.tsx';
import { Tag } from '../ui/display/Badge.tsx';
import { TwoLine } from '../ui/display/TwoLine.tsx';
import { Amount } from './Amount.tsx';
import type { FileCell, Label, ListColumn, TitleLines, Tools } from './column.ts';
import styles from './List.module.css';

type Maybe<T> = T | null | undefined;
type More<R> = Partial<Omit<ListColumn<R>, 'id' | 'header' | 'cell' | 'file'>> & {
  /** Accessor of the file's values where the screen's cell computes its own; null: not in a file. */
  file?: FileCell<R>['read'] | FileCell<R> | null;
};

/** Presets of visibility: wide windows, wider ones, and between. */
export const wide = { hideBelow: 720 } as const;
export const between = { hideBelow: 840 } as const;
export const wider = { hideBelow: 960 } as const;
export const extra = { extra: true } as const;
/** Shown on the card of a telephone. */
export const main = { card: 'value' } as const;

/** Tags shown per row; with more, no tag is readable. */
const TAGS = 2;

const shown = (value: ReactNode, t: Text): ReactNode =>
  value === null || value === undefined || value === '' || value === false ? (
    <span data-none="">{t('ui.none')}</span>
  ) : (
    value
  );

/** Column constructors: `c.money('gross', 'ui.bill.gross', (row) => row.gross)`. */
export function columnKinds<R>() {
  const column =
    <V,>(
      draw: (value: V, tools: Tools, row: R) => ReactNode,
      usual: Partial<ListColumn<R>> = {},
      forms: FileCell<R>['forms'] = [],
    ) =>
    (
      id: string,
      header: Label,
      value: (row: R, tools: Tools) => Maybe<V>,
      { file = value, ...more }: More<R> = {},
    ) =>
      ({
        id,
        header,
        ...usual,
        ...more,
        ...(file && { file: typeof file === 'function' ? { read: file, forms } : file }),
        cell: (row, tools) => {
          const found = value(row, tools);
          return shown(
            found === null || found === undefined ? null : draw(found, tools, row),
            tools.t,
          );
        },
      }) satisfies ListColumn<R>;
  const figure = { align: 'end', whole: true } as const;
  return {
    /**
     * The name of the row in plain text over a second line. It carries the row's link and is the
     * title of a card.
     */
    title: (
      id: string,
      header: Label,
      lines: (row: R, tools: Tools) => TitleLines,
      { file = lines, ...more }: More<R> = {},
    ): ListColumn<R> => ({
      id,
      header,
      card: 'title',
      fixed: true,
      ...more,
      ...(file && { file: typeof file === 'function' ? { read: file } : file }),
      title: lines,
      cell: (row, tools) => lines(row, tools)[0],
    }),
    /** A column of any other kind. */
    cell: column<ReactNode>((value) => value),
    /** A value over a smaller, optional second line. */
    two: column<readonly [value: ReactNode, note?: ReactNode]>(([value, note], { t }) =>
      note ? <TwoLine note={note}>{shown(value, t)}</TwoLine> : value,
    ),
    enum: (
      id: string,
      header: Label,
      type: string,
      value: (row: R) => Maybe<string>,
      more: More<R> = {},
    ) =>
      column<string>((word, { t }) => t.enum(type, word))(id, header, value, {
        file: (row, { t }) => t.enum(type, value(row) as string),
        ...more,
      }),
    /** The state with its deadline or another note. */
    state: (
      type: StateBadgeProps['type'],
      value: (
        row: R,
        tools: Tools,
      ) => readonly [state: Maybe<string>, dueAt?: Maybe<string | ReactElement>],
      more: More<R> = {},
    ) =>
      column<ReturnType<typeof value>>(
        ([state, due]) =>
          state && (
            <span className={styles.state}>
              <StateBadge type={type} value={state} />
              {typeof due === 'string' ? <DeadlineBadge deadline={{ dueAt: due }} /> : due}
            </span>
          ),
        { card: 'badge', whole: true },
      )('status', 'ui.status', value, more),
    date: column<string>((at, { format }) => format.date(at), { whole: true }, ['DATE']),
    dateTime: column<string>((at, { format }) => format.dateTime(at), { whole: true }),
    due: column<string>((dueAt) => <DeadlineBadge deadline={{ dueAt }} />, { whole: true }),
    money: column<MoneyLike>((money, { format }) => <Amount money={money} format={format} />, {
      ...figure,
      isMoney: true,
    }),
    number: column<number>((value, { format }) => format.number(value), figure),
    percent: column<string>((share, { format }) => format.percent(share), figure, ['PERCENT']),
    rate: column<string>((rate) => <PayRate rate={rate} />, figure, ['PERCENT']),
    /** The share of a list price that is paid. */
    ratio: column<readonly [part: MoneyLike, whole: MoneyLike]>(
      ([part, whole]) => <PayRate rate={shareOf(part.amount, whole.amount)} />,
      figure,
      ['RATIO'],
    ),
    person: (
      id: string,
      header: Label,
      value: (row: R) => Maybe<{ name: string }>,
      more: More<R> = {},
    ) =>
      column<{ name: string }>(({ name }) => <Person name={name} />)(id, header, value, {
        file: (row) => value(row)?.name,
        ...more,
      }),
    tags: column<readonly string[]>((tags) =>
      tags.length === 0 ? null : (
        <span className="row">
          {tags.slice(0, TAGS).map((tag) => (
            <Tag key={tag}>{tag}</Tag>
          ))}
          {tags.length > TAGS && (
            <span className="note" title={tags.slice(TAGS).join(' / ')}>
              +{tags.length - TAGS}
            </span>
          )}
        </span>
      ),
    ),
    days: column<readonly [from: string, until: string]>(
      ([from, until], { format }) => format.validity(from, until),
      { whole: true },
      ['DATE', 'LAST_DAY'],
    ),
    code: column<string>((text) => <code className="mono">{text}</code>),
    actions: (
      draw: (row: R) => ReactNode,
      more: Partial<Omit<ListColumn<R>, 'file'>> = {},
    ): ListColumn<R> => ({
      id: 'actions',
      header: 'ui.actions',
      align: 'end',
      whole: true,
      fixed: true,
      ...more,
      cell: (row) => <span className={styles.actions}>{draw(row)}</span>,
    }),
  };
}

export type Columns<R> = ReturnType<typeof columnKinds<R>>;
