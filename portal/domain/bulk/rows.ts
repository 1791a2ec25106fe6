export type Rows = { ids: readonly string[] } | { filter: object };

export const rowsOf = ({ ids, filter }: { ids?: readonly string[]; filter?: object }): Rows =>
  ids ? { ids } : { filter: filter ?? {} };
