import { money, Ratio } from '../money.ts';
import type { SqlOf } from '../read/declare.ts';
import type { ChangeKind } from '../schema/change.ts';
import { sql } from '../sql/sql.ts';
import { Role, type Side } from '../viewer.ts';

/** A value of a row whose changes the history keeps. */
export interface Tracked<R> {
  readonly kind: ChangeKind;
  /** Name of the enum of a WORD. */
  readonly words?: string;
  readonly seenBy: readonly Side[];
  /** Roles of those sides that see them; absent: all. */
  readonly roles?: readonly Role[];
  /** The value in the form of the API; null without one. */
  of(row: R): string | null;
}

/** Tracked values by their names in the SDL. A value that is not named is never stored. */
export type TrackedFields<R> = Readonly<Record<string, Tracked<R>>>;

/** One change in the `detail` of an event or an audit line. */
export interface Change extends Pick<Tracked<never>, 'kind' | 'words' | 'seenBy' | 'roles'> {
  readonly field: string;
  readonly from: string | null;
  readonly to: string | null;
}

const GROUPS = {
  /** Sides that see shares, floors and margins. */
  DEALERS: ['partner', 'seller', 'operator'],
  EVERY_PARTY: ['partner', 'seller', 'operator', 'customer'],
} as const satisfies Record<string, readonly Side[]>;
type SeenBy = keyof typeof GROUPS | readonly Side[];

const declare =
  <V>(kind: ChangeKind, wire: (value: V) => string) =>
  <R>(seenBy: SeenBy, of: (row: R) => V | null | undefined, words?: string): Tracked<R> => ({
    kind,
    ...(words && { words }),
    seenBy: typeof seenBy === 'string' ? GROUPS[seenBy] : seenBy,
    of(row) {
      const value = of(row);
      return value === null || value === undefined ? null : wire(value);
    },
  });

const isoText = (at: Date): string => at.toISOString();

/** The values of these names, whose changes all or only some roles see. */
const fields = <R>(
  declared: TrackedFields<R>,
  { roles }: { roles?: readonly Role[] } = {},
): TrackedFields<R> =>
  roles
    ? Object.fromEntries(
        Object.entries(declared).map(([name, field]) => [name, { ...field, roles }]),
      )
    : declared;

function values<R>(of: TrackedFields<R>, row: R): Readonly<Record<string, string | null>> {
  return Object.fromEntries(Object.entries(of).map(([name, field]) => [name, field.of(row)]));
}

function since<R>(of: TrackedFields<R>, before: ReturnType<typeof values>, row: R): Change[] {
  const after = values(of, row);
  return Object.entries(of).flatMap(([field, { kind, words, seenBy, roles }]) => {
    const [from, to] = [before[field] ?? null, after[field] ?? null];
    return from === to
      ? []
      : [{ field, kind, ...(words && { words }), from, to, seenBy, ...(roles && { roles }) }];
  });
}

/** The part of `detail` that keeps changes; empty without any. */
const detail = (changes: readonly Change[]): { changes?: readonly Change[] } =>
  changes.length > 0 ? { changes } : {};

/** The changes in a `detail` that the viewer's side may see, in the form of the API. */
const visible: SqlOf<'detail'> = ({ detail }, _v, role) => {
  const side = sql.literal(JSON.stringify(Role.sideOf(role)));
  const ofRole = sql`coalesce(c->'roles' @> ${sql.literal(JSON.stringify(role))}::jsonb, true)`;
  const seen =
    Role.sideOf(role) === 'system'
      ? sql.raw('true')
      : sql`c->'seenBy' @> ${side}::jsonb and ${ofRole}`;
  return sql`(
    select coalesce(json_agg(json_build_object('field', c->>'field', 'kind', c->>'kind', 'before', c->>'from',
      'after', c->>'to', 'words', c->>'words', 'currency', case c->>'kind' when 'MONEY' then ${sql.literal(money.currency)} end)), '[]')
    from jsonb_array_elements(coalesce(${detail}->'changes', '[]')) c where ${seen})`;
};

/** `tracked.payRate('DEALERS', (row) => row.floorPayRate)`: a value by its kind, the sides that see it, and its column. */
export const tracked = {
  text: declare<string | number>('TEXT', String),
  /** An amount in minor units. */
  money: declare('MONEY', money.format),
  payRate: declare('PAY_RATE', Ratio.text),
  share: declare('SHARE', Ratio.text),
  instant: declare('INSTANT', isoText),
  /** The exclusive end of a period. */
  end: declare('END', isoText),
  /** The last argument names the enum. */
  word: declare<string>('WORD', String),
  fields,
  values,
  since,
  detail,
  visible,
};
