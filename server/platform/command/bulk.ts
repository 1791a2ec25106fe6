import type { ReadColumns, Reads } from '../read/declare.ts';
import type { Entity } from '../sql/columns.ts';
import type { AnyCommand, Bulk } from './types.ts';

export const bulkOf = <E extends Entity, A>(
  _of: Reads<E, A>,
  bulk: Bulk<ReadColumns<E, A>>,
): Bulk => bulk as Bulk;

export function subjectOf(spec: AnyCommand): Reads {
  const [subject] = Object.values(spec.payload);
  if (!subject) throw new Error(`${spec.name} has no object to run on`);
  return subject();
}
