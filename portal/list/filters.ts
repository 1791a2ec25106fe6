import { serverNow } from '../lib/clock.ts';
import { DAY, fromDay, isoDay, untilDay } from '../lib/dates.ts';
import type { MessageId } from '../lib/i18n.tsx';
import { type Days, daysOf } from '../lib/period.ts';
import type { Side } from '../lib/session.ts';

interface Shown {
  label: MessageId;
  /** Consoles that show it; absent: all. */
  for?: readonly Side[];
  /** Type that the role must be able to list; absent: shown to all. */
  may?: string;
  /** Set by views and links only: shows a chip only while it differs from the view. */
  quiet?: boolean;
  /** Enum values that do not occur on a console. */
  except?: Partial<Record<Side, readonly string[]>>;
}

/** Conversion of a kind of filter between URL text and API input. `In` is the type of the input field. */
export interface Filter<In = unknown> extends Shown {
  kind: FilterKind;
  /** API input for the URL text; null if the text is invalid. */
  input: (text: string) => In | null;
  type?: string;
  values?: readonly string[];
  suggest?: (row: never) => readonly string[];
  /** Type of the records to choose from. */
  record?: 'member' | 'customer' | 'product' | 'partner' | 'seller' | 'organization' | 'discount';
}
export type FilterKind = 'choice' | 'flag' | 'period' | 'tag' | 'record';

const several = (text: string): string[] | null => (text ? text.split('~') : null);

/** The days of a period now. */
export const periodOf = (text: string): Days | null => daysOf(text, isoDay(serverNow()));

type Range = { from?: string | null; until?: string | null };

/** Consoles with more than one of these records. */
const LISTED_BY: Record<NonNullable<Filter['record']>, readonly Side[]> = {
  member: ['PARTNER', 'SELLER', 'OPERATOR'],
  customer: ['PARTNER', 'OPERATOR'],
  product: ['PARTNER', 'SELLER', 'OPERATOR'],
  partner: ['SELLER', 'OPERATOR'],
  seller: ['PARTNER', 'OPERATOR'],
  organization: ['OPERATOR'],
  discount: ['PARTNER', 'SELLER', 'OPERATOR'],
};

/** Prefixes of their global ids. */
const ID_OF = {
  member: 'mem',
  customer: 'cus',
  product: 'prd',
  partner: 'ptn',
  seller: 'org',
  organization: 'org',
  discount: 'dsc',
} as const;
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

export const filter = {
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
      // An unknown value, from a hand-written address, is ignored.
      const known = several(text)?.filter((v): v is V => (values as readonly string[]).includes(v));
      return known?.length ? known : null;
    },
  }),
  flag: (label: MessageId, more?: Partial<Shown>): Filter<boolean> => ({
    kind: 'flag',
    label,
    ...more,
    input: (text) => (text === '1' ? true : text === '0' ? false : null),
  }),
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
  /** Any of several records, found by typing. */
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
      // The server refuses a malformed id, and with it the whole list.
      const [prefix, known] = [`${ID_OF[record]}_`, several(text) ?? []];
      const ids = known.filter((id) => id.startsWith(prefix) && UUID.test(id.slice(prefix.length)));
      return ids.length > 0 ? ids : null;
    },
  }),
};

/** Viewer and time, for views that depend on them. */
export interface Scope {
  member: string;
  /** Server time in milliseconds. */
  now: number;
}

/** Value that a view sets for a filter. */
export type FilterValue = readonly string[] | string | boolean | ((scope: Scope) => string);

/** The value of a filter as URL text. */
export function printFilter(value: FilterValue, scope: Scope): string {
  if (typeof value === 'function') return value(scope);
  if (typeof value === 'boolean') return value ? '1' : '0';
  return typeof value === 'string' ? value : value.join('~');
}

/** The viewing member, for views such as "mine". */
export const me = ({ member }: Scope): string => member;

/** The next days from today, for views such as "ends within 14 days". */
export const coming =
  (days: number) =>
  ({ now }: Scope): string =>
    `${isoDay(now)}~${isoDay(now + days * DAY)}`;
