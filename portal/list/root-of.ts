import { getOperationAST, Kind, type SelectionNode } from 'graphql';
import type { List } from './define.ts';

const turnsPages = (field: SelectionNode): boolean =>
  field.kind === Kind.FIELD && Boolean(field.arguments?.some(({ name }) => name.value === 'after'));

/** The root field of a list; null for a list inside a record, which has no root of its own. */
export function rootOf({ query }: Pick<List, 'query'>): string | null {
  const root = getOperationAST(query)?.selectionSet.selections.find(turnsPages);
  return root?.kind === Kind.FIELD ? root.name.value : null;
}
