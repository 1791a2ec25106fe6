import type { Columns } from '../sql/columns.ts';
import { type Sql, sql, type ViewerRef } from '../sql/sql.ts';
import { Role, type Side } from '../viewer.ts';

/** Decides which roles may read a value. The system may read every value. */
export type Sight = (role: Role) => boolean;

/**
 * SQL over a row `d` that has at least the columns `N`, for a viewer of a role. `all`: the statement uses all rows, as
 * sums do.
 */
export interface SqlOf<N extends string> {
  (d: Columns<N>, v: ViewerRef, role: Role, all?: 'all'): Sql;
  /** Roles that may read the value; by default all. */
  readonly sees?: Sight;
}

/** Sights by sides and roles: `sight.unless('customer')`. */
export const sight = {
  of:
    (...sides: readonly Side[]): Sight =>
    (role) =>
      role === 'system' || sides.includes(Role.sideOf(role)),
  unless:
    (...sides: readonly Side[]): Sight =>
    (role) =>
      !sides.includes(Role.sideOf(role)),
  roles:
    (...roles: readonly Role[]): Sight =>
    (role) =>
      role === 'system' || roles.includes(role),
};

/** Names the roles that may read a value which is already null for the others. */
export const nullUnless = <N extends string>(sees: Sight, value: SqlOf<N>): SqlOf<N> =>
  Object.assign(
    (d: Columns<N>, v: ViewerRef, role: Role, all?: 'all'): Sql => value(d, v, role, all),
    { sees },
  );

type SqlType = 'text' | 'text[]' | 'int' | 'json' | 'timestamptz' | 'boolean';

/**
 * A value for some roles; the others get null of the same SQL type. A filter, ordering, measure, dimension or key over a
 * column that only such values show is closed to the same roles (`hidden.ts`).
 */
export const visibleTo = <N extends string>(
  sees: Sight,
  value: SqlOf<N>,
  type: SqlType = 'text',
): SqlOf<N> =>
  nullUnless(sees, (d, v, role, all) =>
    sees(role) ? value(d, v, role, all) : sql.raw(`null::${type}`),
  );

/** A value that is kept from customers, such as a share ratio or a floor. */
export const unlessBuyer = <N extends string>(value: SqlOf<N>, type?: SqlType): SqlOf<N> =>
  visibleTo(sight.unless('customer'), value, type);
