/** Number of rows; inexact beyond 10,000. */
export interface Count {
  value: number;
  isExact: boolean;
}

export const sumOf = (counts: readonly Count[]): Count => ({
  value: counts.reduce((sum, { value }) => sum + value, 0),
  isExact: counts.every(({ isExact }) => isExact),
});

/**
 * Target of a bulk action: rows by global id, or every row that matches an API filter. `list` is
 * the name of the list, `count` the number shown when selecting.
 */
export type Selection<F = object> = { readonly list: string; readonly count: Count } & (
  | { readonly ids: readonly string[]; readonly filter?: undefined }
  | { readonly filter: F; readonly ids?: undefined }
);

export interface BulkProps<F = object> {
  selection: Selection<F>;
  clear: () => void;
}
