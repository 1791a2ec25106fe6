import { fill, type Sql, sql, template } from '../sql/sql.ts';
import type { Viewer } from '../viewer.ts';
import { type TextRow, textValue } from './flight.ts';
import type { ReadStatement } from './guarded-read.ts';

/** One small statement that is asked often; each of its rows is JSON. */
export interface LookUp {
  readonly viewer: Viewer;
  readonly statement: ReadStatement;
  /** Told the rows when it went along with something else. */
  readonly take?: (rows: readonly unknown[]) => void;
}

/** Prints a look-up once; what is returned fills in who asks and its arguments. */
export function lookUp(
  query: Sql,
): (viewer: Viewer, args: Readonly<Record<string, unknown>>, take?: LookUp['take']) => LookUp {
  const printed = template(sql`select row_to_json(r) as found from (${query}) r`);
  const { text } = printed;
  return (viewer, args, take) => ({
    viewer,
    statement: { text, values: fill(printed, { viewer, args }).map(textValue), isKept: true },
    ...(take && { take }),
  });
}

/** The rows of a look-up's answer; values are as JSON has them. */
export const rowsOf = <R>(rows: readonly TextRow[]): R[] =>
  rows.map(([found]) => JSON.parse(found!) as R);
