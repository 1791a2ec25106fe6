import { sql } from '../sql/sql.ts';
import type { Role } from '../viewer.ts';
import type { SqlOf } from './declare.ts';

/** A value for some roles; other roles get null of the same SQL type. */
export const onlyFor =
  <N extends string>(
    sees: (role: Role) => boolean,
    value: SqlOf<N>,
    type: 'text' | 'text[]' | 'int' | 'json',
  ): SqlOf<N> =>
  (d, v, role) =>
    sees(role) ? value(d, v, role) : sql.raw(`null::${type}`);
