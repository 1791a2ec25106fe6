import { HORIZON_SQL } from '../db/changes.ts';
import { scalar } from '../schema/scalars.ts';
import type { AnyColumns, TableModel } from '../sql/columns.ts';
import { type Sql, sql } from '../sql/sql.ts';
import type { FieldShape } from './declare.ts';
import { filter } from './filters.ts';
import type { PageShape } from './shapes.ts';

// Parts of every record that need no declaration: `updatedAt`, `updatedWithin` and UPDATED (decision 0023).

/** Whether the database keeps the time of the latest change of each row. */
export const isRecord = ({ columns }: TableModel): boolean => columns.has('updatedAt');

export const updatedAt: FieldShape = {
  type: () => scalar.dateTime,
  description:
    "Time of the record's latest change that the viewer may see, by the database's clock. Values that follow from other records or from the time, such as `viewerActions`, do not move it.",
};

export const updatedWithin = filter.range(
  'updatedAt',
  "Range of times of the latest change. A record that was deleted or left the viewer's sight appears in no list; `nodes(ids:)` returns null for it.",
);

/** Name of the ordering by change. */
export const UPDATED = 'UPDATED';
export const UPDATED_KEY: readonly string[] = ['updatedAt', 'id'];
export const UPDATED_TEXT =
  'Order by updatedAt. In ascending order the list ends before the oldest change that is still being written. A reader that continues after its last cursor therefore misses no change, and each changed record comes once more.';

/**
 * Orderings that programs follow, with the times that the database sets behind the lock of writers. A list of rows that
 * never change declares RECORDED.
 */
const FOLLOWED: Readonly<Record<string, string>> = {
  [UPDATED]: 'updatedAt',
  RECORDED: 'recordedAt',
};

/** Hides rows beyond the horizon: a row that is still being written could get an earlier place. */
export function beforeHorizon({ order, direction }: PageShape, d: AnyColumns): Sql[] {
  const column = direction === 'ASC' ? FOLLOWED[order] : undefined;
  return column ? [sql`${d[column]!} < ${HORIZON_SQL}`] : [];
}
