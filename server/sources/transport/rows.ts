import type { z } from 'zod';
import { UpstreamFailure } from './failure.ts';

/** Reason why a row cannot be read: a code, and the field of the upstream. */
export interface RowProblem {
  readonly code: string;
  /** Path of the field in the row, such as `amount_info.discounts.0.discount_type`; empty for the row itself. */
  readonly path: string;
}

/** A row as received, and its value or the reason why it has none. */
export type Parsed<T> = { readonly raw: unknown } & (
  | { readonly value: T }
  | { readonly problem: RowProblem }
);

/** Part of a list from row `offset`; `total` is the length of the list when this page was read. */
export interface Page<T> {
  readonly offset: number;
  readonly total: number;
  readonly rows: readonly Parsed<T>[];
}

/** Reads one row. A malformed row spoils only itself. */
export type ParseRow<T> = (raw: unknown) => Parsed<T>;

export function rowParser<S extends z.ZodType>(shape: S): ParseRow<z.output<S>> {
  return (raw) => {
    const read = shape.safeParse(raw, { reportInput: true });
    if (read.success) return { raw, value: read.data };
    const issue = read.error.issues[0]!;
    return { raw, problem: { code: problemCode(issue), path: issue.path.join('.') } };
  };
}

function problemCode(issue: z.core.$ZodIssue): string {
  if (issue.code === 'custom') return String(issue.params?.code ?? 'INVALID');
  if (issue.code !== 'invalid_type' && issue.code !== 'invalid_union') return 'INVALID';
  return issue.input === undefined || issue.input === null ? 'MISSING' : 'WRONG_TYPE';
}

/** Reads a whole answer. Throws UpstreamFailure MALFORMED if it does not have the shape. */
export function readShape<S extends z.ZodType>(
  api: string,
  shape: S,
  answer: unknown,
): z.output<S> {
  const read = shape.safeParse(answer);
  if (!read.success) throw new UpstreamFailure('MALFORMED', { api, status: 200 });
  return read.data;
}

/** Most rows of a page at every upstream (domain §6.2). */
export const PAGE_SIZE = 100;

/** The list of an answer: its rows, not parsed, and its length. */
export interface RowList {
  readonly total: number;
  readonly rows: readonly unknown[];
}

/**
 * Pages of a list with row offsets, from row `from` on. The list ends with its total or with an empty page: rows may
 * disappear upstream while it is read.
 */
export async function* pagesOf<T>(
  read: (offset: number, limit: number) => Promise<RowList>,
  parse: ParseRow<T>,
  from = 0,
  size = PAGE_SIZE,
): AsyncGenerator<Page<T>, void, void> {
  for (let offset = from; ; ) {
    const { total, rows } = await read(offset, size);
    yield { offset, total, rows: rows.map(parse) };
    offset += rows.length;
    if (rows.length === 0 || offset >= total) return;
  }
}
