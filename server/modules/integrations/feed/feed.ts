import type { Tx } from '../../../platform/command/types.ts';
import type { UpstreamAccount } from '../account/upstream-account.entity.ts';
import type { DifferenceClass } from '../difference/difference.entity.ts';
import type { UpstreamApi } from '../upstream-api.ts';
import type { UpstreamClient } from './upstream-client.ts';

/** Place in a feed at which the next page begins, as the feed itself understands it. JSON. */
export type Cursor = Readonly<Record<string, string | number | boolean | null>>;

/** Reason why a row cannot be applied: a code of the parser or of the message catalog, and the path of the value. */
export interface RowProblem {
  readonly code: string;
  readonly path: string;
}

/** A row as the upstream sent it, and its value or its problem. */
export type FeedRow<Row> = { readonly raw: unknown } & (
  | { readonly value: Row }
  | { readonly problem: RowProblem }
);

export interface FeedPage<Row> {
  readonly rows: readonly FeedRow<Row>[];
  /** Number of rows that the upstream counts in the whole list; null if it does not say. */
  readonly total: number | null;
  /** Place of the next page. A run that is interrupted continues there. */
  readonly cursor: Cursor;
}

/** A row that the feed could read but not apply. */
export interface RefusedRow {
  /** `keyOf` the row. */
  readonly key: string;
  readonly code: string;
  readonly path: string;
}

/** A difference as a feed finds it. `subjectKey` tells the subjects of a class apart. */
export interface FoundDifference {
  readonly differenceClass: DifferenceClass;
  readonly subjectKey: string;
  readonly customerId?: string | null;
  readonly bindingId?: string | null;
  readonly orderId?: string | null;
  readonly field: string;
  readonly ours: string | null;
  readonly theirs: string | null;
  /** Amounts of a difference about money, in fen; null on the side that has none. */
  readonly oursMinor?: bigint | null;
  readonly theirsMinor?: bigint | null;
  readonly oursAt: Date | null;
  readonly theirsAt: Date;
}

/** Comparison of what the product is the record of with the upstream's values. */
export interface Comparison {
  readonly classes: readonly DifferenceClass[];
  /** Keys of the subjects that were compared: an open difference of one that agrees now is settled. */
  readonly compared: readonly string[];
  readonly differences: readonly FoundDifference[];
}

/** Outcome of a page. Each row counts once: as written, unchanged or refused. */
export interface Applied {
  readonly written: number;
  readonly unchanged: number;
  readonly refused: readonly RefusedRow[];
  readonly comparison?: Comparison;
}

/** Rows of one API of an upstream system: how they are read and applied. */
export interface RowFeed<Row> {
  readonly api: UpstreamApi;
  /** Reads one row, for a corrected row of the quarantine. */
  parse(raw: unknown): { readonly value: Row } | { readonly problem: RowProblem };
  /** Key that the upstream gave the row. */
  keyOf(row: Row): string;
  /** Key of a malformed row; null if it cannot be read. */
  keyOfRaw(raw: unknown): string | null;
  /** Asks the upstream for the row with a key; none if it has no such row. Absent: rows come by lists only. */
  fetch?(
    client: UpstreamClient,
    key: string,
    signal: AbortSignal,
  ): Promise<readonly FeedRow<Row>[]>;
  /** Applies rows, which may have been applied before. Sends one statement for each step, not for each row. */
  apply(tx: Tx, account: FeedAccount, rows: readonly Row[]): Promise<Applied>;
}

/**
 * One API that runs read page by page. The engine applies each page in one transaction together with its cursor, puts
 * malformed and refused rows into quarantine, and lists the differences.
 */
export interface Feed<Row> extends RowFeed<Row> {
  /**
   * Reads the pages from a place on; `null` is the start of a list. A feed repeats some rows before the place if the
   * list may have moved meanwhile.
   */
  pages(client: UpstreamClient, cursor: Cursor | null, now: Date): AsyncIterable<FeedPage<Row>>;
  /**
   * Work after the last page, for instance on rows that no page had. Without it, the next run begins at the start of
   * the list.
   */
  finish?(tx: Tx, account: FeedAccount, end: FeedEnd): Promise<Finished>;
}

export type FeedAccount = Readonly<Pick<UpstreamAccount, 'id' | 'orgId' | 'domainId'>>;

export interface Finished extends Pick<Applied, 'written' | 'comparison'> {
  /** Cursor with which the next run begins; null for the start of the list. */
  readonly cursor: Cursor | null;
}

export interface FeedEnd {
  readonly feedId: string;
  readonly cursor: Cursor;
  readonly total: number | null;
}

// A list of feeds has rows of different types; the engine hands each feed only rows of its own.
// biome-ignore lint/suspicious/noExplicitAny: see above
export type AnyFeed = Feed<any>;
// biome-ignore lint/suspicious/noExplicitAny: see above
export type AnyRowFeed = RowFeed<any>;
