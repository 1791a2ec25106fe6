import { fromDay, isoDay, untilDay } from '../lib/dates.ts';
import type { MessageId } from '../lib/i18n.tsx';
import type { Side } from '../lib/session.ts';

/** Days from the first to the last one, both included. */
export interface Period {
  start: string;
  end: string;
}

interface Shown {
  label: MessageId;
  /** Consoles that have it; without it all. */
  for?: readonly Side[];
  /** Set by views and links only: it has no chip while it is as the view says. */
  quiet?: boolean;
  /** Words of an enumeration that a console never meets. */
  except?: Partial<Record<Side, readonly string[]>>;
}

/** How a kind of filter stands in the URL and in the API's input. `In` is the type of the input field. */
export interface Filter<In = unknown> extends Shown {
  kind: FilterKind;
  /** What the API gets for the text of the URL; null when the text says nothing. */
  input: (text: string) => In | null;
  /** Words of an enumeration. */
  type?: string;
  values?: readonly string[];
  /** Suggestions out of the rows in view. */
  suggest?: (row: never) => readonly string[];
  /** Which records are picked. */
  record?: 'member' | 'customer' | 'product' | 'partner';
}
export type FilterKind = 'choice' | 'flag' | 'period' | 'tag' | 'record';

const several = (text: string): string[] | null => (text ? text.split('~') : null);
const DAY = /^\d{4}-\d{2}-\d{2}$/;

export function periodOf(text: string): Period | null {
  const [start = '', end = ''] = text.split('~');
  return DAY.test(start) && DAY.test(end) ? { start, end } : null;
}

type Range = { from?: string | null; until?: string | null };

/** Consoles that have more than one of these records to choose from. */
const LISTED_BY: Record<NonNullable<Filter['record']>, readonly Side[]> = {
  member: ['PARTNER', 'SELLER', 'OPERATOR'],
  customer: ['PARTNER', 'OPERATOR'],
  product: ['PARTNER', 'SELLER', 'OPERATOR'],
  partner: ['SELLER', 'OPERATOR'],
};

/** Prefixes of their global ids. */
const ID_OF = { member: 'mem', customer: 'cus', product: 'prd', partner: 'ptn' } as const;
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** The kinds of filters, for declarations. */
export const filter = {
  /** Any of some words of an enumeration. */
  choice: <V extends string>(
    label: MessageId,
    type: string,
    values: readonly V[],
    more?: Partial<Shown>,
  ): Filter<V[]> => ({
    kind: 'choice',
    label,
    type,
    values,
    ...more,
    input: (text) => {
      // A word that is none, from an address made by hand, has no chip and so filters nothing.
      const known = several(text)?.filter((v): v is V => (values as readonly string[]).includes(v));
      return known?.length ? known : null;
    },
  }),
  /** Yes or no. */
  flag: (label: MessageId, more?: Partial<Shown>): Filter<boolean> => ({
    kind: 'flag',
    label,
    ...more,
    input: (text) => (text === '1' ? true : text === '0' ? false : null),
  }),
  /** Days, as a half-open range of instants. */
  period: (label: MessageId, more?: Partial<Shown>): Filter<Range> => ({
    kind: 'period',
    label,
    ...more,
    input: (text) => {
      const period = periodOf(text);
      return period && { from: fromDay(period.start), until: untilDay(period.end) };
    },
  }),
  /** Free labels; `suggest` reads those of a row. */
  tag: <Row>(
    label: MessageId,
    suggest: (row: Row) => readonly string[],
    more?: Partial<Shown>,
  ): Filter<string[]> => ({
    kind: 'tag',
    label,
    suggest: suggest as Filter['suggest'] & object,
    ...more,
    input: several,
  }),
  /** Any of some records, found by typing. */
  record: (
    label: MessageId,
    record: NonNullable<Filter['record']>,
    more?: Partial<Shown>,
  ): Filter<string[]> => ({
    kind: 'record',
    label,
    record,
    for: LISTED_BY[record],
    ...more,
    input: (text) => {
      // The server refuses what can be no id, and with it the whole list.
      const [prefix, known] = [`${ID_OF[record]}_`, several(text) ?? []];
      const ids = known.filter((id) => id.startsWith(prefix) && UUID.test(id.slice(prefix.length)));
      return ids.length > 0 ? ids : null;
    },
  }),
};

/** Who looks, and when: for views that depend on it. */
export interface Scope {
  /** Global id of the member. */
  member: string;
  /** The server's present time in milliseconds. */
  now: number;
}

/** What a view sets a filter to. */
export type FilterValue = readonly string[] | string | boolean | ((scope: Scope) => string);

/** The value of a filter as the URL has it. */
export function printFilter(value: FilterValue, scope: Scope): string {
  if (typeof value === 'function') return value(scope);
  if (typeof value === 'boolean') return value ? '1' : '0';
  return typeof value === 'string' ? value : value.join('~');
}

/** The member who looks, for views such as "mine". */
export const me = ({ member }: Scope): string => member;

/** From today on for some days, for views such as "ends within 14 days". */
export const coming =
  (days: number) =>
  ({ now }: Scope): string =>
    `${isoDay(now)}~${isoDay(now + days * 86_400_000)}`;
