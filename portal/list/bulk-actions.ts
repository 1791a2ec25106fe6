import type { Row } from './column.ts';
import type { BulkAction } from './define.ts';

/** What is known of a selection: the rows in view, and the states that the list is filtered by. */
export interface Known {
  /** Ids of selected rows; null where all that match are. */
  ids: readonly string[] | null;
  rows: readonly Row[];
  /** Null where the list shows rows in any state. */
  states: readonly string[] | null;
}

const statusOf = (row: Row): string | null => (row as { status?: string }).status ?? null;

/** The states in the selection; null where some may be in others that are not in view. */
function statesOf({ ids, rows, states }: Known): ReadonlySet<string> | null {
  if (!ids) return states && new Set(states);
  const byId = new Map(rows.map((row) => [row.id, statusOf(row)]));
  const found = ids.map((id) => byId.get(id) ?? null);
  return found.includes(null) ? null : new Set(found as string[]);
}

/** The actions that can act on at least one selected row, as far as that is known. */
export function applicable(actions: readonly BulkAction[], known: Known): BulkAction[] {
  const present = statesOf(known);
  return actions.filter(
    ({ states }) => !states || !present || states.some((state) => present.has(state)),
  );
}
