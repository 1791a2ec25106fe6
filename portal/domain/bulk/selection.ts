/** How many rows; beyond 10,000 only that there are more. */
export interface Count {
  value: number;
  isExact: boolean;
}

/** How many rows several lists have together. */
export const sumOf = (counts: readonly Count[]): Count => ({
  value: counts.reduce((sum, { value }) => sum + value, 0),
  isExact: counts.every(({ isExact }) => isExact),
});

/**
 * What a bulk action acts on: rows by their global ids, or every row that matches a filter of the API,
 * whatever their number. `list` is the name of the list, `count` what the person saw when choosing.
 */
export type Selection<F = object> = { readonly list: string; readonly count: Count } & (
  | { readonly ids: readonly string[]; readonly filter?: undefined }
  | { readonly filter: F; readonly ids?: undefined }
);

/** What the dialog of a bulk action gets. */
export interface BulkProps<F = object> {
  selection: Selection<F>;
  /** To be called when the action has taken its selection. */
  clear: () => void;
}
