import type { Page } from '../../../sources/transport/index.ts';
import type { Cursor, FeedPage } from '../feed/feed.ts';

/** Rows that are read again where a list is continued: it may have moved by so many rows meanwhile. */
const OVERLAP = 100;

/** Place in a list with row offsets. */
export interface ListCursor extends Cursor {
  /** Time at which this pass over the list began. */
  readonly since: string;
  readonly offset: number;
  /** Whether the list kept its length so far: otherwise a row may have slipped past. */
  readonly isSteady: boolean;
  readonly total: number;
}

/** The pages of a list with row offsets from a place on, with the place after each of them. */
export async function* offsetPages<T>(
  read: (from: number) => AsyncIterable<Page<T>>,
  cursor: Cursor | null,
  now: Date,
): AsyncIterable<FeedPage<T>> {
  const known = cursor as ListCursor | null;
  const since = known?.since ?? now.toISOString();
  let place = known;
  for await (const { offset, total, rows } of read(Math.max(0, (known?.offset ?? 0) - OVERLAP))) {
    const isSteady = place === null || (place.isSteady && place.total === total);
    place = { since, offset: offset + rows.length, isSteady, total };
    yield { rows, total, cursor: place };
  }
}
