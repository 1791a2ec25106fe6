/** Rows by id, or all that match an API filter. */
export type Rows = { ids: readonly string[] } | { filter: object };

/** Converts a selection to the input of a bulk action. */
export const rowsOf = ({ ids, filter }: { ids?: readonly string[]; filter?: object }): Rows =>
  ids ? { ids } : { filter: filter ?? {} };
