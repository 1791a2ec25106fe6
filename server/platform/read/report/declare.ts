import type { Entity, Names } from '../../sql/columns.ts';
import type { Role } from '../../viewer.ts';
import type { Measure, ReadColumns, Reads, SqlOf } from '../declare.ts';

/** One way to group the rows of a report. Rows with the same value, null included, are one group. */
export interface Dimension<N extends string = string> {
  readonly description: string;
  readonly value: SqlOf<N>;
  /** SDL type of the value; a reference has the type of its object instead. */
  readonly type?: () => object;
  /** Type of the object to which the value, an id, refers. */
  readonly to?: () => Reads;
  /** Whether `value` is an array. A row then counts once for each element, and once for an empty array. */
  readonly isList?: true;
}

/** Stored sums that answer a report faster than its rows, as far as they have the columns that it needs. */
export interface Rollup<N extends string = string> {
  /** A declared read, or an entity that no client reads. */
  readonly over: Reads | object;
  /** Start of the month, quarter or year that a row sums: it answers the report's calendar, but no range of instants. */
  readonly time?: N;
  readonly rows?: SqlOf<N>;
  /** Number of rows that a row sums. A group without rows left does not count. */
  readonly summed?: SqlOf<N>;
  readonly measures: Readonly<Record<string, Measure<N>>>;
}

/** Sums over the rows of a declared read, by dimensions. Scope and filters are those of the read. */
export interface Report<N extends string = string> {
  /** Name of the root field, for example `salesReport`. Its types begin with the same word. */
  readonly name: string;
  readonly description: string;
  readonly over: Reads;
  /** Roles that may ask; by default all that read the rows. */
  readonly roles?: readonly Role[];
  /** Condition on the rows that count; by default all. */
  readonly rows?: SqlOf<N>;
  /** Instant by which the report has the dimensions month, quarter and year, and the filter `months`. */
  readonly time?: N;
  /** Filter by a range of this instant. Rollups answer its whole months, and the rows its other days. */
  readonly within?: string;
  readonly dimensions: Readonly<Record<string, Dimension<N>>>;
  /** Filters of the read's list that the report accepts, too. */
  readonly filters: readonly string[];
  /** Measures of the read's list that the report has, too. */
  readonly sums?: readonly string[];
  readonly measures: Readonly<Record<string, Measure<N>>>;
  /** Views of the database role of reports, by name: the dimensions of their rows. */
  readonly views?: Readonly<Record<string, readonly string[]>>;
  /** Stored sums; the first that has what is asked for answers. */
  readonly rollups?: readonly Rollup[];
}

export const REPORT_MOST = 1_000;

export const report = <E extends Entity, A>(
  spec: Omit<Report<ReadColumns<E, A>>, 'over'> & { readonly over: Reads<E, A> },
): Report => spec as Report;

export const rollup = <E extends Entity>(
  over: Reads<E> | E,
  spec: Omit<Rollup<NoInfer<Names<E>>>, 'over'>,
): Rollup => ({ ...(spec as Omit<Rollup, 'over'>), over });
