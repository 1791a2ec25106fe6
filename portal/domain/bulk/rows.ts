/** Rows by their ids, or all that match a filter of the API. */
export type Rows = { ids: readonly string[] } | { filter: object };

/** The rows of a list's selection, as the input of a bulk action says them. */
export const rowsOf = ({ ids, filter }: { ids?: readonly string[]; filter?: object }): Rows =>
  ids ? { ids } : { filter: filter ?? {} };
