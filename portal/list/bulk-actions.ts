import type { Row } from './column.ts';
import type { BulkAction } from './define.ts';

/** Known facts of a selection: the visible rows and the filter by state. */
export interface Known {
  /** Ids of selected rows; null if all matching rows are selected. */
  ids: readonly string[] | null;
  rows: readonly Row[];
  /** Null if the list shows rows in any state. */
  states: readonly string[] | null;
}

const statusOf = (row: Row): string | null => (row as { status?: string }).status ?? null;

/** The states in the selection; null if rows outside the page may have others. */
function statesOf({ ids, rows, states }: Known): ReadonlySet<string> | null {
  if (!ids) return states && new Set(states);
  const byId = new Map(rows.map((row) => [row.id, statusOf(row)]));
  const found = ids.map((id) => byId.get(id) ?? null);
  return found.includes(null) ? null : new Set(found as string[]);
}

/** The actions that apply to at least one selected row, as far as known. */
export function applicable(actions: readonly BulkAction[], known: Known): BulkAction[] {
  const present = statesOf(known);
  return actions.filter(
    ({ states }) => !states || !present || states.some((state) => present.has(state)),
  );
}
