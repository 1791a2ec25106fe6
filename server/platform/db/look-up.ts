import { fill, type Sql, sql } from '../sql/sql.ts';
import type { Viewer } from '../viewer.ts';
import type { ReadStatement } from './guarded-read.ts';
import { type TextRow, textValue } from './pipelined-batch.ts';

/** A small, frequent statement; each of its rows is JSON. */
export interface LookUp {
  readonly viewer: Viewer;
  readonly statement: ReadStatement;
  /** Receives the rows if the look-up was sent with another statement. */
  readonly take?: (rows: readonly unknown[]) => void;
}

/** Prints a look-up once. The returned function fills in the viewer and the arguments. */
export function lookUp(
  query: Sql,
): (viewer: Viewer, args: Readonly<Record<string, unknown>>, take?: LookUp['take']) => LookUp {
  const printed = sql.template(sql`select row_to_json(r) as found from (${query}) r`);
  const { text } = printed;
  return (viewer, args, take) => ({
    viewer,
    statement: { text, values: fill(printed, { viewer, args }).map(textValue), isKept: true },
    ...(take && { take }),
  });
}

export const rowsOf = <R>(rows: readonly TextRow[]): R[] =>
  rows.map(([found]) => JSON.parse(found!) as R);
